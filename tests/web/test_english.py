"""Every page and every refusal in English: nothing of the portal's own is left in Indonesian."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.cycle.evidence import Bukti
from portal.people import assignments, invites
from portal.people.model import CONSOLE, Person
from portal.people.standing import standing_of
from portal.say import say
from portal.sop.model import Problem
from portal.web.language import said
from tests.web import html
from tests.web.conftest import OURS, Portal
from tests.web.indonesian import left_over, names_in

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"
NOT_PAGES = re.compile(r"^(static|api|berkas)\.|\.(download|scan)$|^cetak\.(mark|naskah)$")
OFFERED_SELDOM = {"masuk.link", "versi.form", "arsip.form", "arsip.show", "admin_penugasan.extension"}
"""Pages that no link of these tests leads to; each is looked at by its address, in `Office.seldom`."""
ENOUGH = 2
"""So many pages of one kind are looked at by each person."""


@dataclass
class Office:
    """Purwakarta at work, in English: each person in a browser of his own."""

    portal: Portal
    browsers: dict[str, FlaskClient]
    cycle: str
    seldom: list[tuple[str, str]]

    def left_over(self, answer: TestResponse) -> list[str]:
        """Return the Indonesian texts of an answer."""
        return left_over(answer.text, names_in(self.portal.rooms.library) | {"Kabupaten", "dan", "“hari”", "“3 hari”"})


def english(browser: FlaskClient) -> FlaskClient:
    """Let a browser ask for English."""
    browser.set_cookie("bahasa", "en")
    return browser


def key(page: str) -> str:
    """Return the key of a form."""
    found = re.search(r'name="kunci" value="(\w+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def office(portal: Portal) -> Iterator[Office]:
    """A cycle that was checked, returned and commented on, late by now, and everybody who looks at it."""
    portal.clock.now = datetime(2026, 10, 8, 2, 12, tzinfo=UTC)
    people = {
        "petugas": portal.holder("petugas", AGENCY, "petugas-data"),
        "kasubbag": portal.holder("kasubbag", AGENCY, "kasubbag-perencanaan"),
        "dewi": portal.granted("dewi", "pengelola", AGENCY),
        "iis": portal.granted("iis", "admin_instansi", AGENCY),
        "agnes": portal.granted("agnes", "admin"),
    }
    acting = assignments.assign(
        portal.rooms.store, CONSOLE, person_id=people["petugas"].id, agency=AGENCY, role="sekretaris", capacity="Plh.",
        mulai=date(2026, 10, 1), sampai=date(2026, 12, 31), surat="800/1", surat_tanggal=date(2026, 9, 30),
        menggantikan="Bpk. Lama", now=portal.clock(),
    )  # fmt: skip
    browsers = {name: english(portal.as_(person)) for name, person in people.items()}
    form = browsers["dewi"].get(f"/siklus/buka?instansi={AGENCY}&sop={SLUG}").text
    sent = {"kunci": key(form), "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    cycle = browsers["dewi"].post("/siklus/buka", data=sent, headers=OURS).headers["Location"].split("#")[0]
    register = f"/instansi/{AGENCY}/register/arsip"
    seldom = [
        ("dewi", f"{cycle}/versi"), ("dewi", f"{register}?sop={SLUG}"),
        ("dewi", f"{register}/{archived(portal, people['dewi'])}"),
        ("iis", f"/admin/orang/{people['petugas'].id}/penugasan/{acting.id}/perpanjang"),
    ]  # fmt: skip
    office = Office(portal, {**browsers, "visitor": english(portal.visitor())}, cycle, seldom)
    act(office, "petugas", "langkah/himpun/centang", sebagai="petugas-data|", catatan="lengkap")
    act(office, "kasubbag", "langkah/periksa/kembalikan", sebagai="kasubbag-perencanaan|", ke="himpun", alasan="keliru")
    act(office, "dewi", "komentar", catatan="mohon segera")
    portal.clock.now = datetime(2026, 12, 1, 2, 12, tzinfo=UTC)
    office.browsers |= {name: english(portal.as_(person)) for name, person in people.items()}
    link = invites.issue(portal.rooms.store, CONSOLE, people["iis"].id, "undangan", portal.clock()).path
    office.seldom.append(("visitor", link))
    yield office
    with portal.app.test_request_context():
        portal.app.preprocess_request()  # the next test speaks Indonesian again


def archived(portal: Portal, person: Person) -> str:
    """Record a quarter that was run on paper; return its id."""
    desk, now = portal.rooms.desk, portal.clock()
    draft = desk.files.cabinet.draft(1024)
    draft.write(b"%PDF-1.7 uji")
    scan = Bukti("scan.pdf", "application/pdf", 12, desk.files.cabinet.put(draft))
    return desk.archives.record(standing_of(person.id, now), AGENCY, SLUG, "2026-TW1", "paper first", [scan], now).id


def act(office: Office, name: str, path: str, *, htmx: bool = False, **sent: str) -> TestResponse:
    """Send a form of the cycle's page."""
    browser = office.browsers[name]
    data = {"kunci": key(browser.get(office.cycle).text), "putaran": "1", **sent}
    return browser.post(f"{office.cycle}/{path}", data=data, headers=OURS | ({"HX-Request": "true"} if htmx else {}))


