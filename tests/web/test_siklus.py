"""The pages of cycles: what a person sees there, and what a form does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from portal.people import tokens
from portal.people.model import Person
from portal.store import tables
from tests.web import html
from tests.web.conftest import OURS, Portal

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"


@dataclass
class Office:
    """Purwakarta at work: people by name, each in a browser of his own."""

    portal: Portal
    people: dict[str, Person]
    ours = OURS

    def sign_in(self, name):
        return self.portal.as_(self.people[name])

    def token(self, name):
        rooms = self.portal.rooms
        return tokens.make(rooms.store, self.people[name], "uji", self.portal.clock())[1]


@pytest.fixture
def office(portal):
    """Purwakarta with a person for each of its first roles, and a pengelola, two days before the data are due."""
    portal.clock.now = datetime(2026, 10, 8, 2, 12, tzinfo=UTC)
    return Office(
        portal,
        {
            "petugas": portal.holder("petugas", AGENCY, "petugas-data"),
            "kasubbag": portal.holder("kasubbag", AGENCY, "kasubbag-perencanaan"),
            "dewi": portal.granted("dewi", "pengelola", AGENCY),
            "orang-luar": portal.holder("orang-luar", "anambas", "kepala"),
        },
    )


def key(page):
    return re.search(r'name="kunci" value="(\w+)"', page)[1]


@pytest.fixture
def cycle(office):
    """A cycle of 2026-TW3, as the pengelola has just opened it."""
    client = office.sign_in("dewi")
    form = client.get(f"/siklus/buka?instansi={AGENCY}&sop={SLUG}").text
    sent = {"kunci": key(form), "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    answer = client.post("/siklus/buka", data=sent, headers=office.ours)
    assert answer.status_code == 303
    return answer.headers["Location"].split("#")[0]


def check(office, client, cycle, step="himpun", **more):
    page = client.get(cycle).text
    sent = {"kunci": key(page), "putaran": "1", "sebagai": "petugas-data|", **more}
    return client.post(f"{cycle}/langkah/{step}/centang", data=sent, headers=office.ours)


def test_opening_a_taken_period_says_who_has_it(office, cycle):
    client = office.sign_in("dewi")
    sent = {"kunci": "a" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    answer = client.post("/siklus/buka", data=sent, headers=office.ours)
    assert answer.status_code == 409
    assert "dibuka oleh Dewi" in answer.text


def test_the_one_whose_turn_it_is_gets_the_button_and_nobody_else(office, cycle):
    assert "Selesai, dapat dilanjutkan" in office.sign_in("petugas").get(cycle).text
    other = office.sign_in("kasubbag").get(cycle).text
    assert "Selesai, dapat dilanjutkan" not in other
    assert "Langkah ini menunggu Petugas Pengelola Data Kinerja." in other


def test_a_check_moves_the_task_to_the_next_person(office, cycle):
    petugas = office.sign_in("petugas")
    assert "langkah 1 dari 8" in petugas.get("/").text
    assert check(office, petugas, cycle).status_code == 303
    assert "langkah 2 dari 8" in office.sign_in("kasubbag").get("/").text
    assert "langkah 1 dari 8" not in petugas.get("/").text


def test_a_check_by_htmx_answers_the_cycle_and_a_toast_that_undoes(office, cycle):
    petugas = office.sign_in("petugas")
    page = petugas.get(cycle).text
    sent = {"kunci": key(page), "putaran": "1", "sebagai": "petugas-data|"}
    answer = petugas.post(f"{cycle}/langkah/himpun/centang", data=sent, headers={**office.ours, "HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="siklus"')
    assert "Tercatat: langkah 1" in answer.text and "/urungkan" in answer.text


def test_a_refused_check_keeps_what_was_typed_and_says_why(office, cycle):
    kasubbag = office.sign_in("kasubbag")
    answer = check(office, kasubbag, cycle, catatan="sudah lengkap")
    assert answer.status_code == 403
    assert "milik Petugas Pengelola Data Kinerja" in answer.text
    assert tables.Event.select().where(tables.Event.kind == "centang").count() == 0


def test_a_late_check_asks_for_the_reason_in_place(office, cycle):
    office.portal.clock.now = office.portal.clock.now.replace(month=11)
    petugas = office.sign_in("petugas")
    answer = check(office, petugas, cycle, catatan="data lengkap")
    assert answer.status_code == 422
    assert "Alasan keterlambatan" in answer.text and "data lengkap" in answer.text


def test_a_second_check_is_told_who_was_first(office, cycle):
    petugas = office.sign_in("petugas")
    check(office, petugas, cycle)
    sent = {"kunci": "b" * 32, "putaran": "1", "sebagai": "petugas-data|"}
    answer = petugas.post(f"{cycle}/langkah/himpun/centang", data=sent, headers=office.ours)
    assert answer.status_code == 409
    assert "sudah diselesaikan oleh Petugas" in answer.text


def test_another_agency_gets_the_same_404_as_for_an_unknown_cycle(office, cycle):
    stranger = office.sign_in("orang-luar")
    theirs, unknown = stranger.get(cycle), stranger.get("/siklus/" + "0" * 32)
    assert theirs.status_code == unknown.status_code == 404
    assert theirs.data.replace(cycle.encode(), b"") == unknown.data.replace(b"/siklus/" + b"0" * 32, b"")


def test_what_people_type_is_shown_as_text(office, cycle):
    petugas = office.sign_in("petugas")
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    sent = {"kunci": "c" * 32, "catatan": nasty}
    petugas.post(f"{cycle}/komentar", data=sent, headers=office.ours)
    page = petugas.get(cycle).text
    assert "<script>alert" not in page and "onerror=alert(1)&gt;" in page


def test_after_signing_out_a_check_is_refused(office, cycle):
    petugas = office.sign_in("petugas")
    page = petugas.get(cycle).text
    petugas.post("/keluar", headers=office.ours)
    sent = {"kunci": key(page), "putaran": "1", "sebagai": "petugas-data|"}
    answer = petugas.post(f"{cycle}/langkah/himpun/centang", data=sent, headers=office.ours)
    assert answer.status_code == 401
    assert tables.Event.select().where(tables.Event.kind == "centang").count() == 0


def test_a_post_from_another_site_writes_nothing(office, cycle):
    petugas = office.sign_in("petugas")
    sent = {"kunci": "d" * 32, "putaran": "1", "sebagai": "petugas-data|"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://lain.example"}, {"Origin": "null"}, {}):
        assert petugas.post(f"{cycle}/langkah/himpun/centang", data=sent, headers=headers).status_code == 403
    assert tables.Event.select().where(tables.Event.kind == "centang").count() == 0


@pytest.mark.parametrize("path", ["", "/bagan", "/riwayat", "/sop"])
def test_every_page_of_a_cycle_answers_in_few_queries(office, cycle, path):
    petugas = office.sign_in("petugas")
    petugas.get(cycle + path)
    with office.portal.rooms.store.counting() as count:
        assert petugas.get(cycle + path).status_code == 200
    assert int(count) <= 10, count.statements


def symbols(page):
    """The symbols of the chart: what each says, and where it leads."""
    links = [element for element in html.parse(page).iter() if element.get("aria-label") and "href" in element.attrib]
    return {link.get("aria-label"): link.get("href") for link in links}


def test_the_chart_links_every_symbol_to_its_step_in_the_checklist(office, cycle):
    petugas = office.sign_in("petugas")
    found = symbols(petugas.get(f"{cycle}/bagan").text)
    assert len(found) == 8
    assert all(href.startswith(f"{cycle}#") for href in found.values())
    page = petugas.get(cycle).text
    assert [html.by_id(page, href.split("#")[1]).tag for href in found.values()] == ["li"] * 8


def test_the_chart_shows_what_is_done_by_whom_and_what_is_waited_for(office, cycle):
    petugas = office.sign_in("petugas")
    first = "Langkah 1, mulai, Petugas Pengelola Data Kinerja"
    second = "Langkah 2, proses, Kepala Subbagian Perencanaan dan Pelaporan"
    before = petugas.get(f"{cycle}/bagan").text
    check(office, petugas, cycle)
    after = petugas.get(f"{cycle}/bagan").text
    assert {f"{first}; Aktif", f"{second}; Belum"} <= symbols(before).keys()
    assert {f"{first}; Selesai", f"{second}; Aktif"} <= symbols(after).keys()
    assert 'class="trodden"' not in before and 'class="trodden"' in after
    steps = [html.words(item) for item in html.by_id(after, "daftar-langkah").iter("li")]
    assert "Selesai Petugas, Kamis, 8 Oktober, 09.12" in steps[0]
    assert "Aktif Menunggu Kasubbag" in steps[1]


def test_the_menu_counts_tasks_again_as_soon_as_one_is_done(office, cycle):
    def counts():
        pages = [office.sign_in(name).get("/sop").text for name in ("petugas", "kasubbag")]
        return [re.findall(r'class="count">(\d+)<', page) for page in pages]

    assert counts() == counts() == [["1"], []]
    petugas = office.sign_in("petugas")
    sent = {"kunci": "a" * 32, "putaran": "1", "sebagai": "petugas-data|", "catatan": "lengkap"}
    assert petugas.post(f"{cycle}/langkah/himpun/centang", data=sent, headers=office.ours).status_code == 303
    assert counts() == [[], ["1"]]


def test_lists_take_no_query_a_row(office):
    def queries(path):
        client = office.sign_in("dewi")
        client.get(path)
        with office.portal.rooms.store.counting() as count:
            client.get(path)
        return int(count)

    few = {path: queries(path) for path in ("/", "/siklus")}
    for number in range(1, 5):
        client = office.sign_in("dewi")
        sent = {"kunci": f"{number}" * 32, "instansi": AGENCY, "sop": SLUG, "periode": f"2025-TW{number}"}
        assert client.post("/siklus/buka", data=sent, headers=office.ours).status_code == 303
    assert {path: queries(path) for path in few} == few


def test_the_cycles_are_read_as_json_with_a_token(office, cycle):
    token = office.token("petugas")
    client = office.portal.visitor()
    headers = {"Authorization": f"Bearer {token}"}
    rows = client.get("/api/v1/siklus", headers=headers).json["siklus"]
    assert [row["periode"] for row in rows] == ["2026-TW3"]
    whole = client.get(f"/api/v1{cycle}", headers=headers).json
    assert (whole["aktif"], whole["riwayat"][0]["jenis"]) == ("himpun", "buka")
    assert client.get(f"/api/v1{cycle}").status_code == 401
    stranger = {"Authorization": f"Bearer {office.token('orang-luar')}"}
    assert client.get(f"/api/v1{cycle}", headers=stranger).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Berkas \u202efdp.exe\u202c ini", "Berkas fdp.exe ini"),
        ("\u2068Asep\u2069\ufeff\x1b\x07 setuju", "Asep setuju"),
        ("satu\r\ndua\u2028tiga", "satu\ndua\ntiga"),
    ],
)  # fmt: skip
def test_what_nobody_sees_is_left_out_of_the_trail(office, cycle, typed, kept):
    sent = {"kunci": "e" * 32, "catatan": typed}
    assert office.sign_in("petugas").post(f"{cycle}/komentar", data=sent, headers=office.ours).status_code == 303
    last = tables.Event.select().order_by(tables.Event.seq.desc()).get()
    assert json.loads(last.payload)["catatan"] == kept
