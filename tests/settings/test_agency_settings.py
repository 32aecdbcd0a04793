"""What the page of agencies sets, beside what the operator wrote by hand."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.cycle import calendar
from portal.cycle.events import Kind
from portal.refusal import Refusal
from portal.settings.agency import AgencySettings, Geser, Hari, Menit, SopSettings, Window, read_agency_settings
from portal.settings.agency_changes import write_agency_settings
from portal.settings.agency_checks import HOLDERS_ACTS
from portal.settings.agency_rules import SopRules, rules_of


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


HABITS = AgencySettings(
    geser="mundur", hari_kerja=6, hari="kalender", menit="tanpa batas", kuota_bukti_mb=512,
    plt_tidak_boleh=("putuskan",), plh_tidak_boleh=("putuskan", "kembalikan"),
    sop={"data-kinerja": SopSettings(Window(1, 10), "2026-TW1", True, "kerja"), "rapat": SopSettings()},
)  # fmt: skip


def test_how_an_agency_counts_is_read_again(tmp_path):
    write_agency_settings(tmp_path, "anambas", HABITS)
    assert read_agency_settings(tmp_path) == {"anambas": HABITS}


def test_setting_one_key_keeps_the_others(tmp_path):
    write_agency_settings(tmp_path, "anambas", HABITS)
    write_agency_settings(tmp_path, "anambas", AgencySettings(unit={"a": "A"}))
    assert read_agency_settings(tmp_path) == {"anambas": replace(HABITS, unit={"a": "A"})}


def test_what_is_given_for_an_sop_takes_the_place_of_all_that_was(tmp_path):
    write_agency_settings(tmp_path, "anambas", HABITS)
    write_agency_settings(tmp_path, "anambas", AgencySettings(sop={"data-kinerja": SopSettings(hari="kalender")}))
    kept = read_agency_settings(tmp_path)["anambas"].sop
    assert kept == {"data-kinerja": SopSettings(hari="kalender"), "rapat": SopSettings()}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('geser = "maju sekali"', '"tetap", "maju", atau "mundur"'),
        ("hari_kerja = 7", "5 atau 6"),
        ('hari = "libur"', '"kerja" atau "kalender"'),
        ('menit = "besok"', "hari kerja berikutnya"),
        ("kuota_bukti_mb = 0", "2048"),
        ("kuota_bukti_mb = true", "2048"),
        ('plt_tidak_boleh = ["tutup"]', "putuskan"),
        ('plh_tidak_boleh = "putuskan"', "kembalikan"),
        ("sop = 3", "[instansi.anambas.sop.pengumpulan-data-kinerja]"),
        ("[instansi.anambas.sop.rapat]\njendela = { buka = 11, tutup = 10 }", "{ buka = 1, tutup = 10 }"),
        ("[instansi.anambas.sop.rapat]\njendela = { buka = 1 }", "{ buka = 1, tutup = 10 }"),
        ('[instansi.anambas.sop.rapat]\ndicatat_sejak = "2026-TW5"', "2026-TW1"),
        ("[instansi.anambas.sop.rapat]\nbuka_otomatis = 1", "true atau false"),
        ("[instansi.anambas.sop.rapat]\nbuka = 1", 'kunci "buka" tidak dikenal'),
        ('gesar = "maju"', 'Maksudnya "geser"?'),
    ],
)
def test_what_does_not_fit_is_refused_with_how_it_is_written(tmp_path, line, told):
    (tmp_path / "instansi.toml").write_text(f"[instansi.anambas]\n{line}\n", "utf-8")
    with pytest.raises(Refusal) as refusal:
        read_agency_settings(tmp_path)
    assert told in refusal.value.message
    assert "instansi.toml" in refusal.value.message


def test_where_nothing_is_set_the_usual_holds():
    rules = rules_of(AgencySettings())
    assert (rules.geser, rules.hari, rules.menit, rules.kuota_bukti_mb) == (
        "tetap", "kerja", "hari kerja berikutnya", 2048
    )  # fmt: skip
    assert rules.of("apa-saja") == SopRules(None, None, False, "kerja")
    assert rules.may("Plt.", "putuskan")


def test_what_is_set_holds():
    rules = rules_of(HABITS)
    assert rules.of("data-kinerja") == SopRules(Window(1, 10), "2026-TW1", True, "kerja")
    assert rules.of("lain").hari == "kalender"
    assert not rules.may("Plt.", "putuskan")
    assert rules.may("Plt.", "kembalikan")
    assert rules.may("definitif", "putuskan")


def test_an_sop_is_set_key_by_key_too():
    page = AgencySettings(sop={"a": SopSettings(hari="kerja")})
    file = AgencySettings(sop={"a": SopSettings(Window(1, 5)), "b": SopSettings(buka_otomatis=True)})
    assert page.over(file).sop == {"a": SopSettings(Window(1, 5), hari="kerja"), "b": SopSettings(buka_otomatis=True)}


def test_what_an_acting_official_may_be_kept_from_are_acts():
    assert set(HOLDERS_ACTS) <= set(get_args(Kind))


def test_the_words_of_the_file_are_those_of_the_calendar():
    assert [get_args(one) for one in (Geser, Hari, Menit)] == [
        get_args(one) for one in (calendar.Geser, calendar.Hari, calendar.Menit)
    ]
