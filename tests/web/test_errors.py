"""Refusals and faults, as a page, in place, and as JSON."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask

from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.say import say
from portal.web import errors
from tests.web import html
from tests.web.conftest import OURS, Build, Portal

HTMX = {"HX-Request": "true"}


def broken(build: Build, fault: Exception) -> Portal:
    """Return a portal in which the page of help fails."""
    portal = build()

    def fail() -> None:
        raise fault

    portal.app.view_functions["bantuan.show"] = fail  # type: ignore[assignment]
    return portal


@pytest.mark.parametrize(
    ("no", "status"),
    [
        (Refusal(say("Alasan wajib diisi.")), 422),
        (NotThere(say("Tidak ada.")), 404),
        (Taken(say("Sudah dicentang.")), 409),
        (NotAllowed(say("Bukan langkah Anda.")), 403),
    ],
)
def test_a_refusal_is_a_page_with_its_status(build: Build, no: Refusal, status: int) -> None:
    answer = broken(build, no).visitor().get("/bantuan")
    assert answer.status_code == status
    assert str(no.message) in html.texts(answer.text, "p")


def test_a_refusal_of_a_part_stands_in_the_message_area(build: Build) -> None:
    no = Taken(say("Sudah dicentang oleh {name}.", name="Iis"), reasons=(say("Muat ulang."),))
    answer = broken(build, no).visitor().get("/bantuan", headers=HTMX)
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#pesan"
    assert html.words(html.by_id(answer.text, "pesan")) == "Sudah dicentang oleh Iis.Muat ulang."


def test_a_fault_shows_a_code_and_no_trace(build: Build, caplog: pytest.LogCaptureFixture) -> None:
    portal = broken(build, RuntimeError("kanari /etc/sandi SELECT"))
    with caplog.at_level(logging.ERROR, "portal.web"):
        answer = portal.visitor().get("/bantuan")
    assert answer.status_code == 500
    assert "kanari" not in answer.text
    assert "Traceback" not in answer.text
    code = re.search(r"Kode: (\w{8})", answer.text)
    assert code is not None
    assert code[1] in caplog.text


def test_a_fault_in_a_part_is_told_in_place(build: Build) -> None:
    answer = broken(build, RuntimeError("kanari")).visitor().get("/bantuan", headers=HTMX)
    assert answer.status_code == 500
    assert answer.headers["HX-Retarget"] == "#pesan"
    assert "kanari" not in answer.text


def test_a_fault_in_the_page_of_faults_still_answers(build: Build) -> None:
    portal = broken(build, RuntimeError("kanari"))
    portal.app.jinja_env.globals["strips"] = None
    answer = portal.visitor().get("/bantuan")
    assert answer.status_code == 500
    assert "kanari" not in answer.text


def test_programs_get_json(portal: Portal) -> None:
    answer = portal.visitor().get("/api/v1/sop")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json is not None
    assert "token pribadi" in answer.json["galat"]


@pytest.mark.parametrize(
    "url", ["/.git/config", "/portal.sqlite3", "/.env", "/static/../portal/web/app.py", "/%2e%2e/x"]
)
def test_files_of_the_machine_are_not_found(portal: Portal, url: str) -> None:
    assert portal.visitor().get(url).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(portal: Portal, method: str) -> None:
    answer = portal.visitor().open("/sop", method=method, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_endless_form_is_refused(portal: Portal) -> None:
    form = {"nama": "x" * 2_000_000}
    answer = portal.visitor().post("/masuk", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 413
    assert "terlalu besar" in answer.text


def test_a_redirect_of_the_framework_is_no_refusal() -> None:
    app = Flask(__name__)
    errors.install(app)
    app.add_url_rule("/ada/", "ada", lambda: "ada")
    assert app.test_client().get("/ada").status_code == 308


def test_a_wrong_address_does_not_sign_anybody_out(portal: Portal) -> None:
    answer = portal.as_(portal.person("dewi", "Dewi Anggraeni")).get("/tidak-ada")
    assert answer.status_code == 404 and "Dewi Anggraeni" in answer.text
    assert html.texts(answer.text, "p").count("Halaman ini tidak ada, atau bukan untuk Anda.") == 1


def alerts(text: str) -> int:
    """Return how often a page raises its voice."""
    return sum(element.get("role") == "alert" for element in html.by_id(text, "isi").iter())


def test_a_refused_form_is_told_so_once_above_it(portal: Portal) -> None:
    admin = portal.as_(portal.granted("agnes", "admin"))
    orders = {
        "/masuk": {"nama": "agnes", "sandi": "keliru"},
        "/admin/kalender": {"tanggal": "kemarin", "nama": "Libur", "jenis": "libur", "sumber": "SKB"},
        "/instansi/purwakarta/kalender": {"tanggal": "kemarin", "nama": "Libur", "jenis": "lokal", "sumber": "SKB"},
        "/admin/orang": {"nama": ""},
        "/periksa": {"kepala": "keliru"},
    }
    answers = {path: admin.post(path, data=data, headers=OURS) for path, data in orders.items()}
    assert all(400 <= answer.status_code < 500 for answer in answers.values())
    assert {path: alerts(answer.text) for path, answer in answers.items()} == dict.fromkeys(orders, 1)
