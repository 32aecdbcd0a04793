"""`portal audit verify PAKET.zip`: an evidence pack is checked with the command alone, and no office around it."""

from __future__ import annotations

import io
import zipfile

import pytest

from portal.desk.pack import pack
from portal.desk.pack_check import check
from portal.store.database import Store
from tests.desk.office import World, make_world


@pytest.fixture
def world(store: Store, tmp_path) -> World:
    """An office somewhere else."""
    return make_world(store, tmp_path / "kantor-lain")


@pytest.fixture
def packed(world, tmp_path):
    """The pack of a cycle that has just been opened there, as a file."""
    path = tmp_path / "paket bukti.zip"
    path.write_bytes(b"".join(pack(world.open(), (), lambda _: None, {"rekaman.html": b"<p>rekaman</p>"})))
    world.store.close()
    return path


def change(path, name, data):
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.infolist():
            new.writestr(member.filename, data if member.filename == name else old.read(member))


def test_a_whole_pack_is_said_to_be_whole_and_nothing_is_made(packed, run, home):
    done = run("audit", "verify", str(packed))
    assert (done.code, done.err) == (0, "")
    assert "Uji, Kantor satu, 2026-TW3" in done.out and "Paket utuh: 1 catatan, 0 berkas bukti" in done.out
    assert not home.exists()


def test_faults_stand_one_a_line_and_the_code_is_1(packed, run):
    change(packed, "rekaman.html", b"<p>lain</p>")
    done = run("audit", "verify", str(packed))
    assert done.code == 1 and "rekaman.html: isinya berubah." in done.out.splitlines()
    assert "utuh" not in done.out


def test_the_head_that_was_noted_is_compared_as_written_or_as_printed(packed, run):
    with packed.open("rb") as file:
        seq, digest = check(file).head
    printed = " ".join(digest[at : at + 4].upper() for at in range(0, 64, 4))
    for noted in (f"{seq} {digest} 2026-10-06T02:00:00.000000Z", f"{seq} {printed}"):
        done = run("audit", "verify", str(packed), "--head", noted)
        assert done.code == 0 and f"Sama dengan kepala jurnal yang dicatat (baris {seq})" in done.out
    done = run("audit", "verify", str(packed), "--head", f"{seq} {'0' * 64}")
    assert done.code == 1 and "tidak sama dengan kepala yang dicatat" in done.out
    done = run("audit", "verify", str(packed), "--head", f"{seq + 7} {digest}")
    assert done.code == 1 and "tidak memuat baris jurnal itu" in done.out


@pytest.mark.parametrize("noted", ["12", "satu " + "0" * 64, "12 " + "x" * 64, "12 " + "0" * 63, "12 " + "0" * 66])
def test_a_head_that_is_none_is_refused(packed, run, noted):
    assert run("audit", "verify", str(packed), "--head", noted).code == 2


def test_a_pack_writes_no_commands_to_the_terminal(packed, run):
    change(packed, "manifest.sha256", ("0" * 64 + "  \x1b[2J\u202e.pdf\n").encode())
    done = run("audit", "verify", str(packed))
    assert done.code == 1 and all(line.isprintable() for line in done.out.splitlines())


def test_what_is_no_pack_is_refused_in_a_sentence(packed, run, tmp_path):
    packed.write_bytes(b"bukan zip")
    for path in (packed, tmp_path, tmp_path / "tidak-ada.zip"):
        done = run("audit", "verify", str(path))
        assert done.code == 2 and len(done.err.splitlines()) == 1 and "Traceback" not in done.err
