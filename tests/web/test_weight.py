"""What a page may weigh on the wire, and how often it may ask the database."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import Portal

ZIPPED = {"Accept-Encoding": "gzip"}
SHEET = "/instansi/bakesbangpol/sop/pengumpulan-data-kinerja"


def weight(portal: Portal, url: str) -> int:
    """Return the bytes of an answer, headers included, as a browser gets it."""
    answer = portal.visitor().get(url, headers=ZIPPED)
    return len(answer.data) + len(str(answer.headers).encode())


def test_a_first_visit_weighs_less_than_60_kb(portal: Portal) -> None:
    page = portal.visitor().get("/").text
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(files) == 6
    assert sum(weight(portal, url) for url in ("/", *files)) < 60_000


@pytest.mark.parametrize(
    "url", ["/sop", "/sop?q=kinerja", SHEET, f"{SHEET}/asal", f"{SHEET}/varian", "/instansi", "/masuk"]
)
def test_a_further_page_weighs_less_than_15_kb(portal: Portal, url: str) -> None:
    assert weight(portal, url) < 15_000


def test_a_drawn_sheet_of_fifteen_steps_weighs_less_than_60_kb_before_compression(portal: Portal) -> None:
    assert len(portal.visitor().get(SHEET).data) < 60_000


@pytest.mark.parametrize("url", ["/sop", SHEET, f"{SHEET}/varian", "/instansi", "/instansi/purwakarta", "/bantuan"])
def test_a_visitor_costs_the_database_nothing(portal: Portal, url: str) -> None:
    visitor = portal.visitor()
    visitor.get(url)
    with portal.rooms.store.counting() as count:
        visitor.get(url)
    assert count.statements == []


@pytest.mark.parametrize("url", ["/sop", SHEET, "/instansi", "/instansi/purwakarta"])
def test_reading_costs_a_signed_in_person_four_queries(portal: Portal, url: str) -> None:
    browser = portal.as_(portal.holder("asep", "purwakarta", "kepala"))
    browser.get(url)
    with portal.rooms.store.counting() as count:
        browser.get(url)
    assert int(count) <= 4, count.statements


def test_a_list_of_people_asks_as_often_for_fifty_as_for_one(portal: Portal) -> None:
    admin = portal.as_(portal.granted("agnes", "admin"))
    counts = []
    for total in (1, 30):
        for number in range(total):
            portal.holder(f"orang{total}.{number}", "purwakarta", "kepala")
        with portal.rooms.store.counting() as count:
            admin.get("/admin/orang")
        counts.append(int(count))
    assert counts[0] == counts[1]


def test_a_sheet_is_rendered_once(portal: Portal) -> None:
    visitor, rendered = portal.visitor(), []
    visitor.get(SHEET)
    lookup = portal.app.jinja_env.get_template

    def noted(name, *rest, **more):  # type: ignore[no-untyped-def]
        rendered.append(name)
        return lookup(name, *rest, **more)

    portal.app.jinja_env.get_template = noted  # type: ignore[method-assign]
    try:
        visitor.get(SHEET)
    finally:
        portal.app.jinja_env.get_template = lookup  # type: ignore[method-assign]
    assert "_parts/lembar.html" not in rendered
