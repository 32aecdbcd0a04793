"""Evidence at the desk: no row without its file, within the quota, nothing lost where somebody pulls the plug."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from portal.cycle.evidence import Bukti
from portal.desk import Desk, audit
from portal.desk.bundle import folder_of, paths
from portal.desk.sweeping import sweep
from portal.desk.values import Form
from portal.library import Library
from portal.people.standing import standing_of
from portal.plugins import find_plugins
from portal.refusal import Refusal, Taken
from portal.settings import load
from portal.store import tables
from portal.store.cabinet import Cabinet, cabinet_of
from portal.store.database import Store
from tests.desk.office import NOW, World

PROCESSES = 8
KB = 1024


def cabinet(world: World) -> Cabinet:
    return world.desk.files.cabinet


def limited(world: World, megabytes: int) -> None:
    """Set the quota of the office."""
    path = world.library.settings.home / "instansi.toml"
    path.write_text(f"[instansi.satu]\nkuota_bukti_mb = {megabytes}\n", "utf-8")


# no row without its file ----------------------------------------------------------------------------------------


def test_an_act_cannot_name_a_file_that_is_not_there(world, cycle):
    gone = Bukti("a.pdf", "application/pdf", 3, "ab" * 32)
    with pytest.raises(Taken, match="tidak ada lagi"):
        world.act("check", "kepala", cycle, bukti=(gone,))
    assert tables.Event.select().count() == 1 and not tables.File.select().exists()


def test_a_file_of_another_size_is_not_that_file(world, cycle):
    bukti = world.bukti()
    with pytest.raises(Taken, match="tidak ada lagi"):
        world.act("check", "kepala", cycle, bukti=(Bukti("a.pdf", bukti.jenis, bukti.ukuran + 1, bukti.sha256),))


def test_the_same_bytes_are_kept_once_and_named_as_often_as_they_came(world, cycle):
    first = world.bukti("a.pdf")
    assert world.bukti("b.pdf").sha256 == first.sha256
    world.act("check", "kepala", cycle, bukti=(first, world.bukti("b.pdf")))
    assert len(list(cabinet(world).kept())) == 1 and tables.File.select().count() == 2


def test_bytes_sent_again_mend_what_was_damaged(world):
    bukti = world.bukti()
    cabinet(world).path(bukti.sha256).write_bytes(b"rusak")
    assert not cabinet(world).is_whole(bukti.sha256)
    world.bukti()
    assert cabinet(world).is_whole(bukti.sha256)


# the quota ------------------------------------------------------------------------------------------------------


def test_the_quota_is_exact_to_the_byte(world, cycle):
    limited(world, 1)
    world.act("check", "kepala", cycle, bukti=(world.bukti("a.pdf", b"a" * (KB * KB - 10)),))
    with pytest.raises(Refusal, match="tinggal 0 MB dari 1 MB"):
        world.act("hand_in", "kabid-a", cycle, unit="a", bukti=(world.bukti("b.pdf", b"b" * 11),))
    world.act("hand_in", "kabid-a", cycle, unit="a", bukti=(world.bukti("b.pdf", b"b" * 10),))


def test_what_an_agency_has_already_takes_no_more_room(world, cycle):
    limited(world, 1)
    large = world.bukti("a.pdf", b"a" * (KB * KB))
    world.act("check", "kepala", cycle, bukti=(large,))
    world.act("hand_in", "kabid-a", cycle, unit="a", bukti=(large,))
    assert [row.sha256 for row in tables.File.select()] == [large.sha256] * 2


def test_each_agency_has_its_own_quota(world, cycle):
    limited(world, 1)
    world.act("check", "kepala", cycle, bukti=(world.bukti("a.pdf", b"a" * (KB * KB)),))
    other = world.open(agency="dua", who="orang-luar")
    form = Form("k" * 16, step="perintah", bukti=(world.bukti("b.pdf", b"b" * (KB * KB)),))
    world.desk.check(world.me("orang-luar"), other.id, form, world.now)
    assert {row.agency for row in tables.File.select()} == {"satu", "dua"}


def hand_in(url: str, home: str, person: str, cycle: str, number: int, start: object) -> str:
    """Open the desk in a process of its own and hand in a file of a third of a megabyte."""
    settings = load({"PORTAL_HOME": home, "PORTAL_PLUGINS": "satu,dua"}, Path(home))
    plugins = find_plugins(settings)
    store = Store(url).open()
    desk = Desk(store, Library(settings, plugins, lambda: NOW), plugins)
    draft = desk.files.cabinet.draft(KB * KB)
    draft.write(bytes([number]) * (KB * KB // 3))
    bukti = Bukti(f"{number}.pdf", "application/pdf", draft.size, desk.files.cabinet.put(draft))
    start.wait(60)  # type: ignore[attr-defined]
    try:
        form = Form(f"{number}" * 16, step="himpun", unit="a", bukti=(bukti,))
        desk.hand_in(standing_of(person, NOW), cycle, form, NOW)
    except Refusal as no:
        return no.field or str(no)
    finally:
        store.close()
    return "masuk"


def test_eight_processes_at_the_edge_of_the_quota_never_pass_it(world, cycle):
    limited(world, 1)
    at = world.until(cycle, "himpun")
    url, home, kabid = f"sqlite:///{world.store.path}", str(world.library.settings.home), world.people["kabid-a"].id
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        start = manager.Barrier(PROCESSES)
        asked = [(url, home, kabid, at.id, number, start) for number in range(PROCESSES)]
        answers = pool.starmap(hand_in, asked)
    assert sorted(answers) == ["bukti"] * 5 + ["masuk"] * 3
    assert sum(row.size for row in tables.File.select()) <= KB * KB
    assert audit.verify(None, cabinet(world)).faults == ()


# pulled plugs ---------------------------------------------------------------------------------------------------

CALLS = 8
"""At least: two writes, fsync, rename, fsync of the folder, the act, its rows, its commit."""


def dies_at(number: int, world: World, cycle: str, kepala: str) -> None:
    """Upload and check in this process, and be killed before the `number`-th of the calls that matter."""
    count = 0

    def passed(original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            nonlocal count
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1
            return original(*arguments, **more)

        return call

    os.fsync, os.replace = passed(os.fsync), passed(os.replace)  # type: ignore[assignment]
    Path.replace = passed(Path.replace)  # type: ignore[method-assign,assignment]
    draft = cabinet(world).draft(KB * KB)
    draft.write = passed(draft.write)  # type: ignore[method-assign,assignment]
    draft.write(b"%PDF-1.7 setengah")
    draft.write(b" dan sisanya")
    bukti = Bukti("a.pdf", "application/pdf", draft.size, cabinet(world).put(draft))
    world.desk.check = passed(world.desk.check)  # type: ignore[method-assign,assignment]
    world.desk.files.keep = passed(world.desk.files.keep)  # type: ignore[method-assign,assignment]
    world.store.database.commit = passed(world.store.database.commit)
    world.desk.check(standing_of(kepala, NOW), cycle, Form("k" * 16, step="perintah", bukti=(bukti,)), NOW)
    os._exit(count)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_anywhere_in_an_upload_leaves_a_whole_act_or_nothing(world, cycle):
    kepala, number, calls = world.people["kepala"].id, 0, None
    while calls is None or number <= calls:
        child = os.fork()
        if child == 0:
            dies_at(number, world, cycle.id, kepala)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            calls = os.WEXITSTATUS(status)
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        for row in tables.File.select():
            assert cabinet(world).is_whole(row.sha256)
        done = tables.Event.select().where(tables.Event.kind == "centang").count()
        assert done == tables.File.select().count()
        assert done * 3 == tables.Notice.select().where(tables.Notice.seq == 2).count()
        number += 1
        if done:
            break
    assert number >= CALLS, number
    assert audit.verify(None, cabinet(world)).faults == ()
    swept = sweep(world.store, cabinet(world), NOW + timedelta(days=3650))
    assert swept.drafts >= 2 and list(cabinet(world).drafts()) == []
    assert {path.name for path in cabinet(world).kept()} == {row.sha256 for row in tables.File.select()}


# sweeping and verifying -----------------------------------------------------------------------------------------


def test_a_file_that_is_named_while_it_is_swept_is_refused_or_kept(world, cycle):
    bukti = world.bukti()
    assert sweep(world.store, cabinet(world), NOW + timedelta(days=3650)).files == 1
    with pytest.raises(Taken, match="Lampirkan sekali lagi"):
        world.act("check", "kepala", cycle, bukti=(bukti,))


def test_verifying_reads_every_file_and_names_what_is_wrong(world, cycle):
    bukti = world.bukti("rekap.pdf")
    world.act("check", "kepala", cycle, bukti=(bukti,))
    whole = audit.verify(None, cabinet(world))
    assert (whole.files, whole.faults) == (1, ())
    cabinet(world).path(bukti.sha256).write_bytes(b"%PDF-1.7 uju")
    assert ["rekap.pdf hilang atau berubah" in fault for fault in audit.verify(None, cabinet(world)).faults] == [True]
    cabinet(world).path(bukti.sha256).unlink()
    assert len(audit.verify(None, cabinet(world)).faults) == 1
    assert audit.verify().faults == ()


def test_the_cabinet_stands_in_the_office_and_its_drafts_beside_its_files(world):
    draft = cabinet(world).draft(10)
    draft.write(b"x")
    draft.close()
    assert draft.path.parent == cabinet_of(world.library.settings.home).folder / "tmp"
    draft.discard()
    draft.discard()
    assert list(cabinet(world).drafts()) == []


def test_a_draft_that_grows_too_large_leaves_nothing(world):
    draft = cabinet(world).draft(10)
    draft.write(b"x" * 10)
    assert draft.fits
    draft.write(b"x")
    draft.write(b"x" * 1000)
    assert not draft.fits and list(cabinet(world).drafts()) == []


def test_a_full_disk_is_said_in_plain_words(world, monkeypatch):
    draft = cabinet(world).draft(10)
    draft.write(b"x")
    draft.close()
    folder = cabinet(world).path(draft.sha256).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("di sini tidak ada folder")
    with pytest.raises(Refusal, match="Berkas tidak dapat disimpan") as refused:
        cabinet(world).put(draft)
    assert refused.value.status == 503 and list(cabinet(world).drafts()) == []


# folders of the archive -----------------------------------------------------------------------------------------


def test_the_archive_has_a_folder_for_each_step_round_and_unit(world, cycle):
    at = world.until(cycle, "himpun")
    world.act("hand_in", "kabid-a", at, unit="a", bukti=(world.bukti("data.pdf"),))
    at = world.act("hand_in", "kabid-b", at, unit="b", bukti=(world.bukti("data.pdf", b"%PDF-lain"),)).cycle
    files = world.desk.files.of(cycle.id)
    assert sorted(paths(at, files)) == ["02 Menghimpun/Bidang A/data.pdf", "02 Menghimpun/Bidang B/data.pdf"]
    assert folder_of(at, files[0]) == "02 Menghimpun/Bidang A"


def test_windows_can_unpack_the_longest_names_of_an_archive_into_a_folder_of_its_user(world, cycle):
    at = world.until(cycle, "himpun")
    name = "Laporan capaian kinerja triwulan tiga " * 3 + ".pdf"
    at = world.act("hand_in", "kabid-a", at, unit="a", bukti=(world.bukti(name[-120:]),)).cycle
    for number in (1, 2):
        at = world.act(
            "hand_in", "kabid-a", at, unit="a", bukti=(world.bukti(name[-120:], f"%PDF-{number}".encode()),)
        ).cycle
    kept = list(paths(at, world.desk.files.of(cycle.id)))
    assert len({path.casefold() for path in kept}) == 3
    assert all(len(path.rpartition("/")[2]) <= 70 and path.endswith(".pdf") for path in kept)