def walk(office: Office, name: str) -> tuple[set[str], dict[str, list[str]]]:
    """Follow all links as one person; return the kinds of pages that were seen, and what was left over on them."""
    routes = office.portal.app.url_map.bind("localhost")
    seen, left, visits = set(), {}, Counter[str]()
    ahead = ["/", f"/sop/{SLUG}", f"/instansi/{AGENCY}/sop/{SLUG}"]
    ahead += ["/akun", "/admin"] if name != "visitor" else []
    while ahead:
        url = ahead.pop(0)
        kind, _ = routes.match(urlsplit(url).path)
        if url in seen or NOT_PAGES.search(kind) or visits[kind] == ENOUGH:
            continue
        seen.add(url)
        answer = office.browsers[name].get(url)
        if answer.status_code != 200:
            continue
        visits[kind] += 1
        if answer.mimetype != "text/html":
            continue
        if found := office.left_over(answer):
            left[f"{name} {url}"] = found
        ahead += [link for link in html.links(answer.text) if link.startswith("/")]
    return set(visits), left


def test_no_page_is_left_in_indonesian(office: Office) -> None:
    every = {rule.endpoint for rule in office.portal.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    kinds = set(OFFERED_SELDOM)
    for name in office.browsers:
        seen, left = walk(office, name)
        assert left == {}
        kinds |= seen
    assert {kind for kind in every - kinds if not NOT_PAGES.search(kind)} == set()
    for name, url in office.seldom:
        answer = office.browsers[name].get(url)
        assert (url, answer.status_code, office.left_over(answer)) == (url, 200, [])


REFUSED = {
    "the wrong role": ("kasubbag", "langkah/himpun/centang", {"sebagai": "kasubbag-perencanaan|", "putaran": "2"}),
    "late without a reason": ("petugas", "langkah/himpun/centang", {"sebagai": "petugas-data|", "putaran": "2"}),
    "a round that is over": ("petugas", "langkah/himpun/centang", {"sebagai": "petugas-data|"}),
    "a step that is not active": ("kasubbag", "langkah/periksa/centang", {"sebagai": "kasubbag-perencanaan|"}),
    "a skip without a reason": ("dewi", "langkah/himpun/lewati", {"putaran": "2"}),
    "an empty comment": ("dewi", "komentar", {}),
    "closing too early": ("dewi", "tutup", {}),
    "an unknown step": ("petugas", "langkah/entah/centang", {"sebagai": "petugas-data|"}),
    "somebody who does not manage": ("petugas", "batalkan", {"alasan": "keliru"}),
}


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_act_is_explained_in_english(office: Office, case: str, htmx: bool) -> None:
    name, path, sent = REFUSED[case]
    answer = act(office, name, path, htmx=htmx, **sent)
    assert answer.status_code in (403, 404, 409, 422)
    assert office.left_over(answer) == []


OPENING = {"instansi": AGENCY, "sop": SLUG, "kunci": "a" * 32}
FORMS = {
    "a wrong password": ("visitor", "/masuk", {"nama": "petugas", "sandi": "salah"}),
    "a taken period": ("dewi", "/siklus/buka", OPENING | {"periode": "2026-TW3"}),
    "a period that is none": ("dewi", "/siklus/buka", OPENING | {"periode": "x"}),
    "two different passwords": ("dewi", "/akun/sandi", {"sandi_lama": "x", "sandi": "y", "ulang": "z"}),
    "a token without a name": ("dewi", "/akun/token", {}),
    "a user name that cannot be": ("agnes", "/admin/orang", {"nama": "Asep", "username": "x", "nip": "123"}),
    "a list with problems": ("iis", f"/admin/orang/tempel/{AGENCY}", {"daftar": "Nama\tNIP\nAsep\t1\nBudi\t1,99E+17"}),
    "units that cannot be read": ("iis", f"/admin/instansi/{AGENCY}", {"unit": "= x\nBidang =\n"}),
    "an act of nobody": ("visitor", "/akun/token", {"nama_token": "x"}),
    "a page that does not exist": ("dewi", "/admin/orang/entah/tautan", {}),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMS)
def test_a_refused_form_is_explained_in_english(office: Office, case: str) -> None:
    name, url, sent = FORMS[case]
    answer = office.browsers[name].post(url, data=sent, headers=OURS)
    assert answer.status_code in (401, 403, 404, 409, 422) or case == "a list with problems"
    assert office.left_over(answer) == []


def test_what_has_just_happened_is_told_in_english(office: Office) -> None:
    sent = {"sebagai": "petugas-data|", "putaran": "2", "alasan": "x"}
    answer = act(office, "petugas", "langkah/himpun/centang", htmx=True, **sent)
    assert "Recorded: step 1, at 09:12 WIB." in answer.text
    assert office.left_over(answer) == []


def test_a_problem_of_a_document_is_told_in_english_with_its_place(office: Office) -> None:
    problem = Problem("purwakarta/x.md", 3, say("Langkah {no} menunggu {who}.", no=1, who="Camat"))
    with office.portal.app.test_request_context(headers={"Cookie": "bahasa=en"}):
        office.portal.app.preprocess_request()
        assert said(str(problem)) == "purwakarta/x.md:3: Step 1 is waiting for Camat."


def test_dates_and_periods_stand_in_english_form(office: Office) -> None:
    page = office.browsers["dewi"].get(office.cycle).text
    assert "Quarter III 2026 (July–September)" in page
    assert "Saturday, 10 October 2026" in page


def test_the_library_says_that_its_documents_are_indonesian(office: Office) -> None:
    page = html.parse(office.browsers["visitor"].get("/sop?q=pengumpulan").text)
    rows = [row for row in page.iter("li") if row.get("class") == "result"]
    assert {heading.get("lang") for row in rows for heading in row.iter("h3")} == {"id"}


def test_a_form_says_that_it_is_indonesian(office: Office) -> None:
    page = office.browsers["visitor"].get(f"/instansi/{AGENCY}/sop/{SLUG}").text
    assert html.parse(page).get("lang") == "en"
    assert [form.get("lang") for form in html.parse(page).iter("table") if form.get("class") == "sheet"] == ["id"]
