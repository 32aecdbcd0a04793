"""Rapat: what its steps ask and keep, where they stand once switched on, and what the pages show of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import Activity, CycleState, Sop
from portal.plugins import Plugins
from portal.testing import composed, cycle_at, plugins_in

SLUG = "pengumpulan-data-kinerja"
INVITED = {"nomor": "005/12", "tanggal": "2026-10-14", "pukul": "09:00", "tempat": "Aula"}


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Plugins:
    return plugins_in(tmp_path_factory.mktemp("home"))


@pytest.fixture
def invitation(plugins: Plugins) -> Activity:
    return plugins.activities["rapat.undangan"]


def switched_on(home: Path, agency: str) -> Sop:
    entry = composed(home, agency, SLUG, aktifkan=["rapat"])
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


def test_anambas_meets_after_the_format_is_sent_and_before_the_data_are_gathered(tmp_path: Path) -> None:
    sop = switched_on(tmp_path, "anambas")
    assert [step.id for step in sop.langkah] == [
        "perintah", "teruskan", "edarkan", "rapat-undangan", "rapat-pelaksanaan", "himpun", "analisis",
    ]  # fmt: skip
    assert [step.berikut for step in sop.langkah[2:5]] == ["rapat-undangan", "rapat-pelaksanaan", "himpun"]
    meeting = sop.langkah[4]
    assert (meeting.pelaksana, meeting.peserta) == (("kasubbag-perencanaan",), ("kepala", "sekretaris", "kabid"))
    assert (meeting.asal.sumber, meeting.asal.nama) == ("plugin", "rapat")


@pytest.mark.parametrize(("agency", "before"), [("purwakarta", "periksa"), ("suak-midai", "perintah")])
def test_every_agency_without_a_meeting_can_switch_it_on(agency: str, before: str, tmp_path: Path) -> None:
    ids = [step.id for step in switched_on(tmp_path, agency).langkah]
    assert ids[ids.index(before) + 1 :][:2] == ["rapat-undangan", "rapat-pelaksanaan"]


@pytest.mark.parametrize(("agency", "steps"), [("bakesbangpol", 15), ("luwu-timur", 11)])
def test_an_agency_that_meets_already_gets_no_second_meeting(agency: str, steps: int, tmp_path: Path) -> None:
    assert len(switched_on(tmp_path, agency).langkah) == steps


def test_a_base_sop_may_hold_a_meeting_of_its_own(plugins: Plugins) -> None:
    assert {"rapat.undangan", "rapat.pelaksanaan", "rapat.notula"} <= plugins.activities.keys()


def test_an_hour_without_a_day_is_refused(invitation: Activity) -> None:
    assert invitation.refusals({"pukul": "09:00"})
    assert not invitation.refusals({})


def test_a_day_that_is_none_is_refused(invitation: Activity) -> None:
    assert invitation.refusals({"tanggal": "2026-02-30"})


def test_an_attendance_is_a_number(plugins: Plugins) -> None:
    meeting = plugins.activities["rapat.pelaksanaan"]
    assert meeting.refusals({"hadir": "banyak"})
    assert not meeting.refusals({"hadir": "24"})


def test_the_invitation_is_kept_in_words(invitation: Activity) -> None:
    assert invitation.produce(INVITED) == [
        ("Nomor undangan", "005/12"), ("Waktu rapat", "Rabu, 14 Oktober 2026 pukul 09.00"), ("Tempat", "Aula"),
    ]  # fmt: skip


@pytest.fixture
def meeting_day(tmp_path: Path) -> CycleState:
    return cycle_at(switched_on(tmp_path, "anambas"), "rapat-pelaksanaan", {"rapat-undangan": INVITED})


def test_the_step_of_the_meeting_shows_the_invitation(plugins: Plugins, meeting_day: CycleState) -> None:
    [(plugin, panel)] = plugins.panels("step", (meeting_day, "rapat-pelaksanaan"))
    assert (plugin, panel.template) == ("rapat", "rapat/sebelumnya.html")
    assert ("Tempat", "Aula") in panel.values["lines"]


def test_other_steps_and_places_show_nothing(plugins: Plugins, meeting_day: CycleState) -> None:
    assert plugins.panels("step", (meeting_day, "himpun")) == []
    assert plugins.panels("sop", meeting_day.sop) == []


def test_a_meeting_nobody_invites_to_is_advised_against(plugins: Plugins, tmp_path: Path) -> None:
    entry = composed(tmp_path, "luwu-timur", SLUG)
    assert any("Langkah 4 adalah rapat tanpa langkah undangan" in problem.message for problem in entry.problems)
    assert entry.usable


def test_a_meeting_with_its_invitation_is_not(plugins: Plugins, tmp_path: Path) -> None:
    entry = composed(tmp_path, "bakesbangpol", SLUG)
    assert not any("undangan" in problem.message for problem in entry.problems)
