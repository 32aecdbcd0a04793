"""What has happened in the demo: cycles fresh, half way, returned, late, closed, each told act by act."""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Callable, Mapping
from datetime import datetime

from portal.cycle.calendar import Calendar
from portal.cycle.period import around
from portal.demo.narrator import Narrator, Telling
from portal.demo.year import AGENCY, put_away, scenes
from portal.desk import Desk
from portal.library import Library
from portal.people.model import Person


def tell(desk: Desk, library: Library, people: Mapping[str, Mapping[str, Person]], now: datetime) -> None:
    """Tell the whole story up to `now`: all offices at once, each act in its hour."""
    tellings: list[tuple[datetime, int, Telling]] = []
    for agency, told in {AGENCY: scenes(now), **SCENES}.items():
        known = library.agency(agency)
        for scene in told if known else ():
            calendar = desk.days.calendar(known) if known else Calendar()
            telling = scene(Narrator(desk, agency, people[agency], calendar, now, now))
            tellings.append((next(telling), len(tellings), telling))
    heapq.heapify(tellings)
    while tellings:
        _, number, telling = heapq.heappop(tellings)
        with contextlib.suppress(StopIteration):
            heapq.heappush(tellings, (next(telling), number, telling))


def earlier(narrator: Narrator) -> Telling:
    """The quarter before the last, done and closed."""
    period = narrator.quarters()[1]
    narrator.after(period)
    cycle = yield from narrator.open(period)
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def earlier_on_paper(narrator: Narrator) -> Telling:
    """The same, and the quarter before it was run on paper and put into the archive."""
    narrator.after(narrator.quarters()[1])
    yield narrator.clock
    put_away(narrator, narrator.quarters()[2])
    return (yield from earlier(narrator))


def returned(narrator: Narrator) -> Telling:
    """The last quarter came back once and is being gathered again, three of five units in."""
    narrator.began(12)
    cycle = yield from narrator.open(narrator.quarters()[0])
    cycle = yield from narrator.go(cycle, 7)
    remark = "Rekap konflik bulan September belum ada; sudah saya tanyakan ke bidang."
    cycle = yield from narrator.say(cycle, "kasubbag-perencanaan", remark)
    reason = "Angka realisasi Politik Dalam Negeri tertukar, dan rekap konflik September belum dilampirkan."
    cycle = yield from narrator.send_back(cycle, "himpun", reason)
    return (yield from narrator.hand_in(cycle, 3))


def half_way(narrator: Narrator) -> Telling:
    """The last quarter is half way: two of three units have handed in."""
    narrator.began(3)
    cycle = yield from narrator.open(narrator.quarters()[0])
    cycle = yield from narrator.go(cycle, 3)
    return (yield from narrator.hand_in(cycle, 2))


def fresh(narrator: Narrator) -> Telling:
    """This year's cycle has been opened today."""
    narrator.began(0)
    this_year = around(narrator.calendar.local(narrator.latest).date(), "tahunan", before=0, after=0)[0]
    return (yield from narrator.open(this_year))


def late(narrator: Narrator) -> Telling:
    """The last quarter is late: the input has been waiting for weeks."""
    narrator.began(15)
    cycle = yield from narrator.open(narrator.quarters()[0])
    return (yield from narrator.go(cycle, 1))


SCENES: Mapping[str, tuple[Callable[[Narrator], Telling], ...]] = {
    "bakesbangpol": (earlier_on_paper, returned),
    "anambas": (earlier, half_way),
    "luwu-timur": (fresh,),
    "suak-midai": (earlier, late),
}
