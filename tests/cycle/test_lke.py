"""What a year's records answer to the evaluation's demands: never more than they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.cycle.lke import answers
from portal.cycle.lke_facts import Counts, Facts, LateCheck, Text, Turn, numbers
from portal.cycle.period import read_period

WHOLE = Counts(entries=24, files=3, sources=2, roles=4)
TEXT = Text("berlaku", in_force=True, reviewed=date(2026, 3, 2), steps=8, returns=True)


def turn(number, **more):
    given = {
        "fate": "tepat waktu", "finished": date(2026, 4, 9), "run": f"c{number}", "counts": WHOLE, **more,
    }  # fmt: skip
    return Turn(read_period(f"2026-TW{number}", "triwulan"), **given)


def year(*turns, **more):
    given = {"window": (1, 10), "roles": ("Kepala", "Sekretaris"), "text": TEXT, **more}
    return Facts(2026, date(2027, 2, 1), "triwulan", turns=turns, **given)


FULL = year(*(turn(number) for number in (1, 2, 3, 4)))


def verdicts(facts):
    return {answer.key: answer.verdict for answer in answers(facts)}


def answer(facts, key):
    return next(one for one in answers(facts) if one.key == key)


def test_a_whole_year_answers_every_demand():
    assert set(verdicts(FULL).values()) == {"ada"}
    assert len(answers(FULL)) == 9


def test_an_sop_that_never_ran_proves_only_what_its_text_and_its_people_show():
    found = verdicts(year(turn(1, fate="terlewat", run=None, finished=None, counts=Counts())))
    assert {key for key, verdict in found.items() if verdict == "ada"} == {
        "mutakhir", "penanggung-jawab", "waktu", "perbaikan",
    }  # fmt: skip
    assert {found[key] for key in ("telusur", "akses", "berkala", "berjenjang", "aplikasi")} == {"belum ada"}


@pytest.mark.parametrize(
    ("key", "text", "verdict"),
    [
        ("mutakhir", {"in_force": False}, "belum ada"),
        ("mutakhir", {"readable": False}, "belum ada"),
        ("mutakhir", {"differs": True}, "sebagian"),
        ("mutakhir", {"reviewed": date(2022, 1, 31)}, "sebagian"),
        ("mutakhir", {"reviewed": None}, "sebagian"),
        ("waktu", {"untimed": (3, 4)}, "sebagian"),
    ],
)
def test_what_the_text_lacks_is_said(key, text, verdict):
    facts = replace(FULL, text=replace(TEXT, **text))
    assert answer(facts, key).verdict == verdict
    assert answer(facts, key).lacks


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        ("telusur", {"sources": 0}),
        ("telusur", {"whole": False}),
        ("akses", {"broken": 1}),
        ("akses", {"sources": 0}),
        ("berjenjang", {"both_sides": 1}),
        ("berjenjang", {"roles": 1}),
    ],
)
def test_a_lack_names_the_periods_it_is_in(key, counts):
    facts = year(turn(1), turn(2, counts=replace(WHOLE, **counts)))
    found = answer(facts, key)
    assert found.verdict == "sebagian"
    assert [period.text for lack in found.lacks for period in lack.periods] == ["2026-TW2"]


def test_a_cycle_that_still_runs_is_not_blamed_for_what_may_come():
    running = turn(2, fate="berjalan", finished=None, counts=Counts(entries=1))
    assert verdicts(year(turn(1), running))["telusur"] == "ada"


def test_a_missed_period_is_never_smoothed_over():
    facts = year(turn(1), turn(2, fate="terlewat", run=None, finished=None, counts=Counts()))
    found = answer(facts, "berkala")
    assert found.verdict == "sebagian"
    assert [period.text for period in found.lacks[0].periods] == ["2026-TW2"]
    assert numbers(facts).missed == 1


def test_a_period_to_come_is_not_owed():
    facts = year(turn(1), turn(2, fate="belum waktunya", run=None, finished=None, counts=Counts()))
    assert verdicts(facts)["berkala"] == "ada"
    assert (numbers(facts).run, numbers(facts).owed) == (1, 1)


def test_a_period_on_paper_was_regular_but_not_in_the_application():
    facts = year(turn(1), turn(2, fate="di luar portal", run=None, finished=None, paper="a1", counts=Counts()))
    assert verdicts(facts)["berkala"] == "ada"
    assert verdicts(facts)["aplikasi"] == "sebagian"


def test_a_role_without_a_holder_is_named():
    found = answer(replace(FULL, vacant=("Sekretaris",)), "penanggung-jawab")
    assert (found.verdict, found.lacks[0].names) == ("sebagian", ("Sekretaris",))
    assert verdicts(replace(FULL, vacant=FULL.roles))["penanggung-jawab"] == "belum ada"


def test_a_unit_without_a_holder_leaves_its_role_half_held():
    found = answer(replace(FULL, vacant=("Sekretaris, Bidang Statistik",)), "penanggung-jawab")
    assert found.verdict == "sebagian"
    assert found.shown[0].startswith("1 dari 2 jabatan")


def test_a_past_year_is_called_by_its_number():
    past = replace(FULL, today=date(2031, 5, 4))
    told = [str(said) for one in answers(past) for said in one.shown]
    assert "4 dari 4 siklus tahun 2026 memakai naskah yang sekarang." in told
    assert not any("tahun ini" in said for said in told)


def test_without_a_window_the_time_is_only_half_clear():
    assert verdicts(replace(FULL, window=None))["waktu"] == "sebagian"
    bare = replace(FULL, window=None, text=replace(TEXT, untimed=tuple(range(1, 9))))
    assert verdicts(bare)["waktu"] == "belum ada"


def test_a_return_in_use_is_half_a_procedure_where_the_sop_draws_none():
    silent = replace(FULL, text=replace(TEXT, returns=False))
    assert verdicts(silent)["perbaikan"] == "belum ada"
    used = replace(silent, turns=(turn(1, counts=replace(WHOLE, returns=1)),))
    assert verdicts(used)["perbaikan"] == "sebagian"


def test_an_insidental_sop_is_not_regular():
    assert verdicts(replace(FULL, siklus="insidental"))["berkala"] == "belum ada"


def test_the_auditors_numbers_add_up():
    late = replace(WHOLE, returns=1, on_paper=1, late=(LateCheck(1, "Kepala", "bidang"),), whole=False)
    found = numbers(year(turn(1), turn(2, fate="terlambat", days=5, counts=late), turn(3), turn(4)))
    assert (found.run, found.owed, found.in_time, found.late, found.late_days) == (4, 4, 3, 1, 5)
    assert (found.returns, found.on_paper, found.late_checks) == (1, 1, 1)
    assert (found.whole, found.cycles, found.entries, found.files) == (3, 4, 96, 12)
