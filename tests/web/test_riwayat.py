"""The trail narrowed by its address: of one cycle, and over all cycles of an agency."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import pytest

from tests.web import html
from tests.web.conftest import OURS
from tests.web.test_siklus import AGENCY, SLUG, check, cycle, key, office

HISTORY = f"/instansi/{AGENCY}/riwayat"


@pytest.fixture
def worked(office, cycle):
    """The cycle after a check, a return and two comments, one of them with markup."""
    check(office, office.sign_in("petugas"), cycle, catatan="lengkap")
    back = {"putaran": "1", "sebagai": "kasubbag-perencanaan|", "ke": "himpun", "alasan": "angka tertukar"}
    for name, path, sent in (
        ("kasubbag", "/langkah/periksa/kembalikan", back), ("petugas", "/komentar", {"catatan": "<b>siap</b>"}),
        ("dewi", "/komentar", {"catatan": "tolong cepat"}),
    ):  # fmt: skip
        client = office.sign_in(name)
        answer = client.post(f"{cycle}{path}", data={"kunci": key(client.get(cycle).text), **sent}, headers=OURS)
        assert answer.status_code == 303, answer.text
    return cycle


def lines(page):
    """Return the lines of a trail as texts."""
    (trail,) = [one for one in html.parse(page).iter("ol") if "wide-trail" in one.get("class", "")]
    return [html.words(line) for line in trail]


def selected(page):
    options = html.parse(page).iter("option")
    return [one.get("value") for one in options if one.get("selected") is not None and one.get("value")]


def of(office, cycle, query="", name="dewi"):
    answer = office.sign_in(name).get(f"{cycle}/riwayat{query}")
    assert answer.status_code == 200
    return answer.text


# one cycle ------------------------------------------------------------------------------------------------------


def test_the_whole_trail_says_how_much_it_is(office, worked):
    page = of(office, worked)
    assert len(lines(page)) == 5 and html.words(html.by_id(page, "jumlah")) == "5 dari 5 catatan"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?peran=petugas-data", 1), ("?peran=pengelola", 2), ("?langkah=himpun", 3), ("?putaran=2", 2),
        ("?jenis=komentar", 2), ("?jenis=komentar&peran=pengelola", 1), ("?jenis=kembalikan&putaran=1", 1),
    ],
)  # fmt: skip
def test_the_address_narrows_it_and_all_are_one_click_away(office, worked, query, count):
    page = of(office, worked, query)
    assert len(lines(page)) == count
    assert html.words(html.by_id(page, "jumlah")) == f"{count} dari 5 catatan Tampilkan semua"
    assert f"{worked}/riwayat" in html.links(page)


def test_it_is_narrowed_to_a_person(office, worked):
    (line,) = lines(of(office, worked, f"?orang={office.people['kasubbag'].id}"))
    assert line.startswith("Kasubbag") and "angka tertukar" in line


def test_the_form_shows_what_was_asked(office, worked):
    page = of(office, worked, "?jenis=komentar&langkah=")
    assert selected(page) == ["komentar"]


def test_what_the_trail_does_not_have_is_not_asked_for(office, worked):
    assert len(lines(of(office, worked, "?langkah=tidak-ada&orang='%20OR%201"))) == 5


def test_two_wishes_that_exclude_each_other_are_answered_in_words(office, worked):
    page = of(office, worked, "?jenis=buka&langkah=himpun")
    assert "Tidak ada catatan yang cocok." in page and "0 dari 5 catatan" in page


def test_the_chain_is_judged_as_a_whole_however_little_is_shown(office, worked):
    page = of(office, worked, "?jenis=buka")
    assert "Rantai riwayat utuh, 5 catatan" in page


# an agency ------------------------------------------------------------------------------------------------------


def test_the_agencys_trail_names_the_cycle_of_each_line(office, worked):
    page = office.sign_in("petugas").get(HISTORY).text
    found = lines(page)
    assert len(found) == 5 and "Triwulan III 2026" in found[0] and "tolong cepat" in found[0]
    assert f"{worked}/riwayat" in html.links(page)
    assert "<b>siap</b>" not in page and "&lt;b&gt;siap&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("nama=kasub", 1), ("peran=pengelola", 2), ("jenis=komentar", 2), (f"sop={SLUG}&langkah=himpun", 3),
        ("periode=2026-TW3", 5), ("sebelum=x", 5), ("langkah=himpun", 5),
    ],
)  # fmt: skip
def test_the_agencys_trail_is_narrowed_by_its_address(office, worked, query, count):
    assert len(lines(office.sign_in("petugas").get(f"{HISTORY}?{query}").text)) == count


def test_what_fits_nothing_is_said_and_stays_in_the_form(office, worked):
    page = office.sign_in("petugas").get(f"{HISTORY}?periode=2019-TW1&nama=%22%3E%3Cscript%3E").text
    assert "Tidak ada catatan yang cocok." in page and "<script>" not in page.partition("<main")[2]
    chosen = selected(page)
    assert chosen == ["2019-TW1"]


def test_the_next_page_keeps_what_was_asked(office, worked, monkeypatch):
    monkeypatch.setattr("portal.desk.history.PAGE", 1)
    client = office.sign_in("petugas")
    first = client.get(f"{HISTORY}?jenis=komentar").text
    (following,) = [link for link in html.links(first) if "sebelum=" in link]
    assert "jenis=komentar" in following
    (line,) = lines(client.get(following).text)
    assert "siap" in line
    assert f"{HISTORY}?jenis=komentar" in html.links(client.get(following).text)


def test_the_steps_to_choose_from_are_those_of_the_chosen_sop(office, worked):
    client = office.sign_in("petugas")
    assert 'name="langkah"' not in client.get(HISTORY).text
    assert '<option value="himpun">1. ' in client.get(f"{HISTORY}?sop={SLUG}").text


@pytest.mark.parametrize("path", [HISTORY, "/instansi/tidak-ada/riwayat"])
def test_another_agencys_trail_is_not_there(office, worked, path):
    assert office.sign_in("orang-luar").get(path).status_code == 404
    office.people["agnes"] = office.portal.granted("agnes", "admin")
    assert office.sign_in("agnes").get(path).status_code == 404


def test_it_is_a_tab_of_the_agency(office, worked):
    assert HISTORY in html.links(office.sign_in("petugas").get(f"/instansi/{AGENCY}").text)
    assert HISTORY not in html.links(office.sign_in("orang-luar").get(f"/instansi/{AGENCY}").text)
