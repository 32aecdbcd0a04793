"""Mutu baku dan kenyataan: the page and its tables, for those who may see the agency's cycles."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex

import pytest
from openpyxl import load_workbook

from portal.cycle.tempo import StepTempo
from portal.desk.values import Form
from portal.paper import heavy
from portal.paper.cells import as_csv
from portal.people.model import Person
from portal.people.standing import standing_of
from portal.sop.model import Step
from portal.web.instansi.durations import lasted
from portal.web.instansi.tempo import bars
from portal.web.language import listen
from tests.web import html
from tests.web.conftest import Portal
from tests.web.indonesian import left_over, names_in

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"
PAGE = f"/instansi/{AGENCY}/sop/{SLUG}/tempo"


@dataclass
class Office:
    """Purwakarta, where a quarter's data waited for five days before they were gathered."""

    portal: Portal
    people: dict[str, Person] = field(default_factory=dict)
    cycle: str = ""

    def get(self, name, path=PAGE):
        return self.portal.as_(self.people[name]).get(path)

    def act(self, name, verb, **typed):
        me, now = standing_of(self.people[name].id, self.portal.clock()), self.portal.clock()
        act = getattr(self.portal.rooms.desk, verb)
        return act(me, self.cycle, Form(token_hex(16), **typed), now).cycle

    def later(self, **more):
        self.portal.clock.now += timedelta(**more)


@pytest.fixture
def office(portal):
    portal.clock.now = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
    found = Office(portal)
    found.people = {
        "petugas": portal.holder("petugas", AGENCY, "petugas-data"),
        "kasubbag": portal.holder("kasubbag", AGENCY, "kasubbag-perencanaan"),
        "kepala": portal.holder("kepala", AGENCY, "kepala"),
        "dewi": portal.granted("dewi", "pengelola", AGENCY),
        "orang-luar": portal.granted("orang-luar", "pengelola", "anambas"),
    }
    return found


@pytest.fixture
def ran(office):
    office.cycle = open_cycle(office, "2026-TW3").id
    office.later(days=3)
    office.act("petugas", "check", step="himpun", role="petugas-data")
    office.later(hours=2)
    office.act("kasubbag", "send_back", step="periksa", ke="himpun", alasan="angka tertukar")
    return office


def open_cycle(office, period):
    desk, now = office.portal.rooms.desk, office.portal.clock()
    me = standing_of(office.people["dewi"].id, now)
    return desk.open(me, AGENCY, SLUG, period, Form(token_hex(16)), now).cycle


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.3, "kurang dari 1 menit"), (5, "5 menit"), (120, "2 jam"), (130, "2 jam 10 menit"), (450, "1 hari kerja"),
     (675, "1,5 hari kerja"), (449.8, "1 hari kerja")],
)  # fmt: skip
def test_minutes_are_said_as_people_say_them(office, minutes, words):
    with office.portal.app.test_request_context():
        listen()
        assert lasted(minutes, 5) == words


def test_a_week_of_six_days_has_shorter_days(office):
    with office.portal.app.test_request_context():
        listen()
        assert lasted(375, 6) == "1 hari kerja"


def test_before_anything_was_done_the_page_says_so(office):
    text = office.get("dewi").text
    assert "Belum ada langkah yang selesai di portal" in text
    assert office.get("dewi", f"{PAGE}/unduh/csv").status_code == 404


def test_the_page_names_the_slowest_step_and_tells_each_step_in_words(ran):
    page = ran.get("dewi").text
    told = html.words(html.by_id(page, "sendat"))
    assert "langkah 1 (Petugas pengelola data kinerja mengumpulkan" in told and "mediannya 3 hari kerja" in told
    slow = html.words(html.by_id(page, "tersendat"))
    assert "3 hari kerja" in slow and "1 kali" in slow
    assert "dikembalikan 1 kali" in page


def test_the_bars_are_drawn_without_a_style(ran):
    page = ran.get("dewi").text
    (drawing,) = [one for one in html.parse(page).iter() if one.get("class") == "pace"]
    assert "style" not in drawing.attrib and all("style" not in part.attrib for part in drawing)


def test_a_bar_parts_where_the_standard_is_passed():
    one = StepTempo(1, Step("a", "A", ("x",)), 3, 60.0, 90.0, 120.0)
    within, beyond = bars([one])["a"].within, bars([one])["a"].beyond
    assert (within, beyond) == (66.67, 33.33)
    assert bars([one])["a"].worst == 100
    assert bars([replace(one, count=0, median=None, worst=None)]) == {}


def test_a_persons_own_time_is_shown_to_that_person_and_by_name_to_the_head(ran):
    assert "Waktu saya" in ran.get("petugas").text
    assert "Tiap orang" not in ran.get("petugas").text
    pengelola = ran.get("dewi").text
    assert "Waktu saya" not in pengelola and "Tiap orang" not in pengelola
    assert "Tiap orang" in ran.get("kepala").text and "Petugas" in html.texts(ran.get("kepala").text, "h3")


def test_figures_stand_per_jabatan(ran):
    assert "Petugas Pengelola Data Kinerja" in html.texts(ran.get("dewi").text, "th")


def test_another_agency_and_a_visitor_see_nothing(ran):
    for path in (PAGE, f"{PAGE}/unduh/csv", f"{PAGE}/unduh/xlsx"):
        assert ran.get("orang-luar", path).status_code == 404
        assert ran.portal.visitor().get(path).status_code in (302, 303)


def test_the_tab_stands_with_the_cycles(ran):
    assert PAGE in html.links(ran.get("dewi", f"/instansi/{AGENCY}/sop/{SLUG}").text)
    assert PAGE not in html.links(ran.portal.visitor().get(f"/instansi/{AGENCY}/sop/{SLUG}").text)


def test_the_table_is_had_as_csv_and_as_a_workbook_without_names(ran):
    answer = ran.get("kepala", f"{PAGE}/unduh/csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0]["Median (menit kerja)"] == "1350" and rows[0]["Kali selesai"] == "1"
    assert "Petugas," not in answer.text and rows[1]["Dikembalikan"] == "1"
    sheet = load_workbook(io.BytesIO(ran.get("kepala", f"{PAGE}/unduh/xlsx").data)).active
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert sheet.cell(2, 7).value == 1350


def test_no_cell_becomes_a_formula():
    assert as_csv(("A",), [("=1+1",), (-5,)]).decode("utf-8-sig").split() == ["A", "'=1+1", "-5"]
    data = heavy.load("excel").table("Uji", ("A",), [("=1+1",), (-5,)])
    sheet = load_workbook(io.BytesIO(data)).active
    assert (sheet.cell(2, 1).value, sheet.cell(2, 1).data_type, sheet.cell(3, 1).value) == ("=1+1", "s", -5)


def test_nothing_of_the_page_is_left_in_indonesian(ran):
    browser = ran.portal.as_(ran.people["kepala"])
    browser.set_cookie("bahasa", "en")
    page = browser.get(PAGE).text
    assert left_over(page, names_in(ran.portal.rooms.library) | {"Kabupaten", "dan"}) == []
