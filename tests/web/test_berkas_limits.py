"""What is not taken: too large, too many, beyond the quota, from somebody else; and it costs no memory."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import io
import tracemalloc

import pytest

from tests.web.files import PDF, cabinet, check, posted, rows
from tests.web.test_siklus import AGENCY, SLUG, cycle, office


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
