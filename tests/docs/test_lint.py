"""The page of rules lists the rules there are, and what they find in the five agencies' documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from portal.clock import utcnow
from portal.drawing.advice import DRAWING
from portal.library import Entry, checking
from portal.library.advising import RULES
from portal.library.shelves import Shelves
from portal.plugins import find_plugins
from portal.settings import load
from portal.sop.lint import rules
from portal.sop.lint.finding import Rule
from tests.docs.pages import DOCS

PAGE = DOCS / "lint.md"
SUBJECTS = {
    "Kalimat": rules.WORDING,
    "Mutu baku": rules.QUALITY,
    "Alur": rules.FLOW,
    "Kolom": rules.COLUMNS,
    "Identitas": rules.IDENTITY,
    "Dasar hukum": rules.LAW,
    "Gambar": DRAWING,
}
AGENCIES = ("anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai")


def table(subject: str, found: Sequence[Rule]) -> str:
    """Return the section of a subject as the page must have it."""
    head = f"### {subject}\n\n| aturan | menemukan | mengapa | perbaikan |\n|---|---|---|---|\n"
    return head + "".join(f"| `{one.id}` | {one.finds} | {one.why} | {one.remedy} |\n" for one in found)


def findings(entry: Entry) -> str:
    """Return the section of an agency as the page must have it."""
    assert entry.agency and entry.sop
    head = f"### {entry.agency.nama}\n\n| aturan | temuan |\n|---|---|\n"
    return head + "".join(
        f"| {f'`{one.rule}`' if one.rule else 'dari plugin'} | {one.message} |\n" for one in entry.advice
    )


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelves]:
    """The documents that are shipped."""
    settings = load({}, tmp_path_factory.mktemp("lint"))
    yield Shelves(settings, find_plugins(settings), utcnow)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_page_lists_the_rules_of_a_subject(subject: str) -> None:
    assert table(subject, SUBJECTS[subject]) in PAGE.read_text("utf-8")


def test_no_subject_is_left_out() -> None:
    assert tuple(rule for found in SUBJECTS.values() for rule in found) == RULES
    assert PAGE.read_text("utf-8").count("| aturan | menemukan |") == len(SUBJECTS)


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_page_shows_what_is_found_in_an_agencys_document(agency: str, shelves: Shelves) -> None:
    entry = shelves.composed("pengumpulan-data-kinerja", agency)
    assert entry and not entry.errors
    assert findings(entry) in PAGE.read_text("utf-8")


def test_the_bases_are_nearly_without_advice(shelves: Shelves) -> None:
    bases = [entry for entry in checking.entries(shelves, whole=True) if entry.agency is None]
    assert [(entry.slug, one.rule) for entry in bases for one in entry.advice] == [("penyusunan-lkjip", "urutan-kolom")]
