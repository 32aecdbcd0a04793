"""Where settings come from, and what is refused."""

import os
from pathlib import Path

import pytest

from portal.refusal import Refusal
from portal.settings import load
from portal.settings.agency import AgencySettings


def written(home: Path, text: str) -> dict[str, str]:
    """Write portal.toml into a home; return the environment that points there."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "portal.toml").write_text(text, "utf-8")
    return {"PORTAL_HOME": str(home)}


def test_without_anything_the_home_is_the_folder_instance_here(tmp_path):
    settings = load({}, tmp_path)
    assert settings.home == tmp_path / "instance"
    assert settings.database == f"sqlite:///{(tmp_path / 'instance' / 'portal.sqlite3').as_posix()}"
    assert settings.visitors_read and not settings.http and not settings.demo


def test_reading_the_settings_creates_nothing(tmp_path):
    load({}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_environment_wins_over_the_file(tmp_path):
    environ = written(tmp_path, 'url = "http://10.1.2.3:8000"\nhttp = true\n')
    assert load(environ, tmp_path).url == "http://10.1.2.3:8000"
    settings = load({**environ, "PORTAL_URL": "https://sop.contoh.go.id/", "PORTAL_HTTP": "tidak"}, tmp_path)
    assert settings.url == "https://sop.contoh.go.id" and not settings.http


def test_an_empty_variable_counts_as_not_set(tmp_path):
    assert load({"PORTAL_PLUGINS": "", "PORTAL_URL": " "}, tmp_path).only_plugins is None


def test_several_folders_are_parted_as_the_system_parts_a_path(tmp_path):
    environ = {"PORTAL_LIBRARY_DIR": os.pathsep.join(["satu", str(tmp_path / "dua")])}
    settings = load(environ, tmp_path)
    assert settings.library_dirs[1:] == (tmp_path / "instance" / "sop", tmp_path / "satu", tmp_path / "dua")
    assert settings.library_dirs[0].name == "sop_library"


def test_folders_of_the_file_and_of_the_environment_add_up(tmp_path):
    environ = written(tmp_path / "rumah", 'plugins_dir = ["plugin-kantor"]\n')
    settings = load({**environ, "PORTAL_PLUGINS_DIR": "lagi"}, tmp_path)
    assert settings.plugin_dirs[1:] == (
        tmp_path / "rumah" / "plugins",
        tmp_path / "rumah" / "plugin-kantor",
        tmp_path / "lagi",
    )
    assert settings.named_dirs == (tmp_path / "rumah" / "plugin-kantor", tmp_path / "lagi")


def test_the_list_of_allowed_plugins_is_parted_by_commas(tmp_path):
    assert load({"PORTAL_PLUGINS": "rapat, monev,"}, tmp_path).only_plugins == ("rapat", "monev")


def test_an_unknown_key_is_refused_with_the_nearest_one(tmp_path):
    with pytest.raises(Refusal, match=r'portal.toml: kunci "databse" tidak dikenal. Maksudnya "database"\?'):
        load(written(tmp_path, 'databse = "x"\n'), tmp_path)


def test_a_slip_in_a_variables_name_is_refused(tmp_path):
    with pytest.raises(Refusal, match=r"PORTAL_PLUGIN_DIR tidak dikenal. Maksudnya PORTAL_PLUGINS_DIR\?"):
        load({"PORTAL_PLUGIN_DIR": "x"}, tmp_path)


def test_a_variable_that_is_somebody_elses_is_left_alone(tmp_path):
    assert load({"PORTAL_TEST_POSTGRES": "x", "PORTALX": "y"}, tmp_path) == load({}, tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("url = 5\n", "url harus berupa teks"),
        ('http = "mungkin"\n', 'berisi "mungkin"; pakai "ya" atau "tidak"'),
        ('password_profile = "lunak"\n', "pakai nist atau bssn"),
        ('url = "sop.contoh.go.id"\n', "tulis seperti https://"),
        ('url = "https://a:b@c"\n', "tulis seperti https://"),
        ('url = "https://c:99999999"\n', "tulis seperti https://"),
        ("plugins = [1]\n", "plugins harus berupa teks atau daftar teks"),
        ('secret = "x"\n', '"secret" tidak dikenal'),
        ("= 3\n", "portal.toml:1: bukan TOML yang benar"),
        ("instansi = 3\n", "instansi harus berupa tabel"),
        ("[instansi.Anambas]\n", "bukan tabel sebuah instansi"),
        ('[instansi.anambas]\naktif = ["rapat"]\n', '"aktif" tidak dikenal. Maksudnya "aktifkan"'),
        ('[instansi.anambas]\naktifkan = "rapat"\n', "aktifkan ditulis seperti"),
        ('[instansi.anambas]\nunit = ["a"]\n', "unit ditulis seperti"),
        ("x = " + "[" * 5000, "bukan TOML yang benar"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(tmp_path, text, says):
    with pytest.raises(Refusal) as refused:
        load(written(tmp_path, text), tmp_path)
    assert says in str(refused.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    environ = written(tmp_path, "")
    (tmp_path / "portal.toml").write_bytes(b"url = '\xff'")
    with pytest.raises(Refusal, match="bukan teks UTF-8"):
        load(environ, tmp_path)


def test_the_file_may_begin_with_a_byte_order_mark(tmp_path):
    environ = written(tmp_path, "")
    (tmp_path / "portal.toml").write_bytes(b"\xef\xbb\xbfdemo = true\n")
    assert load(environ, tmp_path).demo


def test_units_and_plugins_of_an_agency_can_be_set(tmp_path):
    environ = written(tmp_path, '[instansi.anambas]\naktifkan = ["rapat"]\nunit = { aptika = "Bidang Aptika" }\n')
    assert load(environ, tmp_path).agencies == {
        "anambas": AgencySettings(unit={"aptika": "Bidang Aptika"}, aktifkan=("rapat",))
    }
