"""The fields the docs list are the fields the reader accepts."""

from __future__ import annotations

import re

import pytest

from portal.sop.schema import AGENCY, DOCUMENT, STEP, Key
from tests.docs.pages import DOCS, table_of

TABLES = {
    "first-sop.md: kunci": DOCUMENT,
    "first-sop.md: kunci langkah": STEP,
    "first-plugin.md: key of `instansi.md`": AGENCY,
}


def rows(table: str) -> list[tuple[list[str], str]]:
    """Return (names, last cell) of each row of a table: `page: title of its first column`."""
    page, title = table.split(": ", 1)
    return [(re.findall(r"`(\w+)`", row[0]), row[-1]) for row in table_of(page, title)]


@pytest.mark.parametrize("table", TABLES)
def test_the_documented_fields_are_the_accepted_ones(table: str) -> None:
    assert [name for names, _ in rows(table) for name in names] == [key.name for key in TABLES[table]]


def test_the_docs_say_what_a_variant_inherits() -> None:
    said = {name: last for names, last in rows("first-sop.md: kunci") for name in names}
    assert said == {key.name: inherits(key) for key in DOCUMENT}


def inherits(key: Key) -> str:
    """Return the word of the last column."""
    return "ya" if key.inherited else "tidak"


def test_the_docs_name_the_required_fields() -> None:
    text = (DOCS / "first-sop.md").read_text("utf-8")
    for keys, opening in ((DOCUMENT, "Wajib: "), (STEP, "wajib ")):
        assert opening + ", ".join(f"`{key.name}`" for key in keys if key.required) in text
