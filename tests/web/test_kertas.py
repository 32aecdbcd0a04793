"""A cycle's papers: the checklist, who attested what, and the trail, for those who may see the cycle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from secrets import token_hex

import pytest

from portal.desk.values import Form
from portal.paper.record import printed
from portal.people.model import Person
from portal.people.standing import standing_of
from portal.web.cycle_record import record
from tests.web.conftest import Portal

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"


@dataclass
class Office:
    """Purwakarta with a cycle of 2026-TW3 whose first step is done."""

    portal: Portal
    people: dict[str, Person]
    id: str = ""

    def get(self, name, path):
        return self.portal.as_(self.people[name]).get(f"/siklus/{self.id}{path}")

    def act(self, name, verb, **typed):
        act = getattr(self.portal.rooms.desk, verb)
        return act(self.standing(name), self.id, Form(token_hex(16), **typed), self.portal.clock())

    def standing(self, name):
        return standing_of(self.people[name].id, self.portal.clock())

    @property
    def cycle(self):
        return self.portal.rooms.desk.cycle(self.standing("dewi"), self.id, self.portal.clock())

    def record(self, faults=()):
        return record(self.cycle, self.standing("dewi"), faults)

    def recorded(self, **changed):
        """Return the record as it would be with another second event."""
        cycle = self.cycle
        first, second, *rest = cycle.state.events
        state = replace(cycle.state, events=(first, replace(second, **changed), *rest))
        return record(replace(cycle, state=state), self.standing("dewi"), ())


@pytest.fixture
def office(portal):
    portal.clock.now = datetime(2026, 10, 8, 2, 12, tzinfo=UTC)
    office = Office(
        portal,
        {
            "petugas": portal.holder("petugas", AGENCY, "petugas-data"),
            "kasubbag": portal.holder("kasubbag", AGENCY, "kasubbag-perencanaan"),
            "dewi": portal.granted("dewi", "pengelola", AGENCY),
            "orang-luar": portal.holder("orang-luar", "anambas", "kepala"),
        },
    )
    opened = portal.rooms.desk.open(
        office.standing("dewi"), AGENCY, SLUG, "2026-TW3", Form(token_hex(16)), portal.clock()
    )
    office.id = opened.cycle.id
    office.act("petugas", "check", step="himpun", role="petugas-data", catatan="Lengkap <semua>")
    return office


def test_the_checklist_says_who_finished_what_and_for_whom_the_cycle_waits(office):
    first, second, *_ = office.record().steps
    assert first.state == "Selesai"
    assert first.done == (("Petugas, Petugas Pengelola Data Kinerja", "Kamis, 8 Oktober 2026, 09.12 WIB"),)
    assert second.open == ("Kepala Subbagian Perencanaan dan Pelaporan",)


def test_an_attestation_names_person_capacity_moment_and_hash(office):
    (act,) = office.record().attestations
    event = office.cycle.state.events[1]
    assert (act.no, act.name, act.capacity) == (1, "Petugas", "Petugas Pengelola Data Kinerja")
    assert act.notes == ("Lengkap <semua>",) and act.hash == event.hash and act.undone is None


def test_an_act_taken_back_stays_on_the_paper_and_is_marked(office):
    office.act("petugas", "undo", seq=office.cycle.state.seq)
    assert office.record().attestations[0].undone == "Diurungkan"


def test_a_step_opened_again_is_marked(office):
    office.act("kasubbag", "send_back", step="periksa", ke="himpun", alasan="Angka tertukar")
    assert office.record().attestations[0].undone == "Dibuka lagi oleh pengembalian"


def test_a_step_done_on_paper_names_the_official_and_who_recorded_it(office):
    payload = {
        "pejabat": "Budi", "kapasitas": "Plh.", "tanggal": "2026-10-07",
        "bukti": [{"nama": "kertas.pdf", "jenis": "application/pdf", "ukuran": 3, "sha256": "a" * 64}],
    }  # fmt: skip
    (act,) = office.recorded(kind="catat", payload=payload).attestations
    assert (act.name, act.capacity) == ("Budi", "Plh. Petugas Pengelola Data Kinerja")
    assert "Dicatat oleh Petugas dari kertas tanggal 7 Oktober 2026" in act.notes
    assert f"Berkas kertas.pdf, SHA-256 {'a' * 64}" in act.notes


def test_an_acting_official_stands_beside_the_one_he_replaces(office):
    actor = replace(office.cycle.state.events[1].actor, capacity="Plt.")
    (act,) = office.recorded(actor=actor, payload={"menggantikan": "Sari"}).attestations
    assert act.capacity == "Plt. Petugas Pengelola Data Kinerja, menggantikan Sari"


def test_the_page_carries_both_hashes_and_says_what_a_check_is_not(office):
    page = office.get("petugas", "/cetak")
    cycle = office.cycle
    assert page.status_code == 200
    assert cycle.snapshot_sha256 in page.text and cycle.state.events[-1].hash in page.text
    assert "Persetujuan internal, bukan tanda tangan elektronik tersertifikasi." in page.text
    assert "Lengkap &lt;semua&gt;" in page.text
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_a_broken_chain_is_said_on_the_paper(office):
    assert "Rantai riwayat tidak utuh" in printed(office.record(faults=("Catatan 2 telah diubah.",))).body


@pytest.mark.parametrize("path", ["/cetak", "/berkas.pdf"])
def test_the_papers_are_for_those_who_may_see_the_cycle(office, path):
    assert office.get("orang-luar", path).status_code == 404
    assert office.portal.visitor().get(f"/siklus/{office.id}{path}").status_code == 303


def test_the_pdf_is_the_same_for_the_same_trail(office):
    first, second = office.get("dewi", "/berkas.pdf"), office.get("dewi", "/berkas.pdf")
    assert first.data.startswith(b"%PDF-") and first.data == second.data
    assert first.headers["Content-Disposition"].startswith("attachment")
