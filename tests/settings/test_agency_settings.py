"""What the page of agencies sets, beside what the operator wrote by hand."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.agency_changes import write_agency_settings
from portal.agency_settings import AgencySettings, read_agency_settings
from portal.refusal import Refusal


def test_what_was_set_is_read_again(tmp_path):
    wanted = AgencySettings(unit={"aptika": 'Bidang "Aptika" \\ e-Gov'}, aktifkan=("rapat", "monev"))
    write_agency_settings(tmp_path, "luwu-timur", wanted)
    assert read_agency_settings(tmp_path) == {"luwu-timur": wanted}


def test_setting_one_agency_keeps_the_others(tmp_path):
    write_agency_settings(tmp_path, "anambas", AgencySettings(aktifkan=()))
    write_agency_settings(tmp_path, "purwakarta", AgencySettings(unit={}))
    assert read_agency_settings(tmp_path) == {
        "anambas": AgencySettings(aktifkan=()),
        "purwakarta": AgencySettings(unit={}),
    }


def test_many_hands_at_once_lose_nothing(tmp_path):
    names = [f"instansi-{number}" for number in range(12)]
    with ThreadPoolExecutor(6) as hands:
        list(hands.map(lambda name: write_agency_settings(tmp_path, name, AgencySettings(aktifkan=(name,))), names))
    assert set(read_agency_settings(tmp_path)) == set(names)


def test_nothing_but_the_file_and_its_lock_stays_behind(tmp_path):
    write_agency_settings(tmp_path, "anambas", AgencySettings(aktifkan=("rapat",)))
    assert {path.name for path in tmp_path.iterdir()} <= {"instansi.toml", ".instansi.toml.lock"}


@pytest.mark.parametrize("agency", ["", "A", "../x", "a b", 'a"]\n[instansi.b', "-a"])
def test_an_id_that_is_none_writes_nothing(tmp_path, agency):
    with pytest.raises(Refusal):
        write_agency_settings(tmp_path, agency, AgencySettings(aktifkan=("rapat",)))
    assert not (tmp_path / "instansi.toml").exists()


def test_a_unit_without_a_name_is_refused(tmp_path):
    with pytest.raises(Refusal):
        write_agency_settings(tmp_path, "anambas", AgencySettings(unit={"aptika": " "}))


def test_what_is_set_later_wins_key_by_key():
    page = AgencySettings(aktifkan=())
    file = AgencySettings(unit={"a": "A"}, aktifkan=("rapat",))
    assert page.over(file) == AgencySettings(unit={"a": "A"}, aktifkan=())


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=30).filter(lambda text: bool(text.split())))
def test_any_unit_name_survives(tmp_path_factory, name):
    home = tmp_path_factory.mktemp("rumah")
    write_agency_settings(home, "anambas", AgencySettings(unit={"a": name}))
    assert read_agency_settings(home)["anambas"].unit == {"a": " ".join(name.split())}
