"""The evidence pack: whole as it was made, and every change in it shows, with no database at hand."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest

from portal.desk.pack import CHAIN, MANIFEST, READ_ME, SNAPSHOT, pack
from portal.desk.pack_check import check, compared
from portal.refusal import Refusal
from portal.store.journal import Head


@pytest.fixture
def packed(world, cycle):
    """The pack of a cycle that ran to its end."""
    done = world.act("close", "pengelola", world.until(cycle, "selesai")).cycle
    return b"".join(pack(done, (), lambda _: None, {"rekaman.html": b"<p>rekaman</p>"}))


def altered(packed: bytes, name: str, change) -> io.BytesIO:
    """Return the pack with one member changed; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            data = change(old.read(member)) if member.filename == name else old.read(member)
            if data is not None:
                new.writestr(member.filename, data)
    return out


def faults(file) -> str:
    return " ".join(check(file).faults)


def test_a_pack_is_whole_as_it_was_made(packed):
    verdict = check(io.BytesIO(packed))
    assert verdict.faults == ()
    assert (verdict.sop, verdict.period, verdict.events) == ("Uji", "2026-TW3", 12)


def test_it_can_be_checked_by_hand(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read(READ_ME).decode()
        assert "certutil -hashfile" in text and text.count("\r\n") == text.count("\n")
        listed = {line.split("  ")[1] for line in archive.read(MANIFEST).decode().splitlines()}
        assert listed == set(archive.namelist()) - {MANIFEST}


@pytest.mark.parametrize("name", [READ_ME, "rekaman.html", "siklus.json", SNAPSHOT])
def test_a_changed_document_is_named(packed, name):
    assert f"{name}: isinya berubah" in faults(altered(packed, name, lambda data: data + b" "))
    assert f"{name}: hilang" in faults(altered(packed, name, lambda _: None))


def rewritten(packed: bytes, change, name: str = CHAIN) -> io.BytesIO:
    """Return the pack with its chain, or another document, changed and its manifest made to fit, as a forger would."""

    def forged(data: bytes) -> bytes:
        chain = json.loads(data)
        change(chain)
        return json.dumps(chain).encode()

    new = altered(packed, name, forged)
    digest = hashlib.sha256(zipfile.ZipFile(new).read(name)).hexdigest()

    def fitted(data: bytes) -> bytes:
        lines = [line for line in data.decode().splitlines() if not line.endswith(name)]
        return "\n".join([*lines, f"{digest}  {name}"]).encode()

    return altered(new.getvalue(), MANIFEST, fitted)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda chain: chain["catatan"][1].update(nama="Orang Lain"), "catatan 2 telah diubah"),
        (lambda chain: chain["catatan"][2].update(waktu="2026-10-01T00:00:00.000000Z"), "catatan 3 telah diubah"),
        (lambda chain: chain["catatan"].pop(3), "catatan 4 telah diubah atau hilang"),
        (lambda chain: chain["catatan"][1].update(isi='{"catatan":"x"}'), "isi catatan 2 telah diubah"),
        (lambda chain: chain["catatan"][1].update(isi=None), "isi catatan 2 dikosongkan"),
        (lambda chain: chain.update(nama="SOP lain"), "nama SOP"),
        (lambda chain: chain.update(periode="2026-TW2"), "catatan 1 telah diubah"),
        (lambda chain: chain.update(naskah="0" * 64), "bukan naskah yang dipakai"),
        (lambda chain: chain["catatan"].clear(), "kosong"),
        (lambda chain: chain["jurnal"][0].update(nama="Orang Lain"), "Jurnal: baris"),
        (lambda chain: chain["jurnal"].pop(), "tidak sama dengan barisnya dalam jurnal"),
        (lambda chain: chain["kepala_jurnal"].update(seq=chain["jurnal"][0]["seq"]), "kepalanya tidak sama"),
    ],
)
def test_a_forged_chain_shows_though_the_manifest_was_made_to_fit(packed, change, fault):
    assert fault in faults(rewritten(packed, change))


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts["riwayat"][2].update(nama="Orang Lain"),
        lambda facts: facts["riwayat"][2]["isi"].update(alasan="lain"),
        lambda facts: facts["riwayat"].pop(),
        lambda facts: facts.update(periode="2026-TW2"),
    ],
)
def test_forged_facts_show_though_the_manifest_was_made_to_fit(packed, change):
    assert "siklus.json: tidak sama dengan riwayatnya" in faults(rewritten(packed, change, "siklus.json"))


@pytest.mark.parametrize("name", [SNAPSHOT, "siklus.json"])
def test_a_document_that_cannot_be_read_is_named_and_the_rest_is_checked(packed, name):
    for text in (b"{", b"[]", b"null", b"\xff", b"[" * 100_000):
        assert f"{name}: isinya berubah" in faults(altered(packed, name, lambda _, text=text: text))


def test_the_forgers_way_itself_leaves_a_whole_pack_whole(packed):
    assert faults(rewritten(packed, lambda _: None)) == ""


def test_a_file_that_was_slipped_in_shows(packed):
    with zipfile.ZipFile(slipped := io.BytesIO(packed), "a") as archive:
        archive.writestr("berkas/tambahan.txt", "x")
    assert "tidak tercantum" in faults(slipped)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"bukan zip" * 100])
def test_what_is_no_pack_is_refused_in_words(data):
    with pytest.raises(Refusal, match="bukan paket bukti"):
        check(io.BytesIO(data))


def test_a_pack_with_a_broken_chain_file_is_refused_in_words(packed):
    for text in (b"{}", b"[]", b'{"format": "portal-paket-1"}', b"\xff", b"[" * 100_000):
        with pytest.raises(Refusal):
            check(altered(packed, CHAIN, lambda _, text=text: text))


# a head noted elsewhere ---------------------------------------------------------------------------------------


def test_a_pack_agrees_with_a_head_that_was_noted_while_its_cycle_ran(packed):
    verdict = check(io.BytesIO(packed))
    for seq, digest in verdict.lines.items():
        assert compared(verdict, Head(seq, digest, None)) is None
        assert "tidak sama dengan kepala" in compared(verdict, Head(seq, "0" * 64, None))


def test_a_head_that_the_pack_does_not_carry_proves_nothing_and_is_said_so(packed):
    verdict = check(io.BytesIO(packed))
    assert "tidak memuat baris jurnal itu" in compared(verdict, Head(max(verdict.lines) + 1, "0" * 64, None))


def test_what_happens_while_the_pack_is_made_does_not_break_it(world, cycle):
    """The pack tells of the cycle as it was read; a comment of that very moment is in the next one."""
    world.act("comment", "kepala", cycle, catatan="baru saja")
    assert check(io.BytesIO(b"".join(pack(cycle, (), lambda _: None, {})))).faults == ()
