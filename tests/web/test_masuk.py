"""Signing in and out, one-time links, and the people of the demo."""

from __future__ import annotations

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from portal.people import accounts, invites
from portal.people.model import CONSOLE
from tests.web import html
from tests.web.conftest import OURS, PASSWORD, Build, Portal
from tests.web.test_next_url import ELSEWHERE


def enter(portal: Portal, **form: str) -> TestResponse:
    """Post the sign-in form."""
    return portal.visitor().post("/masuk", data=form, headers=OURS)


def test_a_person_signs_in_and_lands_where_he_wanted_to_go(portal: Portal) -> None:
    portal.with_password(portal.person("asep"))
    browser = portal.visitor()
    door = browser.get("/akun").headers["Location"]
    assert 'value="/akun"' in browser.get(door).text
    form = {"nama": "asep", "sandi": PASSWORD, "lanjut": "/akun"}
    assert browser.post("/masuk", data=form, headers=OURS).headers["Location"] == "/akun"
    assert browser.get("/akun").status_code == 200


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_signing_in(portal: Portal, elsewhere: str) -> None:
    page = portal.visitor().get("/masuk", query_string={"lanjut": elsewhere})
    kept = next(field for field in html.parse(page.text).iter("input") if field.get("name") == "lanjut")
    assert kept.get("value") == "/"


def test_an_unknown_person_and_a_wrong_password_get_the_same_answer(portal: Portal) -> None:
    portal.with_password(portal.person("asep"))
    answers = [enter(portal, nama=name, sandi="salah semua ini") for name in ("asep", "tiada")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].text.replace('value="asep"', "") == answers[1].text.replace('value="tiada"', "")
    assert "Nama pengguna atau kata sandi tidak cocok" in answers[0].text


def test_the_typed_name_is_kept_and_the_password_never(portal: Portal) -> None:
    text = enter(portal, nama="asep", sandi="kanari-sandi-ini").text
    assert 'value="asep"' in text
    assert "kanari-sandi-ini" not in text


def test_too_many_tries_must_wait(portal: Portal) -> None:
    portal.with_password(portal.person("asep"))
    statuses = [enter(portal, nama="asep", sandi="salah semua ini").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_an_endless_password_is_refused_before_any_work(portal: Portal) -> None:
    assert enter(portal, nama="asep", sandi="x" * 1000).status_code == 400


def test_signing_out_ends_the_session_on_the_server(portal: Portal) -> None:
    browser = portal.as_(portal.person("asep"))
    cookie = browser.get_cookie("portal")
    assert cookie is not None
    answer = browser.post("/keluar", headers=OURS)
    assert answer.status_code == 303
    assert "cache" in answer.headers["Clear-Site-Data"]
    thief = portal.visitor()
    thief.set_cookie("portal", cookie.value)
    assert thief.get("/akun").status_code == 303


def test_a_chosen_session_id_is_never_adopted(portal: Portal) -> None:
    portal.with_password(portal.person("asep"))
    browser = portal.visitor()
    browser.set_cookie("portal", "dipilih-penyerang")
    browser.post("/masuk", data={"nama": "asep", "sandi": PASSWORD}, headers=OURS)
    cookie = browser.get_cookie("portal")
    assert cookie is not None
    assert cookie.value != "dipilih-penyerang"


def test_a_disabled_person_is_out_on_the_next_request(portal: Portal) -> None:
    asep = portal.person("asep")
    browser = portal.as_(asep)
    accounts.disable(portal.rooms.store, CONSOLE, asep.id, portal.clock())
    assert browser.get("/akun").status_code == 303


def test_a_session_ends_by_itself(portal: Portal) -> None:
    browser = portal.as_(portal.person("asep"))
    portal.clock.now += timedelta(hours=25)
    assert browser.get("/akun").status_code == 303


def test_a_part_of_a_page_says_that_the_session_is_over(portal: Portal) -> None:
    from_a_page = {**OURS, "HX-Request": "true", "HX-Current-URL": "http://localhost/siklus?status=berjalan"}
    answer = portal.visitor().post("/akun/token", headers=from_a_page)
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#pesan"
    assert "/masuk?lanjut=/siklus?status%3Dberjalan" in html.links(answer.text)


def link_of(portal: Portal, username: str = "asep") -> str:
    """Return the address of a new person's one-time link."""
    person = portal.person(username, "Asep Kurniawan")
    return invites.issue(portal.rooms.store, CONSOLE, person.id, "undangan", portal.clock()).path


def test_a_one_time_link_sets_the_first_password_once(portal: Portal) -> None:
    path, browser = link_of(portal), portal.visitor()
    assert "Asep Kurniawan" in browser.get(path).text
    form = {"sandi": PASSWORD, "ulang": PASSWORD}
    assert browser.post(path, data=form, headers=OURS).status_code == 303
    assert browser.get("/akun").status_code == 200
    assert portal.visitor().get(path).status_code == 404
    assert portal.visitor().post(path, data=form, headers=OURS).status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"sandi": PASSWORD, "ulang": "lain"}, "Kedua kata sandi tidak sama"),
        ({"sandi": "pendek", "ulang": "pendek"}, "paling pendek 10 karakter"),
        ({}, "paling pendek 10 karakter"),
    ],
)
def test_a_weak_or_mistyped_password_leaves_the_link_good(portal: Portal, form: dict[str, str], said: str) -> None:
    path, browser = link_of(portal), portal.visitor()
    answer = browser.post(path, data=form, headers=OURS)
    assert answer.status_code == 422
    assert said in answer.text
    assert browser.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/masuk/tautan/x", "/masuk/tautan/" + "a" * 5000])
def test_a_dead_link_says_whom_to_ask(portal: Portal, path: str) -> None:
    answer = portal.visitor().get(path)
    assert answer.status_code == 404
    assert "Mintalah tautan baru" in answer.text


def test_the_demo_offers_its_people_on_this_machine_only(build: Build) -> None:
    demo = build(demo=True)
    asep = demo.holder("asep", "purwakarta", "kepala")
    there = {"REMOTE_ADDR": "192.168.1.7"}
    assert asep.id in demo.visitor().get("/masuk").text
    assert asep.id not in demo.visitor().get("/masuk", environ_overrides=there).text
    assert asep.id not in demo.visitor().get("/masuk", headers={"X-Forwarded-For": "10.0.0.1"}).text
    form = {"orang": asep.id}
    assert demo.visitor().post("/masuk/demo", data=form, headers=OURS, environ_overrides=there).status_code == 404
    browser = demo.visitor()
    assert browser.post("/masuk/demo", data=form, headers=OURS).status_code == 303
    assert browser.get("/akun").status_code == 200


def test_outside_the_demo_nobody_comes_in_without_a_password(portal: Portal) -> None:
    asep = portal.person("asep")
    assert portal.visitor().post("/masuk/demo", data={"orang": asep.id}, headers=OURS).status_code == 404
    assert asep.id not in portal.visitor().get("/masuk").text


def test_in_the_demo_one_looks_as_somebody_else_and_back(build: Build) -> None:
    demo = build(demo=True)
    asep, iis = demo.person("asep", "Asep Kurniawan"), demo.person("iis", "Iis Komariah")
    browser = demo.as_(asep)
    browser.post("/masuk/demo", data={"orang": iis.id}, headers=OURS)
    assert "Melihat sebagai Iis Komariah." in browser.get("/akun").text
    browser.post("/masuk/demo", data={"orang": asep.id}, headers=OURS)
    assert "Melihat sebagai" not in browser.get("/akun").text
