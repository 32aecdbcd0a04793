"""Theme and language: two cookies, chosen with a form."""

from __future__ import annotations

from tests.web import html
from tests.web.conftest import OURS, Portal


def test_a_theme_is_kept_and_written_into_the_page(portal: Portal) -> None:
    browser = portal.visitor()
    assert html.parse(browser.get("/sop").text).get("data-theme") is None
    answer = browser.post("/tampilan", data={"tema": "dark", "kembali": "/sop?q=x"}, headers=OURS)
    assert answer.headers["Location"] == "/sop?q=x"
    assert html.parse(browser.get("/sop").text).get("data-theme") == "dark"
    browser.post("/tampilan", data={"tema": ""}, headers=OURS)
    assert html.parse(browser.get("/sop").text).get("data-theme") is None


def test_an_unknown_taste_is_not_kept(portal: Portal) -> None:
    browser = portal.visitor()
    browser.post("/tampilan", data={"tema": '"><script>', "bahasa": "xx", "kembali": "//x.y"}, headers=OURS)
    assert browser.get_cookie("tema") is None
    assert browser.get_cookie("bahasa") is None


def test_the_language_is_switched_and_said_on_the_page(portal: Portal) -> None:
    browser = portal.visitor()
    assert html.parse(browser.get("/sop").text).get("lang") == "id"
    browser.post("/tampilan", data={"bahasa": "en"}, headers=OURS)
    assert html.parse(browser.get("/sop").text).get("lang") == "en"


def test_a_forged_cookie_changes_nothing(portal: Portal) -> None:
    browser = portal.visitor()
    browser.set_cookie("tema", "<script>")
    browser.set_cookie("bahasa", "../../etc")
    page = browser.get("/sop")
    assert page.status_code == 200
    assert html.parse(page.text).get("lang") == "id"
