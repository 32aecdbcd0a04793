"""A cycle's papers: the checklist, who attested what, and the trail, for those who may see the cycle."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from secrets import token_hex

import pytest

from portal.cycle.evidence import Bukti
from portal.desk.pack_check import check
from portal.desk.values import Form
from portal.paper import heavy
from portal.paper.record import printed
from portal.people import grants
from portal.people.model import CONSOLE, Person
from portal.people.standing import standing_of
from portal.refusal import Unable
from portal.store import journal, tables
from portal.store.journal import Head
from portal.web.siklus.record import record
from tests.web.conftest import Portal

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"
HEAD = Head(812, "c" * 64, None)


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
        return record(self.cycle, faults, HEAD)

    def recorded(self, **changed):
        """Return the record as it would be with another second event."""
        cycle = self.cycle
        first, second, *rest = cycle.state.events
        state = replace(cycle.state, events=(first, replace(second, **changed), *rest))
        return record(replace(cycle, state=state), (), HEAD)


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


def test_the_checklist_tells_what_is_late_and_what_comes_from_paper(office):
    assert "Perlu diketahui" not in dict(office.record().facts)
    office.portal.clock.now = datetime(2026, 10, 19, 2, 12, tzinfo=UTC)
    scan = Bukti("kertas.pdf", "application/pdf", *put(office, b"%PDF-1.7"))
    office.act("dewi", "record", step="periksa", role="kasubbag-perencanaan", pejabat="Budi", kapasitas="definitif",
               tanggal="2026-10-19", alasan="Menunggu jadwal", catatan="Dua lembar", bukti=(scan,))  # fmt: skip
    found = office.record()
    assert found.steps[1].done[0][1] == (
        "Senin, 19 Oktober 2026, 09.12 WIB; dari kertas tanggal 19 Oktober 2026; terlambat 2 hari kerja"
    )
    assert dict(found.facts)["Perlu diketahui"] == "1 langkah dari kertas, 1 centang terlambat"
    assert {"Menunggu jadwal", "Dua lembar"} <= set(found.attestations[-1].notes)


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


def test_the_papers_note_the_head_of_the_journal_as_they_are_made(office):
    assert ("Kepala jurnal waktu dicetak (nomor 812)", "c" * 64) in office.record().hashes
    before, head = office.get("dewi", "/cetak").text, journal.head()
    assert f"Kepala jurnal waktu dicetak (nomor {head.seq})" in before and head.hash in before
    office.portal.person("orang-baru")
    assert journal.head().hash in office.get("dewi", "/cetak").text


@pytest.mark.parametrize("path", ["/cetak", "/berkas.pdf", "/paket.zip"])
def test_the_papers_are_for_those_who_may_see_the_cycle(office, path):
    assert office.get("orang-luar", path).status_code == 404
    assert office.portal.visitor().get(f"/siklus/{office.id}{path}").status_code == 303


def test_the_pdf_is_the_same_for_the_same_trail(office):
    first, second = office.get("dewi", "/berkas.pdf"), office.get("dewi", "/berkas.pdf")
    assert first.data.startswith(b"%PDF-") and first.data == second.data
    assert first.headers["Content-Disposition"].startswith("attachment")


# the evidence pack ------------------------------------------------------------------------------------------


def pack_of(office, name="dewi"):
    answer = office.get(name, "/paket.zip")
    assert answer.status_code == 200
    return answer


def test_the_pack_is_whole_and_carries_the_papers(office):
    answer = pack_of(office)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{AGENCY}-{SLUG}-2026-TW3-paket-bukti.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    found = check(io.BytesIO(answer.data))
    assert found.faults == () and (found.events, found.last) == (2, office.cycle.state.events[-1].hash)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.read("rekaman.pdf").startswith(b"%PDF-")
        assert set(archive.namelist()) >= {"BACA-SAYA.txt", "siklus.json", "rantai.json", "manifest.sha256"}


def test_without_pdf_the_pack_carries_a_page(office, monkeypatch):
    def refuse(name):
        raise Unable(heavy.WITHOUT)

    monkeypatch.setattr(heavy, "load", refuse)
    data = pack_of(office).data
    assert check(io.BytesIO(data)).faults == ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "Catatan Pelaksanaan SOP" in archive.read("rekaman.html").decode()
        assert "rekaman.pdf" not in archive.namelist()


def test_the_pack_has_the_files_and_names_one_that_is_gone(office):
    with_file = Bukti("rekap.pdf", "application/pdf", *put(office, b"%PDF-1.7 rekap"))
    office.act("kasubbag", "check", step="periksa", role="kasubbag-perencanaan", bukti=(with_file,))
    found = check(io.BytesIO(pack_of(office).data))
    assert (found.files, found.faults) == (1, ())
    office.portal.rooms.desk.files.cabinet.path(with_file.sha256).unlink()
    faults = " ".join(check(io.BytesIO(pack_of(office).data)).faults)
    assert "sudah hilang atau rusak" in faults and "berkas rekap.pdf tidak ada dalam paket" in faults


def put(office, data):
    cabinet = office.portal.rooms.desk.files.cabinet
    draft = cabinet.draft(1024)
    draft.write(data)
    return len(data), cabinet.put(draft)


def test_an_overseers_pack_is_noted_in_the_journal(office):
    evi = office.people["evi"] = office.portal.person("evi")
    grants.give(
        office.portal.rooms.store, CONSOLE, person_id=evi.id, right="pemantau", agency=AGENCY,
        now=office.portal.clock(), mulai=date(2026, 10, 1), sampai=date(2026, 12, 1),
    )  # fmt: skip
    pack_of(office, "evi")
    line = tables.Journal.get(tables.Journal.kind == "dibaca")
    assert (line.actor_name, line.agency, line.subject.partition("/")[0]) == ("Evi", AGENCY, office.id)
