"""A request whose line broke in the middle does nothing: half a form is no form."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import io

import pytest

from portal.store import tables
from tests.web.files import PDF, cabinet, rows
from tests.web.test_siklus import cycle, key, office

FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=x"


def cut(office, who, url, sent, content_type, missing=100, **more):
    """Send what a server that ends the stream by itself gives on, though less came than was told."""
    environ = {
        "wsgi.input": io.BytesIO(sent), "wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(sent) + missing),
        "CONTENT_TYPE": content_type, **more,
    }  # fmt: skip
    return office.sign_in(who).post(url, headers=office.ours, environ_overrides=environ)


def test_half_a_remark_is_not_written_down(office, cycle):
    before = tables.Event.select().count()
    answer = cut(office, "petugas", f"{cycle}/komentar", b"kunci=" + b"a" * 32 + b"&catatan=Jangan+ditut", FORM)
    assert answer.status_code == 400 and tables.Event.select().count() == before
    whole = cut(office, "petugas", f"{cycle}/komentar", b"kunci=" + b"a" * 32 + b"&catatan=Tutup", FORM, missing=0)
    assert whole.status_code == 303 and tables.Event.select().count() == before + 1


@pytest.mark.parametrize("until", [40, 150, 300, 345])
def test_half_an_upload_checks_nothing_and_keeps_nothing(office, cycle, cabinet, until):
    fields = {"kunci": key(office.sign_in("petugas").get(cycle).text), "putaran": "1", "sebagai": "petugas-data|"}
    body = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), text.encode())
        for name, text in fields.items()
    ) + b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n' + PDF  # fmt: skip
    before = tables.Event.select().count()
    answer = cut(office, "petugas", f"{cycle}/langkah/himpun/centang", body[:until], FILES)
    assert answer.status_code == 400
    assert tables.Event.select().count() == before and rows() == []
    assert list(cabinet.drafts()) == [] and list(cabinet.kept()) == []


def test_a_form_that_says_nowhere_where_it_ends_is_refused(office, cycle):
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    sent = b"kunci=" + b"a" * 32 + b"&catatan=Tutup"
    assert cut(office, "petugas", f"{cycle}/komentar", sent, FORM, **chunked).status_code == 411


def test_files_in_pieces_have_the_same_limits(office, cycle, cabinet):
    """Chunked: the length is told by nobody, the last line ends it."""
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    most = office.portal.rooms.settings.largest_file_mb * 1024 * 1024
    head = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n'
    fields = {"kunci": key(office.sign_in("petugas").get(cycle).text), "putaran": "1", "sebagai": "petugas-data|"}
    form = b"".join(head % (name.encode(), b"") + text.encode() + b"\r\n" for name, text in fields.items())
    file = form + head % (b"berkas", b'; filename="a.pdf"')
    url, end = f"{cycle}/langkah/himpun/centang", b"\r\n--x--\r\n"
    refused = cut(office, "petugas", url, file + PDF.ljust(most + 1) + end, FILES, **chunked)
    assert refused.status_code == 413 and "lebih besar dari 20 MB" in refused.text
    broken = cut(office, "petugas", url, file + PDF.ljust(most), FILES, **chunked)
    assert broken.status_code in (400, 422) and rows() == [] and list(cabinet.kept()) == []
    assert cut(office, "petugas", url, file + PDF.ljust(most) + end, FILES, **chunked).status_code == 303


def test_a_plain_form_in_pieces_stays_small(office, cycle):
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    sent = b'--x\r\nContent-Disposition: form-data; name="catatan"\r\n\r\n' + b"a" * 2_000_000 + b"\r\n--x--\r\n"
    assert cut(office, "petugas", f"{cycle}/komentar", sent, FILES, **chunked).status_code == 413
