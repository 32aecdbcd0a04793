"""The bell and /kabar: what somebody was told, counted on every page, and read by opening it or by a button."""

from __future__ import annotations

import re
import secrets

import pytest
from flask.testing import FlaskClient

from portal.desk.values import Form
from portal.people import accounts
from portal.people.standing import standing_of
from tests.web import html
from tests.web.conftest import OURS, Portal

AGENCY, SLUG, PERIOD = "purwakarta", "pengumpulan-data-kinerja", "2026-TW3"


@pytest.fixture
def cycle(portal: Portal) -> str:
    """A cycle that waits for the clerk Asep, opened and then remarked upon by Dewi."""
    portal.holder("asep", AGENCY, "petugas-data")
    dewi = standing_of(portal.granted("dewi", "pengelola", AGENCY).id, portal.clock())
    desk, now = portal.rooms.desk, portal.clock()
    opened = desk.open(dewi, AGENCY, SLUG, PERIOD, Form(secrets.token_hex(16)), now).cycle
    desk.comment(dewi, opened.id, Form(secrets.token_hex(16), catatan="Mohon segera"), now)
    return opened.id


@pytest.fixture
def asep(portal: Portal, cycle: str) -> FlaskClient:
    """The clerk's browser."""
    return browser_of(portal, "asep")


def browser_of(portal: Portal, username: str) -> FlaskClient:
    """Return somebody's browser."""
    person = accounts.find(username)
    assert person is not None
    return portal.as_(person)


def bell(page: str) -> str:
    """Return what the bell says to those who hear it."""
    found = re.search(r'<a class="bell".*?<span class="sr">(.*?)</span>', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_every_page_counts_what_is_unread(asep: FlaskClient) -> None:
    assert {bell(asep.get(url).text) for url in ("/", "/sop", "/siklus", "/akun")} == {"Kabar, 2 belum dibaca"}


def test_nobody_is_told_of_his_own_acts(portal: Portal, cycle: str) -> None:
    dewi = browser_of(portal, "dewi")
    assert bell(dewi.get("/").text) == "Kabar"
    assert "Belum ada kabar" in dewi.get("/kabar").text


def test_the_list_says_what_happened_and_leads_to_the_cycle(asep: FlaskClient, cycle: str) -> None:
    text = html.words(html.by_id(asep.get("/kabar").text, "kabar"))
    assert "Dewi menulis komentar." in text and "langkah 1" in text and "Triwulan III 2026" in text
    assert f'href="/siklus/{cycle}"' in asep.get("/kabar").text


def test_opening_a_cycle_marks_its_notices_read(asep: FlaskClient, cycle: str) -> None:
    assert bell(asep.get(f"/siklus/{cycle}").text) == "Kabar"
    assert bell(asep.get("/").text) == "Kabar"
    assert "Semua sudah dibaca" in asep.get("/kabar").text


def test_looking_at_another_page_marks_nothing(asep: FlaskClient, cycle: str) -> None:
    for url in ("/", "/kabar", "/siklus", f"/siklus/{cycle}/riwayat"):
        asep.get(url)
    assert bell(asep.get("/").text) == "Kabar, 2 belum dibaca"


def test_one_is_marked_read_and_then_all_without_a_script(asep: FlaskClient) -> None:
    one = re.search(r'action="(/kabar/\d+/baca)"', asep.get("/kabar").text)
    assert one is not None
    assert asep.post(one[1], headers=OURS).headers["Location"] == "/kabar"
    assert bell(asep.get("/kabar").text) == "Kabar, 1 belum dibaca"
    assert asep.post("/kabar/baca", headers=OURS).status_code == 303
    assert bell(asep.get("/kabar").text) == "Kabar"


def test_with_htmx_only_the_list_is_answered(asep: FlaskClient) -> None:
    part = asep.post("/kabar/baca", headers={**OURS, "HX-Request": "true"})
    assert "Semua sudah dibaca" in part.text and "<html" not in part.text


def test_nobody_reads_for_another(portal: Portal, asep: FlaskClient) -> None:
    one = re.search(r'action="(/kabar/\d+/baca)"', asep.get("/kabar").text)
    assert one is not None
    browser_of(portal, "dewi").post(one[1], headers=OURS)
    assert bell(asep.get("/").text) == "Kabar, 2 belum dibaca"


def test_a_new_notice_is_counted_at_once(portal: Portal, asep: FlaskClient, cycle: str) -> None:
    asep.get(f"/siklus/{cycle}")
    person = accounts.find("dewi")
    assert person is not None
    dewi = standing_of(person.id, portal.clock())
    portal.rooms.desk.comment(dewi, cycle, Form(secrets.token_hex(16), catatan="Sekali lagi"), portal.clock())
    assert bell(asep.get("/").text) == "Kabar, 1 belum dibaca"


def test_the_bell_costs_no_query_once_it_is_counted(portal: Portal, asep: FlaskClient) -> None:
    asep.get("/sop")
    with portal.rooms.store.counting() as count:
        asep.get("/sop")
    assert not [sql for sql in count.statements if '"notice"' in sql]


def test_a_cycle_that_was_read_counts_nothing_again_while_others_have_news(
    portal: Portal, asep: FlaskClient, cycle: str
) -> None:
    person = accounts.find("dewi")
    assert person is not None
    dewi = standing_of(person.id, portal.clock())
    portal.rooms.desk.open(dewi, AGENCY, SLUG, "2026-TW2", Form(secrets.token_hex(16)), portal.clock())
    assert bell(asep.get(f"/siklus/{cycle}").text) == "Kabar, 1 belum dibaca"
    with portal.rooms.store.counting() as count:
        assert bell(asep.get(f"/siklus/{cycle}").text) == "Kabar, 1 belum dibaca"
    assert len([sql for sql in count.statements if '"notice"' in sql]) == 1
    assert int(count) <= 10, count.statements


def test_visitors_have_no_bell(portal: Portal) -> None:
    assert 'class="bell"' not in portal.visitor().get("/sop").text


def test_notices_are_told_in_english(asep: FlaskClient) -> None:
    asep.post("/tampilan", data={"bahasa": "en"}, headers=OURS)
    text = asep.get("/kabar").text
    assert "has written a comment" in text and 'lang="id">Dewi' in text
