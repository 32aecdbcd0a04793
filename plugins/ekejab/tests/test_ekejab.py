"""E-kejab: what its steps ask, refuse and keep, and where they stand once switched on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from portal import Activity, Asker, Check, Sop
from portal.plugins import Plugins
from portal.testing import composed, cycle_at, plugins_in

SLUG = "pengumpulan-data-kinerja"
STEPS = ["ekejab-input", "ekejab-koreksi", "ekejab-dokumentasi"]
KEYED = {"ekejab-input": {"sudah_diinput": "ya", "tanggal": "2026-10-14"}}


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Plugins:
    return plugins_in(tmp_path_factory.mktemp("home"))


def switched_on(home: Path, agency: str) -> Sop:
    entry = composed(home, agency, SLUG, aktifkan=["ekejab"])
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


@pytest.mark.parametrize(
    ("agency", "before", "after"),
    [
        ("anambas", "himpun", "analisis"),
        ("bakesbangpol", "tanda-tangan", "surat-pengantar"),
        ("luwu-timur", "tanda-tangan", "surat-pengantar"),
        ("purwakarta", "tanda-tangan", "terima-tembusan"),
    ],
)
def test_the_data_are_keyed_in_near_the_end(agency: str, before: str, after: str, tmp_path: Path) -> None:
    sop = switched_on(tmp_path, agency)
    ids = [step.id for step in sop.langkah]
    at = ids.index("ekejab-input")
    assert ids[at - 1 : at + 4] == [before, *STEPS, after]
    entry, correction, document = sop.langkah[at : at + 3]
    assert (sop.langkah[at - 1].berikut, entry.berikut, document.berikut) == (entry.id, correction.id, after)
    assert (correction.ya, correction.tidak) == (document.id, entry.id)


def test_suak_midai_which_keys_in_already_does_not_twice(tmp_path: Path) -> None:
    assert len(switched_on(tmp_path, "suak-midai").langkah) == 4


@pytest.fixture
def entry(plugins: Plugins) -> Activity:
    return plugins.activities["ekejab.input"]


def test_the_input_wants_the_tick_and_its_date(entry: Activity) -> None:
    assert len(entry.refusals({})) == 2
    assert len(entry.refusals({"tanggal": "2026-10-14"})) == 1
    assert not entry.refusals(KEYED["ekejab-input"])


def test_the_input_keeps_its_day_in_words(entry: Activity) -> None:
    assert entry.produce(KEYED["ekejab-input"]) == [("Sudah diinput ke e-kejab", "Rabu, 14 Oktober 2026")]


Asked = Callable[..., list[str]]


@pytest.fixture
def objections(plugins: Plugins, tmp_path: Path) -> Asked:
    sop = composed(tmp_path, "suak-midai", SLUG).sop
    assert sop is not None

    def asked(
        step: str, check: Check, typed: Mapping[str, Mapping[str, str]] = KEYED, skipped: Collection[str] = ()
    ) -> list[str]:
        return plugins.objections(cycle_at(sop, step, typed, skipped), step, check, Asker("a", "Ani", "sekretaris"))

    return asked


def test_nobody_approves_what_nobody_has_keyed_in(objections: Asked) -> None:
    approve, refuse = Check("putuskan", None, choice="ya"), Check("putuskan", None, choice="tidak")
    assert objections("ekejab-koreksi", approve, skipped=["ekejab-input"])
    assert not objections("ekejab-koreksi", refuse, skipped=["ekejab-input"])
    assert not objections("ekejab-koreksi", approve)


def test_nobody_documents_what_nobody_has_keyed_in(objections: Asked) -> None:
    document = Check("centang", None, form={})
    assert objections("ekejab-dokumentasi", document, skipped=["ekejab-input"])
    assert not objections("ekejab-dokumentasi", document)


def test_a_documentation_is_not_older_than_its_input(objections: Asked) -> None:
    assert objections("ekejab-dokumentasi", Check("centang", None, form={"tanggal": "2026-10-13"}))
    assert not objections("ekejab-dokumentasi", Check("centang", None, form={"tanggal": "2026-10-14"}))


def test_steps_of_others_are_none_of_its_business(objections: Asked) -> None:
    assert not objections("ekejab-input", Check("centang", None))
