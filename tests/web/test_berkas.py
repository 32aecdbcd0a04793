"""Files on the pages of a cycle: sent with an act, shown, and given to those who may see the cycle."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import html
import io
import re
import tracemalloc
import zipfile
from datetime import timedelta

import pytest

from portal.desk.sweeping import sweep
from portal.store import tables
from portal.store.cabinet import CHUNK
from tests.evidence.samples import SAMPLES, jpeg, position
from tests.web.conftest import OURS
from tests.web.test_siklus import AGENCY, SLUG, cycle, key, office

PDF = SAMPLES["pdf"]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def cabinet(office):
    """The office's cabinet, empty at the beginning of each test."""
    found = office.portal.rooms.desk.files.cabinet
    for path in (*found.drafts(), *found.kept()):
        path.unlink()
    return found


def posted(client, url, fields, *files, headers=OURS):
    """Send a form with files, names or (name, bytes), as a browser encodes it."""
    parts = [(f'name="{name}"', text.encode()) for name, text in fields.items()]
    for one in files:
        name, data = (one, PDF) if isinstance(one, str) else one
        quoted = name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
        parts.append((f'name="berkas"; filename="{quoted}"\r\nContent-Type: text/html', data))
    body = b"".join(
        b"--garis\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"
        for head, data in parts
    )
    return client.post(
        url, data=body + b"--garis--\r\n", content_type="multipart/form-data; boundary=garis", headers=headers
    )


def check(office, cycle, *files, who="petugas", headers=(), **more):
    client = office.sign_in(who)
    sent = {"kunci": key(client.get(cycle).text), "putaran": "1", "sebagai": "petugas-data|", **more}
    return posted(client, f"{cycle}/langkah/himpun/centang", sent, *files, headers={**OURS, **dict(headers)})


def link(office, cycle, who="petugas"):
    return re.search(r'href="([^"]+/berkas/\w+)"', office.sign_in(who).get(cycle).text)[1]


def rows():
    return list(tables.File.select().order_by(tables.File.name))


# sending ------------------------------------------------------------------------------------------------------


def test_files_come_with_a_check_and_are_shown_with_size_hash_person_and_time(office, cycle, cabinet):
    answer = check(office, cycle, "rekap.pdf", ("data.csv", SAMPLES["csv"]))
    assert answer.status_code == 303
    assert [(row.name, row.size, row.purpose, row.step) for row in rows()] == [
        ("data.csv", len(SAMPLES["csv"]), "bukti", "himpun"), ("rekap.pdf", len(PDF), "bukti", "himpun"),
    ]  # fmt: skip
    assert all(cabinet.is_whole(row.sha256) for row in rows())
    assert list(cabinet.drafts()) == []
    page = office.sign_in("kasubbag").get(cycle).text
    assert "rekap.pdf</a>" in page and f"<span>{len(PDF)} B</span>" in page and rows()[0].sha256[:12] in page
    assert "<span>Petugas, <time" in page and "Bahan: 2 berkas" in page


def test_the_person_is_told_how_many_files_were_kept(office, cycle, cabinet):
    answer = check(office, cycle, "a.pdf", headers=HTMX)
    assert answer.status_code == 200 and "Disertai 1 berkas." in answer.text


def test_a_photo_that_tells_where_it_was_taken_is_said_so_and_kept_as_it_is(office, cycle, cabinet):
    photo = jpeg(exif=position())
    answer = check(office, cycle, ("lapangan.jpg", photo), headers=HTMX)
    assert "Foto ini memuat lokasi: lapangan.jpg." in answer.text and "foto ini memuat lokasi" in answer.text
    assert cabinet.path(rows()[0].sha256).read_bytes() == photo


def test_the_same_form_sent_twice_is_answered_twice_and_written_once(office, cycle, cabinet):
    client = office.sign_in("petugas")
    sent = {"kunci": key(client.get(cycle).text), "putaran": "1", "sebagai": "petugas-data|"}
    for _ in range(2):
        answer = posted(client, f"{cycle}/langkah/himpun/centang", sent, "a.pdf")
        assert answer.status_code == 303
    assert len(rows()) == 1
    other = posted(client, f"{cycle}/langkah/himpun/centang", sent, "b.pdf")
    assert other.status_code == 409


