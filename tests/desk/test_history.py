"""The trail over all cycles of an agency: everything that happened, narrowed, in the journal's order, for its own."""

from __future__ import annotations

import pytest

from portal.desk import history as desk_history
from portal.desk.history import PAGE, Asked, history
from portal.refusal import NotThere
from portal.store import history as store_history
from portal.store import tables
from portal.store.database import Store


@pytest.fixture
def busy(world):
    """Two cycles of one office and one of another, each with its acts."""
    first = world.until(world.open(), "himpun")
    world.open("2026-TW4")
    world.act("comment", "kabid-a", first, catatan="sedang dikirim")
    other = world.open("2026-TW3", "orang-luar", "dua")
    world.act("check", "orang-luar", other.id, step="perintah", putaran=1)
    return world


def seen(world, who="kepala", agency="satu", **asked):
    return history(world.store, world.library, world.me(who), agency, Asked(**asked), world.now)


def told(found):
    return [(line.event.kind, line.event.actor.name, line.period.text) for line in found.lines]


def test_it_has_every_line_of_the_agency_and_none_of_another(busy):
    assert told(seen(busy)) == [
        ("komentar", "Kabid-A", "2026-TW3"), ("buka", "Pengelola", "2026-TW4"), ("centang", "Kepala", "2026-TW3"),
        ("buka", "Pengelola", "2026-TW3"),
    ]  # fmt: skip
    assert {line.event.actor.name for line in seen(busy, "orang-luar", "dua").lines} == {"Orang-Luar"}


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({"name": "kepal"}, ["centang"]), ({"name": "KABID"}, ["komentar"]), ({"name": "%"}, []), ({"name": "_"}, []),
        ({"name": "!"}, []), ({"name": "' OR 1 --"}, []),
        ({"role": "kepala"}, ["centang"]), ({"role": "pengelola"}, ["buka", "buka"]),
        ({"kind": "komentar"}, ["komentar"]), ({"period": "2026-TW4"}, ["buka"]),
        ({"slug": "uji", "step": "perintah"}, ["centang"]), ({"slug": "lain"}, []),
        ({"role": "pengelola", "period": "2026-TW3"}, ["buka"]),
    ],
)  # fmt: skip
def test_it_is_narrowed_by(busy, asked, kinds):
    assert [line.event.kind for line in seen(busy, **asked).lines] == kinds


def test_what_was_taken_back_is_marked(world, cycle):
    done = world.act("check", "kepala", cycle)
    world.act("undo", "kepala", cycle, seq=done.event.seq)
    assert [(line.event.kind, line.undone) for line in seen(world).lines] == [
        ("urungkan", False), ("centang", True), ("buka", False),
    ]  # fmt: skip


def test_every_line_comes_once_however_it_is_paged(world, cycle, monkeypatch):
    monkeypatch.setattr(desk_history, "PAGE", 3)
    for number in range(7):
        world.act("comment", "kepala", cycle, catatan=str(number))
    numbers, before = [], None
    while True:
        found = seen(world, before=before)
        numbers += [line.event.seq for line in found.lines]
        if (before := found.next) is None:
            break
        world.act("comment", "kepala", cycle, catatan="sementara itu")
    assert numbers == list(range(8, 0, -1))


def test_others_find_no_such_agency(busy):
    for who, agency in (("orang-luar", "satu"), ("kepala", "dua"), ("kepala", "tidak-ada")):
        with pytest.raises(NotThere):
            seen(busy, who, agency)


def test_an_overseers_reading_is_noted_once_a_day(busy):
    busy.hire("evi", "satu")
    busy.grant("evi", "pemantau", "satu")
    for _ in range(2):
        seen(busy, "evi")
    lines = list(tables.Journal.select().where(tables.Journal.kind == "dibaca"))
    assert [(line.actor_name, line.agency, line.subject) for line in lines] == [("Evi", "satu", "riwayat/2026-10-06")]


def test_it_takes_four_queries_however_many_lines(busy):
    me = busy.me("kepala")
    with busy.store.counting() as few:
        history(busy.store, busy.library, me, "satu", Asked(), busy.now)
    for cycle in [row.id for row in tables.Cycle.select().where(tables.Cycle.agency == "satu")]:
        for number in range(PAGE):
            busy.act("comment", "kepala", cycle, catatan=str(number))
    with busy.store.counting() as many:
        found = history(busy.store, busy.library, me, "satu", Asked(), busy.now)
    assert len(found.lines) == PAGE and int(many) == int(few) == 4


@pytest.mark.parametrize("names", [(), ("before",), ("name", "role", "kind", "period", "slug"), ("slug", "step")])
def test_the_store_walks_its_indexes_and_sorts_nothing(store: Store, names):
    sql = store_history._sql(tuple(name for name in store_history.WHERE if name in names), 51)
    values = tuple("x" for _ in range(sql.count("?")))
    plan = [row[-1] for row in store.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
    assert "journal_agency_seq" in plan[0] and all(step.startswith("SEARCH") for step in plan), plan
