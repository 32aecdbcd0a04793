"""Changes on disk: seen without a restart, by every process, at the price of looking at a few files."""

import os
import subprocess
import sys
import threading
import time

import pytest

from portal.library import Query
from portal.refusal import Refusal
from tests.library.ready import names, ready


def test_a_changed_document_is_served_at_once(world):
    library = ready(world)
    before = library.composed("surat-masuk", "kota")
    world.variant("kota", "surat-masuk", keys="nama: Nama Baru\n")
    after = library.composed("surat-masuk", "kota")
    assert after.sop.nama == "Nama Baru" and after.fingerprint != before.fingerprint


def test_a_changed_base_changes_every_variant_at_once(world):
    library = ready(world)
    assert library.composed("surat-masuk", "kota").sop.nama == "surat-masuk"
    world.base("surat-masuk", "Surat Masuk Baru")
    assert library.composed("surat-masuk", "kota").sop.nama == "Surat Masuk Baru"


def test_a_removed_document_is_gone_at_once(world):
    library = ready(world)
    assert library.composed("surat-masuk", "kota")
    (world.plugins / "kota" / "sop" / "surat-masuk.md").unlink()
    assert library.composed("surat-masuk", "kota") is None


def test_what_has_not_changed_is_not_composed_again(world):
    library = ready(world)
    assert library.composed("surat-masuk", "kota") is library.composed("surat-masuk", "kota")
    assert library.base("surat-masuk") is library.base("surat-masuk")


def test_a_young_file_is_not_trusted_to_stay_as_it_is(world):
    library = ready(world)
    path = world.plugins / "kota" / "sop" / "surat-masuk.md"
    text = path.read_text("utf-8")
    now = time.time_ns()
    for nama in ("Satu", "Dua!"):  # the same size, and written within one tick of the clock
        path.write_text(text.replace("instansi: kota\n", f"instansi: kota\nnama: {nama}\n"), "utf-8")
        os.utime(path, ns=(now, now))
        assert library.composed("surat-masuk", "kota").sop.nama == nama


def test_a_page_looks_at_its_own_files_however_many_there_are(world, monkeypatch):
    monkeypatch.setattr("portal.library.library.EVERY", 3600)
    lstat, looked, here = os.lstat, [], threading.get_ident()

    def counting(path, *args, **kwargs):
        if threading.get_ident() == here:  # the watcher looks too, in its own thread
            looked.append(os.fspath(path))
        return lstat(path, *args, **kwargs)

    costs = []
    for variants in (0, 40):
        library = ready(world, variants)
        library.start()
        library.composed("surat-masuk", "kota")
        with monkeypatch.context() as patch:
            patch.setattr(os, "lstat", counting)
            looked.clear()
            assert library.composed("surat-masuk", "kota").usable
            costs.append(sorted(looked))
        library.stop()
    assert costs[0] == costs[1]
    assert len(costs[0]) == len(set(costs[0])) == 4  # the base, the variant, the agency, the operator's settings


def test_the_list_follows_what_changes_on_disk(world):
    library = ready(world, variants=0)
    assert names(library) == ["surat-masuk", "surat-masuk"]
    world.base("arsip", "Arsip Lama")
    (world.plugins / "kota" / "sop" / "surat-masuk.md").unlink()
    assert library.look() == 2
    assert names(library) == ["arsip", "surat-masuk"]
    world.base("arsip", "Zakat Baru")
    library.look()
    assert names(library, "lama") == [] and names(library, "zakat") == ["arsip"]


def test_a_second_look_at_nothing_new_writes_nothing(world):
    library = ready(world, variants=5)
    assert library.look() == 12
    before = library.index.generation()
    assert library.look() == 0 and library.index.generation() == before


def test_a_changed_base_is_found_by_its_new_words_in_every_variant(world):
    library = ready(world, variants=0)
    library.look()
    world.base("surat-masuk", "Persuratan Elektronik")
    assert library.look() == 2
    assert len(names(library, "elektronik")) == 2


def test_what_can_be_filtered_by_follows_too(world):
    library = ready(world, variants=0)
    assert library.facets().agencies == (("", "", 1), ("kota", "Dinas Kota", 1))
    world.base("arsip")
    library.look()
    assert library.facets().agencies == (("", "", 2), ("kota", "Dinas Kota", 1))


def own(world, slug: str, **titles: str) -> None:
    """Write an SOP of the agency's own, with these roles and their titles."""
    roles = ", ".join(f"{role}: {title}" for role, title in titles.items())
    steps = "langkah:\n  - {id: satu, uraian: Menulis, pelaksana: kepala}\n"
    path = world.plugins / "kota" / "sop" / f"{slug}.md"
    world.write(path, f"---\nnama: {slug}\ninstansi: kota\npelaksana: {{{roles}}}\n{steps}---\n")


def test_an_agencys_roles_are_called_as_its_first_sop_by_name_calls_them(world):
    world.agency("kota")
    own(world, "b-surat", kepala="Kepala", staf="Pelaksana")
    own(world, "a-arsip", kepala="Kepala Dinas", arsiparis="Arsiparis")
    library = world.library()
    assert library.titles("kota") == {}
    library.look()
    assert list(library.titles("kota").items()) == [
        ("kepala", "Kepala Dinas"), ("arsiparis", "Arsiparis"), ("staf", "Pelaksana"),
    ]  # fmt: skip
    assert library.titles("desa") == {}