def test_of_three_files_one_that_is_wrong_refuses_all_and_is_named(office, cycle, cabinet):
    answer = check(office, cycle, "a.pdf", ("b.pdf", PDF + b"2"), ("c.exe", b"MZ"), catatan="sudah lengkap")
    assert answer.status_code == 422
    assert "Belum ada yang dicatat" in answer.text and "c.exe: jenis berkas ini tidak diterima" in answer.text
    assert "sudah lengkap" in answer.text
    assert rows() == [] and tables.Event.select().count() == 1 and list(cabinet.drafts()) == []
    words = [html.unescape(word) for word in re.findall(r'name="terkirim" value="([^"]+)"', answer.text)]
    assert len(words) == 2
    check(office, cycle, terkirim=words[1])
    assert [row.name for row in rows()] == ["b.pdf"]


def test_an_empty_file_field_is_no_file(office, cycle, cabinet):
    assert check(office, cycle, ("", b"")).status_code == 303
    assert rows() == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../a.pdf", "a.pdf"), ("🧾.pdf", "🧾.pdf"), ("x" * 300 + ".pdf", "x" * 115 + "….pdf"),
     ("a\u202efdp.pdf", "afdp.pdf")],
)  # fmt: skip
def test_a_name_is_text_and_never_a_place(office, cycle, cabinet, name, kept):
    assert check(office, cycle, name).status_code == 303
    assert rows()[0].name == kept
    assert [path.name for path in cabinet.kept()] == [rows()[0].sha256]


def test_a_name_with_markup_is_shown_as_text(office, cycle, cabinet):
    check(office, cycle, '"><script>alert(1)<.pdf')
    page = office.sign_in("petugas").get(cycle).text
    assert "<script>alert" not in page and "&gt;&lt;script&gt;alert(1)&lt;.pdf" in page


def test_two_files_of_one_name_are_both_kept(office, cycle, cabinet):
    check(office, cycle, "a.pdf", ("a.pdf", PDF + b"lain"))
    assert [row.name for row in rows()] == ["a.pdf", "a.pdf"]


def test_what_the_sender_says_of_the_type_counts_for_nothing(office, cycle, cabinet):
    check(office, cycle, "a.pdf")
    assert office.sign_in("petugas").get(link(office, cycle)).mimetype == "application/pdf"


def test_a_refused_form_keeps_its_files_for_the_next(office, cycle, cabinet):
    office.portal.clock.now += timedelta(days=30)
    refused = check(office, cycle, "a.pdf")
    assert refused.status_code == 422 and "sudah terkirim" in refused.text
    word = html.unescape(re.search(r'name="terkirim" value="([^"]+)"', refused.text)[1])
    assert check(office, cycle, alasan="menunggu bidang", terkirim=word).status_code == 303
    assert [row.name for row in rows()] == ["a.pdf"]


def test_nobody_can_name_the_file_that_another_sent(office, cycle, cabinet):
    office.portal.clock.now += timedelta(days=30)
    word = re.search(r'name="terkirim" value="([^"]+)"', check(office, cycle, "a.pdf").text)[1]
    office.people["petugas"] = office.portal.holder("petugas2", AGENCY, "petugas-data")
    assert check(office, cycle, alasan="terlambat", terkirim=word).status_code == 303
    assert rows() == []


# limits -------------------------------------------------------------------------------------------------------


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(office, cycle, cabinet):
    most = office.portal.rooms.settings.largest_file_mb * 1024 * 1024
    refused = check(office, cycle, ("besar.pdf", PDF.ljust(most + 1)), catatan="isi saya")
    assert refused.status_code == 413
    assert "lebih besar dari 20 MB" in refused.text and "isi saya" in refused.text
    assert list(cabinet.drafts()) == [] and list(cabinet.kept()) == []
    assert check(office, cycle, ("besar.pdf", PDF.ljust(most))).status_code == 303


def test_too_many_files_are_refused(office, cycle, cabinet):
    answer = check(office, cycle, *(f"{number}.pdf" for number in range(11)))
    assert answer.status_code == 422 and "Paling banyak 10 berkas" in answer.text
    assert rows() == [] and list(cabinet.drafts()) == []


def test_ten_thousand_parts_are_refused(office, cycle, cabinet):
    client = office.sign_in("petugas")
    body = b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n\r\n' % n for n in range(10_000))
    answer = client.post(
        f"{cycle}/langkah/himpun/centang", data=body + b"--x--\r\n", headers=office.ours,
        content_type="multipart/form-data; boundary=x",
    )  # fmt: skip
    assert answer.status_code == 413 and list(cabinet.drafts()) == []


