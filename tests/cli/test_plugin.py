"""`portal plugin`: the list, a new one that works at once, and the judgement of one."""

import json
import subprocess
import sys

import pytest


def test_the_list_names_plugins_versions_and_hooks(run):
    done = run("plugin", "list")
    line = next(line.split() for line in done.out.splitlines() if line.startswith("ekejab"))
    assert line[:3] == ["ekejab", "1.0.0", "folder"] and "objections" in done.out
    assert (done.code, done.err) == (0, "")


def test_the_list_says_who_was_replaced_and_who_is_set_aside(run, put):
    put("plugins/monev/__init__.py", "")
    put("plugins/rusak/__init__.py", "\n1 / 0\n")
    done = run("plugin", "list")
    assert done.code == 1 and "monev: menggantikan " in done.out
    assert "rusak: dikarantina: gagal dimuat: ZeroDivisionError: division by zero (rusak/__init__.py:2)" in done.out


def test_the_list_as_json_is_for_programs(run, put):
    put("plugins/rusak/__init__.py", "\n1 / 0\n")
    facts = json.loads(run("plugin", "list", "--format", "json").out)
    assert {"rapat", "purwakarta"} <= {one["nama"] for one in facts["dipakai"]}
    assert [(one["nama"], one["baris"]) for one in facts["dikarantina"]] == [("rusak", 2)]


@pytest.mark.parametrize(
    ("name", "kind"), [("kota_contoh", "instansi"), ("kota-contoh", "instansi"), ("apel_pagi", "aktivitas")]
)
def test_a_new_plugin_is_found_is_sound_and_passes_its_own_test(run, home, name, kind):
    done = run("plugin", "new", name, "--jenis", kind)
    folder = home / "plugins" / name
    assert (done.code, done.err) == (0, "") and str(folder) in done.out
    assert run("plugin", "check", str(folder)).code == 0
    assert run("check").code == 0 and name in run("plugin", "list").out
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    tested = subprocess.run(tests, capture_output=True, text=True, check=False, cwd=home)
    assert tested.returncode == 0, tested.stdout


def test_a_new_agency_follows_its_sop(run):
    run("plugin", "new", "kota_contoh")
    facts = json.loads(
        run("sop", "show", "pengumpulan-data-kinerja", "--instansi", "kota-contoh", "--format", "json").out
    )
    assert (facts["instansi"], facts["status"], len(facts["langkah"])) == ("kota-contoh", "konsep", 13)


def test_a_new_activity_can_be_switched_on(run, put):
    run("plugin", "new", "apel_pagi", "--jenis", "aktivitas")
    put("portal.toml", '[instansi.anambas]\naktifkan = ["apel_pagi"]\n')
    facts = json.loads(run("sop", "show", "pengumpulan-data-kinerja", "--instansi", "anambas", "--format", "json").out)
    assert [step["aktivitas"] for step in facts["langkah"]].count("apel_pagi.kegiatan") == 1


@pytest.mark.parametrize("name", ["purwakarta", "luwu-timur", "rapat"])
def test_a_new_plugin_does_not_push_out_a_shipped_one(run, home, name):
    done = run("plugin", "new", name)
    assert (done.code, done.out) == (2, "") and done.err.startswith(f"Plugin {name} sudah ada. Pilih nama lain")
    assert not home.exists()


def test_a_new_plugin_can_be_put_anywhere(run, tmp_path, home):
    assert run("plugin", "new", "kota_contoh", "--di", "kerja").code == 0
    assert (tmp_path / "kerja" / "kota_contoh" / "instansi.md").is_file() and not home.exists()


def test_what_exists_is_never_written_over(run, put):
    mine = put("plugins/kota_contoh/instansi.md", "milik saya")
    done = run("plugin", "new", "kota_contoh")
    assert done.code == 2 and "sudah ada" in done.err and mine.read_text("utf-8") == "milik saya"


@pytest.mark.parametrize("name", ["Kota", "kota contoh", "../kota", "1kota", "kota_", "class", "a__b", "é"])
def test_a_name_that_cannot_be_one_makes_nothing(run, home, name):
    done = run("plugin", "new", name)
    assert done.code == 2 and "tidak dapat dipakai" in done.err and not home.exists()


def test_one_plugin_folder_is_judged_with_its_documents(run, tmp_path):
    run("plugin", "new", "kota_contoh", "--di", str(tmp_path))
    (tmp_path / "kota_contoh" / "sop" / "lain.md").write_text(
        "---\nvarian_dari: entah\ninstansi: kota-contoh\n---\n", "utf-8"
    )
    done = run("plugin", "check", "kota_contoh")
    assert done.code == 1 and 'kota_contoh/lain.md:2: SOP induk "entah" tidak ada' in done.out


def test_a_plugin_that_does_not_load_is_judged_so(run, tmp_path):
    (tmp_path / "salah").mkdir()
    (tmp_path / "salah" / "__init__.py").write_text(
        "from portal import hookimpl\n\n@hookimpl\ndef sop_edit(sop):\n    pass\n", "utf-8"
    )
    done = run("plugin", "check", "salah")
    assert done.code == 1 and 'salah/__init__.py:3: Plugin "salah" dikarantina: hook "sop_edit" tidak ada' in done.out


def test_a_shipped_plugin_may_be_judged_too(run):
    from portal.resources import resource_dir

    assert run("plugin", "check", str(resource_dir("plugins") / "rapat")).code == 0


def test_a_folder_that_is_not_there_is_wrong_use(run):
    assert run("plugin", "check", "tidak-ada").code == 2


FAILING = """from portal import hookimpl


@hookimpl
def sop_problems(sop):
    raise ValueError("belum selesai")
"""


def test_a_plugin_whose_hook_fails_is_not_called_sound(run, put, home):
    put("plugins/lingga/__init__.py", FAILING)
    said = 'lingga/__init__.py:6: Plugin "lingga" gagal menjawab sop_problems: ValueError: belum selesai.'
    for command in (("plugin", "check", str(home / "plugins" / "lingga")), ("check", "--tanpa-saran")):
        done = run(*command)
        assert done.code == 1 and done.out.splitlines().count(said) == 1
