"""Where plugins are found, who replaces whom, and what is never imported."""

import os
import sys
from pathlib import Path

import pytest

from portal.resources import resource_dir

OWN = {"portal.exports", "portal.trail"}
HOOK = "from portal import hookimpl\n\n@hookimpl\ndef sop_problems(sop):\n    return []\n"


def names(plugins) -> list[str]:
    """Return the names of the plugins that somebody brought."""
    return [plugin.name for plugin in plugins.loaded if plugin.name not in OWN]


def reasons(plugins) -> dict[str, str]:
    """Return why each quarantined plugin is there."""
    return {one.name: one.reason for one in plugins.quarantined}


def package(site: Path, distribution: str, name: str, code: str = HOOK, module: str | None = None) -> Path:
    """Install a package by hand, as pip would: the module, and what it says of its entry points."""
    module = module or f"paket_{distribution.replace('-', '_')}"
    (site / module).mkdir(parents=True)
    (site / module / "__init__.py").write_text(code, "utf-8")
    info = site / f"{distribution.replace('-', '_')}-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 2.1\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[portal.plugins]\n{name} = {module}\n", "utf-8")
    return site / module


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return a folder that Python looks for packages in."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in [name for name in sys.modules if name.startswith("paket_")]:
        del sys.modules[name]


def test_the_shipped_plugins_are_found_in_order_of_name(find):
    shipped = sorted(path.name for path in resource_dir("plugins").iterdir() if (path / "pyproject.toml").exists())
    assert names(find()) == shipped and len(shipped) == 8
    assert find().quarantined == ()


def test_an_agency_folder_needs_no_code(write, find):
    write("kota_baru", agency="kota-baru")
    plugin = find().plugin("kota_baru")
    assert plugin.source == "folder" and plugin.module is None and plugin.hooks == ()


def test_a_folders_code_is_imported_below_portal_plugins(write, find):
    folder = write("kota_baru", "from .lain import KATA\n")
    (folder / "lain.py").write_text("KATA = 'ya'\n", "utf-8")
    module = find().plugin("kota_baru").module
    assert module.__name__ == "portal_plugins.kota_baru" and module.KATA == "ya"


def test_the_same_name_elsewhere_does_not_see_yesterdays_code(write, find, tmp_path):
    first = write("kota_baru", "from .lain import KATA\n", place=tmp_path / "satu")
    (first / "lain.py").write_text("KATA = 'satu'\n", "utf-8")
    second = write("kota_baru", "from .lain import KATA\n", place=tmp_path / "dua")
    (second / "lain.py").write_text("KATA = 'dua'\n", "utf-8")
    found = [
        find(PORTAL_PLUGINS_DIR=str(tmp_path / place)).plugin("kota_baru").module.KATA for place in ("satu", "dua")
    ]
    assert found == ["satu", "dua"]


def test_folders_named_in_the_settings_add_to_those_of_the_home(write, find, tmp_path):
    write("satu", HOOK)
    write("dua", HOOK, place=tmp_path / "kantor")
    write("tiga", HOOK, place=tmp_path / "lain")
    places = os.pathsep.join([str(tmp_path / "kantor"), str(tmp_path / "lain")])
    assert {"satu", "dua", "tiga", "rapat"} <= set(names(find(PORTAL_PLUGINS_DIR=places)))


def test_a_folder_of_the_home_replaces_a_shipped_plugin_and_says_so(write, find):
    folder = write("monev", HOOK)
    plugin = find().plugin("monev")
    assert plugin.folder == folder and plugin.hooks == ("sop_problems",)
    assert plugin.replaces == str(resource_dir("plugins") / "monev")


def test_two_folders_of_one_name_are_both_quarantined(write, find, tmp_path):
    write("kota_baru", HOOK)
    write("kota_baru", HOOK, place=tmp_path / "lain")
    plugins = find(PORTAL_PLUGINS_DIR=str(tmp_path / "lain"))
    assert "kota_baru" not in names(plugins)
    assert [one.name for one in plugins.quarantined] == ["kota_baru", "kota_baru"]
    assert str(tmp_path / "lain" / "kota_baru") in plugins.quarantined[0].reason


def test_a_hyphen_makes_no_other_name(write, find, tmp_path):
    write("kota_baru", HOOK)
    write("kota-baru", HOOK, place=tmp_path / "lain")
    assert set(reasons(find(PORTAL_PLUGINS_DIR=str(tmp_path / "lain")))) == {"kota_baru", "kota-baru"}


def test_an_installed_package_is_found_with_its_version(site, find):
    package(site, "portal-lonceng", "lonceng")
    plugin = find().plugin("lonceng")
    assert (plugin.source, plugin.version, plugin.hooks) == ("paket", "2.1", ("sop_problems",))
    assert plugin.folder == site / "paket_portal_lonceng"


@pytest.mark.parametrize("order", [("a-satu", "b-dua"), ("b-dua", "a-satu")])
def test_two_packages_of_one_name_are_both_quarantined_whichever_came_first(site, find, order):
    for distribution in order:
        package(site, distribution, "lonceng", "raise SystemExit('tidak boleh diimpor')\n")
    plugins = find()
    assert [one.name for one in plugins.quarantined] == ["lonceng", "lonceng"]
    assert "nama" in plugins.quarantined[0].reason and not any(name.startswith("paket_") for name in sys.modules)


def test_a_package_cannot_take_the_place_of_a_shipped_plugin(site, find):
    package(site, "portal-monev-tiruan", "monev")
    plugins = find()
    assert plugins.plugin("monev").source == "folder"
    assert "juga dipakai" in reasons(plugins)["monev"]


def test_a_package_that_is_one_file_brings_no_folder(site, find):
    package(site, "satu-berkas", "satu_berkas", module="paket_dir")
    (site / "paket_modul.py").write_text(HOOK, "utf-8")
    (site / "instansi.md").write_text("milik siapa?", "utf-8")
    info = site / "satu_berkas-2.1.dist-info" / "entry_points.txt"
    info.write_text("[portal.plugins]\nsatu_berkas = paket_modul\n", "utf-8")
    assert not (find().plugin("satu_berkas").folder / "instansi.md").exists()


def test_only_allowed_plugins_are_imported_at_all(write, site, find, tmp_path):
    trace = tmp_path / "jejak"
    code = f"open({str(trace)!r}, 'w').close()\n"
    write("usil", code)
    package(site, "portal-usil", "usil_paket", code)
    plugins = find(PORTAL_PLUGINS="rapat,Luwu-Timur")
    assert names(plugins) == ["luwu_timur", "rapat"]
    assert not trace.exists()


def test_an_allowed_plugin_that_is_not_there_is_told(find):
    assert "tidak ditemukan" in reasons(find(PORTAL_PLUGINS="rapat,moneff"))["moneff"]


def test_a_plugin_folder_named_by_hand_replaces_whatever_has_its_name(write, find, tmp_path):
    write("kota_baru", HOOK)
    other = write("kota_baru", HOOK, place=tmp_path / "lain")
    plugins = find(other)
    assert plugins.plugin("kota_baru").folder == other and plugins.quarantined == ()


def test_hidden_folders_and_plain_files_are_no_plugins(write, find, home):
    write(".git", HOOK)
    write("__pycache__", HOOK)
    (home / "plugins" / "catatan.txt").write_text("bukan plugin", "utf-8")
    assert find().quarantined == () and len(names(find())) == 8
