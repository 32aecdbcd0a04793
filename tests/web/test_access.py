"""Every address, asked for by everybody: each gets the answer of the table, and who may not leaves no trace."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from werkzeug.routing import Rule

from tests.web.access import QUERIES, form, rows
from tests.web.conftest import OURS
from tests.web.everybody import IN_CYCLE, IN_NAME, IN_NIP, OUTSIDE, WHO, House, Watch, house

__all__ = ["house"]

KNOCKING = {"masuk.enter"}
"""Refused, and noted: so many tries and no more."""

ELSEWHERE = {"majukan.forward"}
"""The demo's alone; `test_majukan` asks for it."""

SHOWS_PEOPLE = {"masuk.link"}
"""Whoever has a one-time link reads whose it is."""

FOREIGN: list[dict[str, str]] = [
    {}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"},
    {"Origin": "http://localhost:8001"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What somebody got at an address, and whether anything was written."""

    endpoint: str
    method: str
    who: str
    status: int
    headers: dict[str, str]
    body: bytes
    wrote: bool

    @property
    def shut(self) -> bool:
        """True if the person did not get in."""
        return self.status >= 400 or self.headers.get("Location", "").startswith("/masuk?")


@pytest.fixture(scope="module")
def answers(house: House) -> list[Answer]:
    """What everybody got everywhere."""
    return [ask(house, rule, method, url, who) for rule, method, url in house.routes() for who in WHO]


def ask(house: House, rule: Rule, method: str, url: str, who: str, headers: dict[str, str] | None = None) -> Answer:
    """Ask for an address as somebody, with a form that fits it, and put the office back as it was."""
    watch = Watch(house)
    sent = form(house, rule.endpoint) if method == "POST" else None
    answer = house.browser(who).open(
        url + QUERIES.get(rule.endpoint, ""), method=method, data=sent, headers=OURS if headers is None else headers
    )
    body = answer.get_data()
    answer.close()
    wrote = watch.changed()
    watch.close()
    if wrote:
        house.restore()
    return Answer(rule.endpoint, method, who, answer.status_code, dict(answer.headers), body, wrote)


def test_every_route_has_its_line_in_the_table(house: House) -> None:
    assert {(rule.endpoint, method) for rule, method, _ in house.routes()} - set(rows()) == set()
    assert set(rows()) - {(rule.endpoint, method) for rule, method, _ in house.routes()} == set()


def test_everybody_gets_the_answer_of_the_table(answers: list[Answer]) -> None:
    told = {(endpoint, method, who): status for (endpoint, method), line in rows().items()
            for who, status in zip(WHO, line, strict=True)}  # fmt: skip
    wrong = [
        (one.endpoint, one.method, one.who, one.status)
        for one in answers
        if told.get((one.endpoint, one.method, one.who)) != one.status
    ]
    assert wrong == [], wrong


def test_who_was_signed_out_is_a_visitor(answers: list[Answer]) -> None:
    got = {(one.endpoint, one.method, one.who): one.status for one in answers}
    assert [key for key in got if key[2] == "keluar" and got[key] != got[(*key[:2], "tamu")]] == []


def test_who_does_not_get_in_writes_nothing(answers: list[Answer]) -> None:
    assert [(one.endpoint, one.who) for one in answers if one.shut and one.wrote and one.endpoint not in KNOCKING] == []


def test_reading_writes_nothing_but_that_one_has_read(answers: list[Answer]) -> None:
    wrote = {(one.endpoint, one.who) for one in answers if one.method == "GET" and one.wrote}
    assert wrote <= {("siklus.show", "petugas"), ("lke.show", "pemantau"), ("riwayat.show", "pemantau")}


def test_no_word_of_a_cycle_reaches_who_may_not_see_it(answers: list[Answer]) -> None:
    assert [
        (one.endpoint, one.who) for one in answers if one.who in (*OUTSIDE, "iis") and IN_CYCLE.encode() in one.body
    ] == []
    assert any(IN_CYCLE.encode() in one.body for one in answers if one.who == "pengelola")


def test_no_name_and_no_nip_reaches_who_does_not_look_after_people(answers: list[Answer]) -> None:
    closed = [one for one in answers if one.who not in ("admin", "iis") and one.endpoint not in SHOWS_PEOPLE]
    hidden = (IN_NAME, *IN_NIP)
    assert [(one.endpoint, one.who) for one in closed if any(word.encode() in one.body for word in hidden)] == []
    assert any(IN_NIP[0].encode() in one.body for one in answers if one.who == "iis")


def test_visitors_read_no_nip_anywhere(answers: list[Answer]) -> None:
    nip = re.compile(rb"\b\d{8} ?\d{6} ?\d ?\d{3}\b")
    assert [one.endpoint for one in answers if one.who == "tamu" and nip.search(one.body)] == []


def test_every_answer_carries_the_headers(answers: list[Answer]) -> None:
    wrong = []
    for one in answers:
        policy, headers = one.headers.get("Content-Security-Policy", ""), one.headers
        good = (
            "default-src 'none'" in policy and "unsafe" not in policy
            and headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
            and headers["Referrer-Policy"] == "same-origin" and "Server" not in headers
            and not any(name.startswith("Access-Control") for name in headers)
        )  # fmt: skip
        if not good:
            wrong.append((one.endpoint, one.who))
    assert wrong == []


def test_no_answer_to_a_person_is_kept_and_none_to_a_visitor_is_shared(answers: list[Answer]) -> None:
    wrong = []
    for one in answers:
        kept = one.headers.get("Cache-Control", "")
        if one.endpoint == "static.file":
            assert "immutable" in kept
        elif kept != "no-store" and (one.who not in OUTSIDE[:2] or kept != "private, no-cache"):
            wrong.append((one.endpoint, one.who, kept))
    assert wrong == []


def test_what_is_no_page_is_saved_and_not_shown(answers: list[Answer]) -> None:
    shown = ("text/html", "application/json")
    files = [one for one in answers if one.status == 200 and one.endpoint != "static.file" and
             not one.headers["Content-Type"].startswith(shown)]  # fmt: skip
    assert {"berkas.one", "arsip.scan", "tempo.download", "kertas.file", "kertas.evidence", "kalender.download"} <= {
        one.endpoint for one in files
    }
    assert [one.endpoint for one in files if not one.headers["Content-Disposition"].startswith("attachment; ")] == []


@pytest.mark.parametrize("who", ["lain", "mantan", "admin", "iis"])
def test_what_is_hidden_answers_as_what_does_not_exist(house: House, answers: list[Answer], who: str) -> None:
    """Another's id and an unknown one: the same bytes."""
    ids = ("cycle_id", "file_id", "archive_id", "row", "person", "assignment", "grant", "token")
    got = {(one.endpoint, one.method): one for one in answers if one.who == who and one.status == 404}
    known = {name: value for name, value in house.parts.items() if name.rpartition(".")[2] in ids}
    unknown = dict.fromkeys(known, "0" * 32)
    house.parts |= unknown
    try:
        wrong = [
            rule.endpoint
            for rule, method, url in house.routes()
            if (rule.endpoint, method) in got and rule.arguments & set(ids)
            and not same(got[rule.endpoint, method], ask(house, rule, method, url, who), known, unknown)
        ]  # fmt: skip
    finally:
        house.parts |= known
    assert wrong == []


def same(one: Answer, other: Answer, known: dict[str, str], unknown: dict[str, str]) -> bool:
    """True if two answers differ in nothing but the ids that were asked for."""
    bodies = []
    for body, parts in ((one.body, known), (other.body, unknown)):
        for value in parts.values():
            body = body.replace(value.encode(), b"")
        bodies.append(body)
    return one.status == other.status and bodies[0] == bodies[1]


def test_a_head_tells_no_more_than_the_page(house: House, answers: list[Answer]) -> None:
    shut = {(one.endpoint, one.who): one.shut for one in answers if one.method == "GET"}
    wrong = [
        (rule.endpoint, who)
        for rule, method, url in house.routes()
        for who in ("tamu", "lain")
        if method == "GET" and ask(house, rule, "HEAD", url, who).shut != shut[rule.endpoint, who]
    ]
    assert wrong == []


def test_no_other_site_does_anything_with_a_form_that_would_have_been_taken(
    house: House, answers: list[Answer]
) -> None:
    taken = {one.endpoint: one.who for one in answers if one.method == "POST" and one.wrote and not one.shut}
    assert len(taken) > 30
    wrong = [
        (rule.endpoint, headers)
        for rule, method, url in house.routes()
        for headers in FOREIGN
        if method == "POST" and rule.endpoint in taken
        and ((got := ask(house, rule, method, url, taken[rule.endpoint], headers)).status != 403 or got.wrote)
    ]  # fmt: skip
    assert wrong == []
