"""A pack that somebody made to do harm: refused in words or named as it is, in little memory, and nothing breaks."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
import zipfile

import pytest

from portal.desk.pack import FILES, MANIFEST
from portal.desk.pack_check import check
from portal.refusal import Refusal
from tests.desk.hostile_packs import MEGABYTE, REFUSED, TOO_LARGE, built, link, manifest, told
from tests.desk.test_pack import packed

__all__ = ["packed"]


def faults(data: bytes) -> str:
    return " ".join(check(io.BytesIO(data)).faults)


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_break_the_checker_is_refused_in_words_and_takes_no_memory(packed, name):
    data = REFUSED[name](packed)
    tracemalloc.start()
    with pytest.raises(Refusal) as refused:
        check(io.BytesIO(data))
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    said = ["terlalu besar"] if name in TOO_LARGE else ["bukan paket bukti", "rusak"]
    assert any(word in refused.value.message for word in said) and refused.value.field == "paket"
    assert taken < 40 * MEGABYTE


def test_an_archive_in_a_pack_is_a_file_like_others(packed):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nol", bytes(20 * MEGABYTE))
    tracemalloc.start()
    assert "dalam.zip: tidak tercantum" in faults(built(packed, more=[(f"{FILES}dalam.zip", inner.getvalue())]))
    assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["../../etc/cron", "/etc/cron", "C:\\x", "..\\x", "a/../../x"])
def test_a_name_that_would_leave_the_folder_is_named(packed, name):
    assert f"{name}: nama atau jenis berkas yang berbahaya" in faults(built(packed, more=[(name, b"x")]))


def test_a_link_is_named(packed):
    assert "tautan: nama atau jenis berkas yang berbahaya" in faults(link(packed))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["rekaman.html", "REKAMAN.html"])
def test_two_files_that_one_folder_cannot_hold_are_named(packed, name):
    with zipfile.ZipFile(data := io.BytesIO(packed), "a") as archive:
        archive.writestr(name, b"<p>lain</p>")
    assert "dua kali dalam paket" in faults(data.getvalue())


def test_what_stands_before_the_archive_is_named(packed):
    """Another program may read the file as what stands there."""
    assert "di depan berkas pertama" in faults(b"<script>alert(1)</script>" + packed)
    assert "di depan berkas pertama" in faults(packed + packed)


def test_a_file_that_the_trail_does_not_name_shows_though_the_manifest_names_it(packed):
    data, name = b"surat palsu", f"{FILES}01 surat.txt"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        listed = archive.read(MANIFEST) + f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode()
    forged = built(packed, instead={MANIFEST: listed}, more=[(name, data)])
    assert faults(forged) == f"{name}: tidak disebut riwayat siklus ini."


def test_a_pack_that_was_packed_again_with_its_folders_is_as_whole_as_before(packed):
    assert faults(built(packed, more=[(FILES, b""), (f"{FILES}01 langkah/", b"")])) == ""


@pytest.mark.parametrize("word", ["\ud800", "\x1b[2J\x07", "\u202egnp.exe", "a\r\nb", "x" * 1_000_000])
def test_what_a_pack_says_of_itself_is_a_short_line_that_everybody_sees(packed, word):
    verdict = check(io.BytesIO(told(lambda chain: chain.update(nama=word, nama_instansi=word))(packed)))
    for shown in (verdict.sop, verdict.agency):
        assert shown.isprintable() and len(shown) <= 121
        assert shown.encode()


def test_names_in_a_manifest_are_short_lines_too(packed):
    for line in check(io.BytesIO(manifest(("0" * 64 + "  \x1b[2J" + "n" * 100_000).encode())(packed))).faults:
        assert line.isprintable() and len(line) < 300
