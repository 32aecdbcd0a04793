"""Files given out: to those who may see the cycle, whole or not at all, and never run; what nobody named is swept."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest

from portal.desk.sweeping import sweep
from portal.store import tables
from portal.store.cabinet import CHUNK
from tests.web.files import PDF, cabinet, check, link, rows
from tests.web.test_siklus import AGENCY, SLUG, cycle, office


def test_a_file_is_given_as_an_attachment_that_runs_nothing(office, cycle, cabinet):
    check(office, cycle, "rekap.pdf")
    answer = office.sign_in("kasubbag").get(link(office, cycle))
    assert answer.data == PDF and answer.mimetype == "application/pdf"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rekap.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_length == len(PDF)


@pytest.mark.parametrize("name", ['kut"ip.pdf', "café 🧾.pdf", "a\r\nX-Evil: 1.pdf", "y" * 300 + ".pdf"])
def test_no_name_breaks_out_of_its_header(office, cycle, cabinet, name):
    check(office, cycle, name)
    headers = office.sign_in("kasubbag").get(link(office, cycle)).headers
    assert "X-Evil" not in headers
    told = headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=\"[^\"\\\r\n]+\"(; filename\*=UTF-8''[A-Za-z0-9._~%-]+)?", told), told


def test_others_do_not_learn_that_a_file_is_there(office, cycle, cabinet):
    check(office, cycle, "rekap.pdf")
    url, stranger = link(office, cycle), office.sign_in("orang-luar")
    asked = [url, f"{cycle}/berkas/{'0' * 32}", f"{cycle}/berkas.zip"]
    answers = [stranger.get(one) for one in asked]
    assert {answer.status_code for answer in answers} == {404}
    told = [answer.text.replace(one, "") for answer, one in zip(answers, asked, strict=True)]
    assert told[0] == told[1]
    assert office.portal.visitor().get(url).status_code == 303


def test_a_file_of_another_cycle_is_not_given(office, cycle, cabinet):
    check(office, cycle, "rekap.pdf")
    sent = {"kunci": "b" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW2"}
    other = office.sign_in("dewi").post("/siklus/buka", data=sent, headers=office.ours).headers["Location"]
    assert office.sign_in("petugas").get(link(office, cycle).replace(cycle, other)).status_code == 404


def test_a_file_that_changed_on_the_disk_is_not_given_and_noted_once(office, cycle, cabinet):
    check(office, cycle, "rekap.pdf")
    url, path = link(office, cycle), cabinet.path(rows()[0].sha256)
    path.write_bytes(b"%PDF-1.7 lain")
    for _ in range(2):
        refused = office.sign_in("kasubbag").get(url)
        assert refused.status_code == 409 and "hilang atau berubah" in refused.text
    noted = tables.Journal.select().where(tables.Journal.kind == "berkas-rusak")
    assert noted.count() == 1
    assert "Ada berkas yang tidak utuh" in office.sign_in("petugas").get(cycle).text
    path.write_bytes(PDF)
    assert office.sign_in("kasubbag").get(url).data == PDF
    assert "Ada berkas yang tidak utuh" not in office.sign_in("petugas").get(cycle).text


def test_all_files_come_in_one_archive_with_a_folder_for_each_step(office, cycle, cabinet):
    check(office, cycle, "a.pdf", ("a.pdf", PDF + b"2"), ("CON.pdf", PDF + b"3"))
    answer = office.sign_in("kasubbag").get(f"{cycle}/berkas.zip")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert f'filename="{AGENCY}-{SLUG}-2026-TW3.zip"' in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {archive.read(name) for name in names} == {PDF, PDF + b"2", PDF + b"3"}
    assert {name.split("/")[-1] for name in names} == {"a.pdf", "a (2).pdf", "_CON.pdf"}
    assert len({name.split("/")[0] for name in names}) == 1 and names[0].startswith("01 ")


def test_the_archive_names_what_it_cannot_give(office, cycle, cabinet):
    check(office, cycle, "a.pdf", ("b.pdf", PDF + b"2"))
    cabinet.path(rows()[0].sha256).unlink()
    answer = office.sign_in("kasubbag").get(f"{cycle}/berkas.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert [name.split("/")[-1] for name in archive.namelist()] == ["b.pdf", "TIDAK-DISERTAKAN.txt"]
        assert b"a.pdf" in archive.read("TIDAK-DISERTAKAN.txt")


def test_a_large_file_is_sent_in_pieces(office, cycle, cabinet):
    check(office, cycle, ("besar.pdf", PDF.ljust(3 * CHUNK)))
    answer = office.sign_in("kasubbag").get(link(office, cycle), buffered=False)
    assert max(len(piece) for piece in answer.iter_encoded()) <= CHUNK


def test_programs_list_the_files_and_fetch_them(office, cycle, cabinet):
    check(office, cycle, "a.pdf")
    token = {"Authorization": f"Bearer {office.token('petugas')}"}
    place = f"/api/v1{cycle}/berkas"
    listed = office.portal.visitor().get(place, headers=token).json["berkas"]
    assert [(one["nama"], one["ukuran"], one["langkah"], one["untuk"]) for one in listed] == [
        ("a.pdf", len(PDF), "himpun", "bukti")
    ]
    assert office.portal.visitor().get(listed[0]["url"], headers=token).data == PDF
    other = {"Authorization": f"Bearer {office.token('orang-luar')}"}
    assert office.portal.visitor().get(place, headers=other).status_code == 404


def test_only_what_nobody_named_for_a_day_is_swept(office, cycle, cabinet):
    check(office, cycle, "a.pdf")
    office.portal.clock.now += timedelta(days=30)
    check(office, cycle, ("b.pdf", PDF + b"2"))  # refused: late, without a reason
    kept = {path.name for path in cabinet.kept()}
    assert len(kept) == 2
    left = cabinet.draft(100)
    left.write(b"setengah")
    left.close()
    store, later = office.portal.rooms.store, office.portal.clock.now + timedelta(days=3650)
    assert sweep(store, cabinet, office.portal.clock.now - timedelta(days=3650)).files == 0
    swept = sweep(store, cabinet, later)
    assert (swept.drafts, swept.files) == (1, 1)
    assert {path.name for path in cabinet.kept()} == {row.sha256 for row in rows()}
