"""What a plugin is refused for at the door: always with its name, the reason and the place."""

import pytest

HEAD = "from portal import Activity, Format, hookimpl\n\n"


def why(plugins, name):
    """Return the one record of a quarantined plugin."""
    assert plugins.plugin(name) is None
    return next(one for one in plugins.quarantined if one.name == name)


def others_still_work(plugins) -> bool:
    """True if the shipped plugins are all there."""
    return {"rapat", "monev", "ekejab", "purwakarta"} <= {plugin.name for plugin in plugins.loaded}


@pytest.mark.parametrize(
    ("code", "says", "line"),
    [
        ("\nraise RuntimeError('rusak')\n", "RuntimeError: rusak", 2),
        ("import tidak_ada_modul_ini\n", "ModuleNotFoundError", 1),
        ("def x(:\n", "SyntaxError", 1),
        ("import sys\n\nsys.exit(3)\n", "SystemExit: 3", 3),
        ("def f():\n    f()\nf()\n", "RecursionError", 2),
        ("raise BaseException\n", "BaseException", 1),
        ("class Jahat(Exception):\n    def __str__(self):\n        raise ValueError\nraise Jahat\n", "Jahat", 4),
    ],
)
def test_a_plugin_that_fails_on_import_is_set_aside_alone(write, find, code, says, line):
    write("rusak", code)
    plugins = find()
    one = why(plugins, "rusak")
    assert says in one.reason and (one.path, one.line) == ("rusak/__init__.py", line)
    assert others_still_work(plugins)


def test_the_place_is_the_plugins_own_line_not_a_librarys(write, find):
    folder = write("rusak", "from . import dalam\n")
    (folder / "dalam.py").write_text("import json\n\njson.loads('[')\n", "utf-8")
    one = why(find(), "rusak")
    assert (one.path, one.line) == ("rusak/dalam.py", 3)


def test_a_misspelt_hook_is_named_with_the_right_one(write, find):
    write("salah", HEAD + "@hookimpl\ndef sop_edit(sop, agency):\n    return []\n")
    one = why(find(), "salah")
    assert one.reason == 'hook "sop_edit" tidak ada. Maksudnya "sop_edits"?' and one.line == 3


def test_a_hook_that_resembles_none_lists_those_there_are(write, find):
    write("salah", HEAD + "@hookimpl\ndef xyz():\n    return []\n")
    assert "objections" in why(find(), "salah").reason


def test_a_parameter_that_no_hook_gives_is_named(write, find):
    write("salah", HEAD + "@hookimpl\ndef sop_edits(sop, instansi):\n    return []\n")
    assert why(find(), "salah").reason == "sop_edits: parameter instansi tidak dikenal; yang ada: sop, agency"


def test_a_hook_may_leave_out_what_it_does_not_need(write, find):
    write("hemat", HEAD + "@hookimpl\ndef sop_edits(sop):\n    return []\n")
    assert find().plugin("hemat").hooks == ("sop_edits",)


def test_a_function_named_like_a_hook_but_not_marked_is_not_passed_over(write, find):
    write("lupa", HEAD + "def recorded(event):\n    return None\n")
    assert why(find(), "lupa").reason == "fungsi recorded belum ditandai @hookimpl"


def test_a_folder_that_holds_no_plugin_says_what_is_missing(write, find):
    write("kosong")
    assert "tidak berisi instansi.md atau __init__.py" in why(find(), "kosong").reason


def test_documents_without_an_agency_are_refused(write, find):
    (write("yatim", "") / "sop").mkdir()
    assert "tidak ada instansi.md" in why(find(), "yatim").reason


@pytest.mark.parametrize("name", ["Kota", "kota baru", "1kota", "kota.baru"])
def test_a_name_that_cannot_be_one_is_refused(write, find, name):
    write(name, "")
    assert "tidak dapat dipakai" in why(find(), name).reason


def test_templates_of_others_are_not_brought(write, find):
    (write("usil", "") / "templates" / "rapat").mkdir(parents=True)
    assert "templates/ hanya boleh berisi folder usil/; pindahkan rapat" in why(find(), "usil").reason


def test_a_plugin_may_not_be_named_like_a_folder_of_the_portals_templates(write, find, monkeypatch, tmp_path):
    (tmp_path / "milik_portal" / "siklus").mkdir(parents=True)
    monkeypatch.setattr("portal.plugin_loading.resource_dir", lambda name: tmp_path / "milik_portal")
    (write("siklus", "") / "templates" / "siklus").mkdir(parents=True)
    assert "dipakai portal sendiri" in why(find(), "siklus").reason


def test_one_agency_in_two_plugins_is_served_by_neither(write, find):
    write("aaa", agency="kota-baru")
    write("zzz", agency="kota-baru")
    plugins = find()
    assert "juga dibawa plugin zzz" in why(plugins, "aaa").reason
    assert "juga dibawa plugin aaa" in why(plugins, "zzz").reason


def test_an_agency_file_that_cannot_be_read_is_the_librarys_affair(write, find):
    (write("kota_baru", "") / "instansi.md").write_text("bukan dokumen", "utf-8")
    assert find().plugin("kota_baru") is not None


ACTIVITY = HEAD + "@hookimpl\ndef activities():\n    return [{}]\n"


def test_an_activity_offered_twice_belongs_to_the_first(write, find):
    write("xrapat", ACTIVITY.format("Activity('rapat.undangan', 'x', {})"))
    plugins = find()
    assert "sudah dipakai" in why(plugins, "xrapat").reason
    assert "rapat.undangan" in plugins.activities


def test_an_activity_carries_its_plugins_name(write, find):
    write("kota", ACTIVITY.format("Activity('lain.undangan', 'x', {})"))
    assert 'harus diawali "kota."' in why(find(), "kota").reason


def test_a_format_offered_twice_belongs_to_the_first(write, find):
    write("zcetak", HEAD + "@hookimpl\ndef formats():\n    return [Format('json', 'x', None)]\n")
    plugins = find()
    assert "sudah dipakai" in why(plugins, "zcetak").reason
    assert plugins.formats["json"].media_type == "application/json"


@pytest.mark.parametrize("answer", ["5", "'teks'", "[1]", "{'a': 1}", "[None]", "(x for x in [1 / 0])", "exit()"])
def test_a_plugin_that_fails_when_it_is_first_asked_is_set_aside(write, find, answer):
    write("kota", ACTIVITY.format("None").replace("[None]", answer))
    plugins = find()
    assert "gagal di hook activities" in why(plugins, "kota").reason and others_still_work(plugins)