class Long(io.RawIOBase):
    """A request body with so many bytes in its middle that is never in memory as a whole."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.pieces = [head, *[b"x" * 50_000] * (size // 50_000), tail]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece, rest = self.pieces[0][: len(buffer)], self.pieces[0][len(buffer) :]
        self.pieces[:1] = [rest] if rest or len(self.pieces) == 1 else []
        buffer[: len(piece)] = piece
        return len(piece)


def test_memory_stays_flat_however_much_comes(office, cycle, cabinet):
    client, size, tail = office.sign_in("petugas"), 60_000_000, b"\r\n--x--\r\n"
    head = b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    sent = {
        "wsgi.input": Long(head, size, tail), "CONTENT_LENGTH": str(len(head) + size + len(tail)),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }  # fmt: skip
    client.get(cycle)
    tracemalloc.start()
    answer = client.post(f"{cycle}/langkah/himpun/centang", headers=office.ours, environ_overrides=sent)
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()
    assert answer.status_code == 413 and "lebih besar dari 20 MB" in answer.text
    assert list(cabinet.drafts()) == []


@pytest.mark.parametrize("filling", [b"\r\n", b"\r", b"\n", b"\r\n--gari"])
def test_megabytes_of_line_ends_are_read_like_any_others(office, cycle, cabinet, filling):
    assert check(office, cycle, ("a.pdf", PDF + filling * (3_000_000 // len(filling)))).status_code == 303


def test_other_forms_stay_small(office, cycle, cabinet):
    client = office.sign_in("petugas")
    answer = posted(client, f"{cycle}/komentar", {"kunci": "a" * 32}, ("a.pdf", PDF.ljust(2_000_000)))
    assert answer.status_code == 413 and list(cabinet.drafts()) == []


def test_the_quota_of_an_agency_is_said_and_kept(office, cycle, cabinet):
    (office.portal.rooms.settings.home / "instansi.toml").write_text(f"[instansi.{AGENCY}]\nkuota_bukti_mb = 1\n")
    refused = check(office, cycle, ("a.pdf", PDF.ljust(1_100_000)))
    assert refused.status_code == 422 and "Ruang bukti instansi ini tinggal 1 MB dari 1 MB" in refused.text
    assert rows() == []
    assert check(office, cycle, ("a.pdf", PDF.ljust(1_000_000))).status_code == 303


def test_a_stranger_to_the_cycle_cannot_even_send(office, cycle, cabinet):
    client = office.sign_in("orang-luar")
    sent = {"kunci": "a" * 32, "putaran": "1", "sebagai": "petugas-data|"}
    answer = posted(client, f"{cycle}/langkah/himpun/centang", sent, "a.pdf")
    assert answer.status_code == 404
    assert list(cabinet.drafts()) == [] and list(cabinet.kept()) == []


def test_only_a_manager_sends_files_with_an_opening(office, cabinet):
    sent = {"kunci": "a" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    answer = posted(office.sign_in("petugas"), "/siklus/buka", sent, "format.pdf")
    assert answer.status_code == 403 and list(cabinet.kept()) == []


def test_files_of_an_act_that_was_taken_back_stay_and_stand_apart(office, cycle, cabinet):
    check(office, cycle, "salah.pdf")
    client = office.sign_in("petugas")
    client.post(f"{cycle}/urungkan", data={"kunci": "c" * 32, "seq": "2"}, headers=OURS)
    page = client.get(cycle).text
    assert "Berkas yang tidak dipakai lagi: 1" in page and "salah.pdf" in page and "Bahan:" not in page


# materials ----------------------------------------------------------------------------------------------------


def test_a_file_given_at_the_opening_is_material_for_every_step(office, cabinet):
    sent = {"kunci": "a" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    place = posted(office.sign_in("dewi"), "/siklus/buka", sent, ("format isian.xlsx", SAMPLES["xlsx"])).headers[
        "Location"
    ]
    assert rows()[0].purpose == "bahan"
    page = office.sign_in("petugas").get(place).text
    assert "Diberikan saat siklus dibuka" in page and "format isian.xlsx" in page
    check(office, place, "rekap.pdf")
    page = office.sign_in("kasubbag").get(place).text
    assert "Bahan: 2 berkas" in page


# giving -------------------------------------------------------------------------------------------------------


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


# sweeping -----------------------------------------------------------------------------------------------------


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
