"""What every answer says to the browser."""

from __future__ import annotations

import gzip

import pytest

from tests.web.conftest import OURS, Build, Portal

EVERYWHERE = ["/", "/sop", "/tidak-ada", "/masuk", "/akun", "/api/v1/sop", "/instansi/purwakarta", "/bantuan"]


@pytest.mark.parametrize("url", EVERYWHERE)
def test_every_answer_carries_the_policy(portal: Portal, url: str) -> None:
    headers = portal.visitor().get(url).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_refusals_methods_and_static_files_carry_it_too(portal: Portal) -> None:
    visitor = portal.visitor()
    page = visitor.get("/sop").text
    css = page.split('href="', 2)[2].split('"')[0]
    answers = [
        visitor.post("/tampilan"),
        visitor.put("/sop", headers=OURS),
        visitor.get(css),
        visitor.get("/", headers={"Host": "x.y"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 405, 200, 400]
    assert all("Content-Security-Policy" in answer.headers for answer in answers)


def test_pages_of_signed_in_people_are_kept_nowhere(portal: Portal) -> None:
    answer = portal.as_(portal.person("asep")).get("/sop")
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"Cookie", "HX-Request"} <= set(answer.vary)


def test_a_visitors_page_is_asked_for_again(portal: Portal) -> None:
    answer = portal.visitor().get("/sop")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "HX-Request", "Accept-Encoding"} <= set(answer.vary)


def test_a_fragment_is_kept_nowhere(portal: Portal) -> None:
    answer = portal.visitor().get("/sop?q=kinerja", headers={"HX-Request": "true"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_https_promises_https(build: Build) -> None:
    office: Portal = build(http=False, url="https://sop.contoh.go.id")
    host = {"Host": "sop.contoh.go.id"}
    assert "Strict-Transport-Security" in office.visitor().get("/sop", headers=host).headers
    assert "Strict-Transport-Security" not in build().visitor().get("/sop").headers


def test_plain_http_is_said_on_every_page_and_https_is_not(build: Build) -> None:
    assert "HTTP tanpa enkripsi" in build().visitor().get("/masuk").text
    office: Portal = build(http=False, url="https://sop.contoh.go.id")
    assert "HTTP tanpa enkripsi" not in office.visitor().get("/masuk", headers={"Host": "sop.contoh.go.id"}).text


def test_cookies_are_locked_to_the_host_on_https(build: Build) -> None:
    office: Portal = build(http=False, url="https://sop.contoh.go.id")
    office.with_password(office.person("asep"))
    cookie = sign_in_cookie(office, {"Host": "sop.contoh.go.id"})
    assert cookie.startswith("__Host-portal=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_cookies_are_plain_on_an_office_network(portal: Portal) -> None:
    portal.with_password(portal.person("asep"))
    cookie = sign_in_cookie(portal, {})
    assert cookie.startswith("portal=")
    assert "HttpOnly" in cookie
    assert "Secure" not in cookie


def sign_in_cookie(portal: Portal, headers: dict[str, str]) -> str:
    """Return the session cookie as the server sets it at signing in."""
    form = {"nama": "asep", "sandi": "kuda biru makan awan"}
    answer = portal.visitor().post("/masuk", data=form, headers={**OURS, **headers})
    return next(text for text in answer.headers.getlist("Set-Cookie") if "portal=" in text)


def test_pages_are_zipped_for_those_who_take_it(portal: Portal) -> None:
    plain, zipped = (portal.visitor().get("/sop", headers={"Accept-Encoding": how}) for how in ("identity", "gzip"))
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data


def test_no_answer_names_the_software(portal: Portal) -> None:
    answer = portal.visitor().get("/sop")
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers
