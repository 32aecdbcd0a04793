"""Pages of a long list: none is skipped, none comes twice, and no mark of a page can do harm."""

import pytest

from portal.library import Query


def found(library, text: str = "", **asked) -> list[str]:
    """Return the slugs of what a query finds."""
    return [hit.slug for hit in library.search(Query(text, **asked)).rows]


@pytest.mark.parametrize("text", ["", "kerja"])
def test_pages_follow_each_other_without_gap_or_repeat(world, put, text):
    for number in range(23):
        put(f"sop-{number:02}", nama="Kerja Sama", uraian="Bekerja " + "kerja " * (number % 4))
    library = world.library()
    seen, after = [], None
    while True:
        page = library.search(Query(text, limit=5, after=after))
        seen += [hit.slug for hit in page.rows]
        assert page.total_hint == 23 and not page.at_least
        if page.next is None:
            break
        after = page.next
    assert len(seen) == 23 and set(seen) == {f"sop-{number:02}" for number in range(23)}


@pytest.mark.parametrize("limit", [-1, 0, 10**9])
def test_the_length_of_a_page_has_bounds(world, put, limit):
    put("surat")
    assert found(world.library(), limit=limit) == ["surat"]


@pytest.mark.parametrize(
    "after", ["", "x", "====", "bnVsbA", "WzEsMl0", "WyJhIiwxZTk5OV0", "[" * 5000, "é", "WzFlOTk5LDFd"]
)
def test_a_page_mark_that_is_none_begins_at_the_first(world, put, after):
    put("surat")
    library = world.library()
    assert found(library, after=after) in (["surat"], []) and found(library, "surat", after=after) in (["surat"], [])


@pytest.mark.parametrize("named", [{7}, {1, 5, 8}, {0, 2, 3, 5, 8}, {*range(9)}])
@pytest.mark.parametrize("weighed", [500, 3])
def test_many_hits_are_still_paged_through_once_names_first(world, put, monkeypatch, weighed, named):
    monkeypatch.setattr("portal.library.search.MOST_WEIGHED", weighed)
    for number in range(9):
        put(f"sop-{number}", nama="Bekerja" if number in named else "Lain", uraian="Bekerja keras")
    library = world.library()
    slugs, after = [], None
    for _ in range(3):
        page = library.search(Query("bekerja", limit=4, after=after))
        slugs, after = slugs + [hit.slug for hit in page.rows], page.next
        assert (page.total_hint, page.at_least) == (min(9, weighed), weighed < 9)
    assert len(slugs) == len(set(slugs)) == 9 and after is None
    assert {*slugs[: len(named)]} == {f"sop-{number}" for number in named}


def test_a_count_says_when_there_are_more(world, put, monkeypatch):
    monkeypatch.setattr("portal.library.search.MOST_COUNTED", 3)
    for number in range(9):
        put(f"sop-{number}")
    answer = world.library().search(Query())
    assert (answer.total_hint, answer.at_least) == (3, True)
