"""The gate: closed by default, to strangers, to other sites, and to requests for other hosts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal.web.gate import OPEN, READABLE, SAFE
from tests.web.conftest import OURS, Build, Portal

SLUG = "pengumpulan-data-kinerja"
PARTS = {"agency": "purwakarta", "slug": SLUG, "format_name": "json", "rest": "x", "name": "portal.css", "digest": "0"}


def routes(portal: Portal) -> list[tuple[Rule, str]]:
    """Return every route with an address that fits it."""
    adapter = portal.app.url_map.bind("localhost")
    return [
        (rule, adapter.build(rule.endpoint, {name: PARTS.get(name, "0" * 32) for name in rule.arguments}))
        for rule in portal.app.url_map.iter_rules()
    ]


def unsafe(rule: Rule) -> list[str]:
    """Return the methods of a route that may change something."""
    return sorted((rule.methods or set()) - SAFE)


def test_every_page_is_closed_to_strangers_unless_it_is_named_open(portal: Portal) -> None:
    stranger = portal.visitor()
    wrong = []
    for rule, url in routes(portal):
        if "GET" not in (rule.methods or ()) or rule.endpoint in OPEN | READABLE:
            continue
        answer = stranger.get(url)
        to_door = answer.status_code == 303 and answer.headers["Location"].startswith("/masuk?lanjut=")
        if not to_door and answer.status_code != 401:
            wrong.append((rule.endpoint, answer.status_code))
    assert wrong == []


def test_every_act_is_closed_to_strangers_unless_it_is_named_open(portal: Portal) -> None:
    stranger = portal.visitor()
    wrong = [
        (rule.endpoint, method, answer.status_code)
        for rule, url in routes(portal)
        for method in unsafe(rule)
        if rule.endpoint not in OPEN and (answer := stranger.open(url, method=method, headers=OURS)).status_code != 401
    ]
    assert wrong == []


def test_what_is_named_open_exists(portal: Portal) -> None:
    assert set(portal.app.view_functions) >= OPEN | READABLE


def test_an_office_may_close_reading_to_visitors(build: Build) -> None:
    closed: Portal = build(visitors_read=False)
    for rule, url in routes(closed):
        if rule.endpoint in READABLE:
            assert closed.visitor().get(url).status_code == 303, rule.endpoint
    assert closed.visitor().get("/masuk").status_code == 200


FOREIGN: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "null"},
    {"Origin": "http://jahat.example"},
    {"Origin": "http://localhost:8001"},
    {"Referer": "http://localhost/"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_every_act_refuses_another_site(portal: Portal, headers: dict[str, str]) -> None:
    browser = portal.as_(portal.granted("agnes", "admin"))
    wrong = [
        (rule.endpoint, method)
        for rule, url in routes(portal)
        for method in unsafe(rule)
        if browser.open(url, method=method, headers=headers).status_code != 403
    ]
    assert wrong == []


@pytest.mark.parametrize("headers", [OURS, {"Origin": "http://localhost"}], ids=str)
def test_our_own_pages_may_act(portal: Portal, headers: dict[str, str]) -> None:
    assert portal.visitor().post("/tampilan", headers=headers).status_code == 303


def test_nothing_is_changed_by_reading(portal: Portal) -> None:
    mixed = [rule.endpoint for rule, _ in routes(portal) if "GET" in (rule.methods or ()) and unsafe(rule)]
    assert mixed == []


def test_another_sites_request_leaves_the_session_alone(portal: Portal) -> None:
    browser = portal.as_(portal.person("asep"))
    browser.post("/keluar", headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get("/akun").status_code == 200


@pytest.mark.parametrize("host", ["jahat.example", "localhost.jahat.example", "8.8.8.8", "a b", ""])
def test_a_request_for_another_host_is_refused(portal: Portal, host: str) -> None:
    answer = portal.visitor().get("/sop", headers={"Host": host})
    assert answer.status_code == 400
    assert host.encode() not in answer.data or not host


def test_a_forwarded_host_changes_nothing(portal: Portal) -> None:
    answer = portal.visitor().get("/akun", headers={"X-Forwarded-Host": "jahat.example"})
    assert answer.headers["Location"] == "/masuk?lanjut=/akun"


def test_the_host_of_the_own_address_alone_counts_on_https(build: Build) -> None:
    office: Portal = build(http=False, url="https://sop.contoh.go.id")
    assert office.visitor().get("/sop", headers={"Host": "sop.contoh.go.id"}).status_code == 200
    assert office.visitor().get("/sop", headers={"Host": "localhost"}).status_code == 400


def admin_pages(client: FlaskClient) -> dict[str, int]:
    """Return how each page of administration answers."""
    names = ("", "/orang", "/instansi", "/instansi/purwakarta", "/instansi/anambas", "/plugin", "/masalah", "/jurnal")
    return {name: client.get(f"/admin{name}").status_code for name in names}


def test_administration_does_not_exist_for_those_who_administer_nothing(portal: Portal) -> None:
    clerk = portal.as_(portal.holder("asep", "purwakarta", "kepala"))
    assert set(admin_pages(clerk).values()) == {404}


def test_an_agencys_administrator_sees_his_own_office_and_no_plugins(portal: Portal) -> None:
    seen = admin_pages(portal.as_(portal.granted("iis", "admin_instansi", "purwakarta")))
    assert {name for name, status in seen.items() if status == 200} == {
        "",
        "/orang",
        "/instansi",
        "/instansi/purwakarta",
    }
    assert {status for status in seen.values() if status != 200} == {404}


def test_the_portals_administrator_sees_all_of_administration(portal: Portal) -> None:
    assert set(admin_pages(portal.as_(portal.granted("agnes", "admin"))).values()) == {200}


def test_another_agencys_person_and_an_unknown_one_get_the_same_answer(portal: Portal) -> None:
    iis = portal.as_(portal.granted("iis", "admin_instansi", "purwakarta"))
    stranger = portal.person("raja", agency="anambas")
    answers = [iis.get(f"/admin/orang/{one}") for one in (stranger.id, "0" * 32)]
    pages = [answer.text.replace(stranger.id, "").replace("0" * 32, "") for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert pages[0] == pages[1]
