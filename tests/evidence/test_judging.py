"""Which files are taken: those of a known kind that are what they say, and harm nobody who opens them."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import zipfile

import pytest

from portal.evidence.archives import MOST_ENTRIES
from portal.evidence.judging import judge
from portal.evidence.kinds import KINDS
from portal.refusal import Refusal
from tests.evidence.samples import SAMPLES, heic, jpeg, office, png, position, webp, zipped


@pytest.fixture
def judged(tmp_path):
    """Judge bytes under a name."""

    def look(name: str, data: bytes):
        path = tmp_path / "rancangan"
        path.write_bytes(data)
        return judge(path, name, len(data))

    return look


def test_every_kind_has_a_sample():
    assert SAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("end", SAMPLES)
def test_a_file_of_each_kind_is_taken_and_served_as_its_own_type(judged, end):
    assert judged(f"contoh.{end}", SAMPLES[end]).media_type == KINDS[end].media_type


@pytest.mark.parametrize(
    "end", ["svg", "html", "xml", "mhtml", "wasm", "url", "lnk", "exe", "htaccess", "php", "js", ""]
)
def test_other_kinds_are_refused(judged, end):
    with pytest.raises(Refusal, match="tidak diterima"):
        judged(f"contoh.{end}" if end else "contoh", b"<svg/>")


@pytest.mark.parametrize("end", SAMPLES)
@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00" + bytes(60), b"\x7fELF" + bytes(60), SAMPLES["pdf"], SAMPLES["docx"], SAMPLES["png"]]
)
def test_a_file_that_is_not_what_its_name_says_is_refused(judged, end, data):
    if data == SAMPLES[end] or (end == "zip" and data[:2] == b"PK"):
        return
    with pytest.raises(Refusal, match="contoh"):
        judged(f"contoh.{end}", data)


@pytest.mark.parametrize(("end", "data"), [("png", b"<html><script>"), ("jpg", b"GIF89a/*"), ("docx", SAMPLES["zip"])])
def test_disguises_are_seen(judged, end, data):
    with pytest.raises(Refusal, match="isinya bukan"):
        judged(f"contoh.{end}", data)


def test_an_empty_file_is_refused(judged, tmp_path):
    with pytest.raises(Refusal, match="kosong"):
        judged("contoh.pdf", b"")


@pytest.mark.parametrize("end", SAMPLES)
def test_a_file_cut_anywhere_is_taken_or_refused_but_never_a_fault(judged, end):
    for length in range(1, len(SAMPLES[end]), 7):
        try:
            judged(f"contoh.{end}", SAMPLES[end][:length])
        except Refusal as no:
            assert no.status == 422


# archives -----------------------------------------------------------------------------------------------------


def declared(size: int, count: int = 1) -> bytes:
    """Return an archive whose directory claims `count` files of `size` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    data, at = bytearray(out.getvalue()), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", size)
        at += 4
    return bytes(data)


def test_an_archive_that_would_unpack_to_gigabytes_is_refused(judged):
    with pytest.raises(Refusal, match="terlalu besar bila dibuka"):
        judged("bom.zip", declared(1_000_000_000))


def test_the_sizes_of_many_files_are_added(judged):
    assert judged("arsip.zip", declared(200_000_000))
    with pytest.raises(Refusal, match="terlalu besar bila dibuka"):
        judged("arsip.zip", declared(200_000_000, 3))


def test_an_archive_of_too_many_files_is_refused_without_reading_them(judged):
    data = declared(0, MOST_ENTRIES + 1)
    tracemalloc.start()
    with pytest.raises(Refusal, match="terlalu banyak"):
        judged("banyak.zip", data)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["../keluar.txt", "/etc/passwd", "a/../../b", "C:/Windows/a.txt", "..\\keluar.txt"])
def test_an_archive_that_leaves_its_folder_is_refused(judged, name):
    with pytest.raises(Refusal, match="ke luar arsip"):
        judged("slip.zip", zipped((name, b"x")))


def test_an_archive_with_a_link_is_refused(judged):
    entry, out = zipfile.ZipInfo("tautan"), io.BytesIO()
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(Refusal, match="ke luar arsip"):
        judged("tautan.zip", out.getvalue())


def test_a_locked_archive_is_refused(judged):
    data = bytearray(zipped(("isi.txt", b"x")))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refusal, match="kata sandi"):
        judged("rahasia.zip", bytes(data))


def test_a_spreadsheet_that_is_a_bomb_is_refused(judged):
    data = bytearray(office("xl"))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1_000_000_000)
    with pytest.raises(Refusal, match="terlalu besar bila dibuka"):
        judged("bom.xlsx", bytes(data))


def test_an_archive_inside_an_archive_is_not_opened(judged):
    assert judged("bersarang.zip", zipped(("dalam.zip", declared(4_000_000_000))))


# pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "make"), [("png", png), ("jpg", jpeg), ("webp", webp), ("heic", heic)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(judged, end, make):
    assert judged(f"foto.{end}", make(8000, 6000))
    with pytest.raises(Refusal, match="juta piksel"):
        judged(f"banjir.{end}", make(13_000, 13_000))


@pytest.mark.parametrize(("end", "make"), [("jpg", jpeg), ("webp", webp)])
def test_a_picture_that_tells_where_it_was_taken_is_known(judged, end, make):
    assert judged(f"foto.{end}", make(exif=position())).tells_place
    assert not judged(f"foto.{end}", make(exif=position(0))).tells_place
    assert not judged(f"foto.{end}", make()).tells_place