def test_the_titles_of_roles_follow_too(world):
    world.agency("kota")
    own(world, "surat", kepala="Kepala")
    library = world.library()
    library.look()
    assert library.titles("kota") == {"kepala": "Kepala"}
    own(world, "surat", kepala="Kepala Dinas")
    library.look()
    assert library.titles("kota") == {"kepala": "Kepala Dinas"}


def test_nothing_is_kept_of_an_index_that_was_thrown_away(world):
    library = ready(world, variants=0)
    library.look()
    assert library.facets().agencies[0] == ("", "", 1)
    library.index.throw_away()
    world.base("arsip")
    library.look()
    assert library.facets().agencies[0] == ("", "", 2)


def test_a_changed_agency_changes_its_rows(world):
    library = ready(world, variants=0)
    library.look()
    world.write(world.home / "instansi.toml", '[instansi.kota]\naktifkan = ["entah"]\n')
    assert library.look() == 1
    rows = library.search(Query(agency="kota", in_force=False)).rows
    assert [row.readable for row in rows] == [False]


def test_a_second_variant_takes_both_out_of_the_list_and_its_end_brings_one_back(world):
    library = ready(world, variants=0)
    library.look()
    second = world.variant("kota", "surat-masuk", slug="kembar")
    library.look()
    assert names(library) == ["surat-masuk"]
    second.unlink()
    library.look()
    assert len(names(library)) == 2


def test_other_code_makes_all_rows_again(world):
    library = ready(world, variants=0)
    library.look()
    world.plugin("cermat", "")
    assert world.library().look() == 2


def test_only_one_process_writes_and_the_others_read_what_it_wrote(world):
    writer, reader = ready(world), world.library()
    writer.start()
    assert reader.look() == 0
    assert names(reader) == names(writer) != []
    writer.stop()
    world.base("baru", "Paling Baru")
    assert reader.look() == 1 and "baru" in names(writer)


def test_the_watcher_sees_a_change_by_itself(world, monkeypatch):
    monkeypatch.setattr("portal.library.library.EVERY", 0.01)
    library = ready(world, variants=0)
    seen = threading.Event()
    look = library.look
    monkeypatch.setattr(library, "look", lambda *args: seen.set() if look(*args) else None)
    library.start()
    seen.clear()
    world.base("baru", "Paling Baru")
    assert seen.wait(10) and "baru" in names(library)


def test_the_watcher_survives_a_fault(world, monkeypatch, caplog):
    monkeypatch.setattr("portal.library.library.EVERY", 0.01)
    library = ready(world, variants=0)
    calm = threading.Event()
    faults = [OSError("disk penuh")]

    def look(*args):
        if faults:
            raise faults.pop()
        calm.set()

    library.look()
    monkeypatch.setattr("portal.library.library.looking.look", look)
    monkeypatch.setattr(library, "look", look)
    library._watcher = threading.Thread(target=library._watch)
    library._watcher.start()
    assert calm.wait(10) and "disk penuh" in caplog.text


def test_a_home_that_takes_no_index_still_serves_every_page(world):
    library = ready(world)
    (world.home / "index").write_text("di sini seharusnya folder", "utf-8")
    library.start()
    assert library.composed("surat-masuk", "kota").usable and library.variants("surat-masuk")
    with pytest.raises(Refusal, match="sedang disusun"):
        library.search(Query())


OTHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dataclasses import replace
from portal.library import Library, Query
from portal.plugins import find_plugins
from portal.settings import load

root = Path(sys.argv[1])
settings = load({"PORTAL_HOME": str(root / "home")}, root)
settings = replace(settings, library_dirs=(root / "pustaka",), plugin_dirs=(root / "plugins",))
library = Library(settings, find_plugins(settings), lambda: datetime.now(UTC))
print(library.index.hold(), flush=True)
for line in sys.stdin:
    print(*[hit.slug for hit in library.search(Query(line.strip())).rows], flush=True)
"""


def test_another_process_reads_what_this_one_writes_and_takes_over_when_it_ends(world):
    library = ready(world, variants=0)
    library.start()
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(world.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "False\n"
        world.base("baru", "Paling Baru")
        library.look()
        other.stdin.write("paling\n")
        other.stdin.flush()
        assert other.stdout.readline() == "baru\n"
        other.stdin.close()
    library.stop()
    done = subprocess.run([sys.executable, "-c", OTHER, str(world.root)], input="", capture_output=True, text=True)
    assert done.stdout == "True\n"


@pytest.mark.parametrize("damage", [b"", b"bukan basis data", os.urandom(5000)])
def test_an_index_that_is_damaged_or_thrown_away_is_made_again(world, damage):
    library = ready(world)
    expected = names(library)
    library.index.throw_away()
    if damage:
        library.index.path.write_bytes(damage)
    assert names(library) == expected != []


def test_an_index_of_another_release_is_made_again(world, monkeypatch):
    expected = names(ready(world))
    monkeypatch.setattr("portal.library.index.SCHEMA", 2)
    assert names(world.library()) == expected


def test_a_look_that_is_out_of_time_goes_on_next_time(world):
    library = ready(world, variants=3)
    library.look(-1.0)
    assert library.search(Query()).rows == ()
    assert library.look() == 8
