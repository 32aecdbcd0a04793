"""Measure the portal against bare Flask views on this machine: `python benchmarks/run.py [--sops 1000 10000]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import sheet
from benchmarks.bare import create_bare
from benchmarks.bare_orm import create_bare_orm
from benchmarks.content import EVERYWHERE, SELDOM
from benchmarks.measure import TURNS, Caller, compared, cpu_ms, loop_ms, rates
from benchmarks.office import SLUG, Office, check_form, furnish, open_cycles
from benchmarks.served import serve
from benchmarks.tasks import tasks
from benchmarks.trail import long_sop, long_trail
from portal.cycle.replay import replay
from portal.sop.facts import as_json
from portal.sop.model import Sop

CHECKS = 600
CHECKS_OF_A_CYCLE = 12


def main() -> None:
    """Furnish an office of each size, measure it, print a table of ratios; then what the drawn sheet costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sops", type=int, nargs="+", default=[1000, 10000], help="how many SOPs (default: %(default)s)"
    )
    sizes: list[int] = parser.parse_args().sops
    for sops in sizes:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            print(f"\n{sops} SOP")
            measure(furnish(Path(folder), sops), Path(folder))
    print("\nthe drawn sheet")
    sheet.main()


def measure(office: Office, folder: Path) -> None:
    """Print what this office costs."""
    period = f"{datetime.now().astimezone().year}"
    cycles = open_cycles(office, [f"sop-{n:03}" for n in range(1, CHECKS // CHECKS_OF_A_CYCLE + 1)], f"{period}-01")
    bare = Caller(create_bare(folder / "bare.sqlite3", SLUG, as_json(office.sop), [cycle for cycle, _ in cycles]))
    tell("this machine", f"{loop_ms():.0f} ms", f"a loop of {TURNS:,} turns in plain Python")
    replaying()
    pages(office, bare)
    lists(office)
    checks(office, bare, Caller(create_bare_orm(folder / "orm.sqlite3", [cycle for cycle, _ in cycles])), cycles)
    tasks(office, f"{period}-03", tell)
    serve(office, open_cycles(office, [f"sop-{n:03}" for n in range(1, 97)], f"{period}-02"), tell)
    office.rooms.store.close()


def replaying() -> None:
    """Time the fold of a long trail: the state of a cycle is computed from its events on every page."""
    sop = long_sop()
    trail = long_trail(sop)
    ms = cpu_ms(partial(replay, sop, trail), 50)
    tell("replay, CPU", f"{ms:.2f} ms", f"{len(sop.langkah)} steps, {len(trail)} events", "at most 5 ms")


def pages(office: Office, bare: Caller) -> None:
    """Compare the page of an SOP with a view that selects one row and renders the same table."""
    expect(office.caller, office.page)
    expect(bare, f"/sop/{SLUG}")
    ours, theirs, ratio = compared(lambda: office.caller.get(office.page), lambda: bare.get(f"/sop/{SLUG}"), 100)
    tell("SOP page, CPU", f"{ours:.2f} ms", f"bare {theirs:.2f} ms", f"{ratio:.2f} ×", "at most 2 ×")


def lists(office: Office) -> None:
    """Time the library's list of 50 rows, and searches for a rare and for a common word."""
    for what, url in (
        ("library list, CPU", "/sop"),
        ("search, rare word, CPU", f"/sop?q={SELDOM}"),
        ("search, word in all, CPU", f"/sop?q={EVERYWHERE}"),
    ):
        expect(office.caller, url)
        ms = cpu_ms(partial(office.caller.get, url, HX_REQUEST="true"), 50)
        tell(what, f"{ms:.2f} ms", "at most 3 ms")


def checks(office: Office, bare: Caller, orm: Caller, cycles: list[tuple[str, Sop]]) -> None:
    """Compare the rate of check-offs with views that run the same transaction, in turns.

    One of them uses peewee, as an application of this stack would; the other plain SQL, the floor of the machine.
    """
    turns = rates([checking(caller, cycles) for caller in (office.caller, orm, bare)], len(cycles))
    ours, with_orm, plain = (median(rate) for rate in zip(*turns, strict=True))
    to_orm, to_plain = median(one / two for one, two, _ in turns), median(one / three for one, _, three in turns)
    tell("check-off", f"{ours:.0f}/s", f"bare, peewee {with_orm:.0f}/s", f"{to_orm:.2f} ×", "at least 0.5 ×")
    tell("", "", f"bare, plain SQL {plain:.0f}/s", f"{to_plain:.2f} ×")


def checking(caller: Caller, cycles: list[tuple[str, Sop]]) -> list[Callable[[], object]]:
    """Return the check-offs of these cycles, step by step, ready to be sent."""
    return [
        partial(check, caller, cycle, *check_form(sop, number))
        for number in range(CHECKS_OF_A_CYCLE)
        for cycle, sop in cycles
    ]


def check(caller: Caller, cycle: str, step: str, form: dict[str, str]) -> None:
    """Send one check-off; stop if it is refused."""
    answer = caller.post(f"/siklus/{cycle}/langkah/{step}/centang", **form)
    if answer.status != 303:
        raise SystemExit(f"{cycle} {step}: {answer.status}\n{answer.body.decode()[:2000]}")


def expect(caller: Caller, url: str) -> None:
    """Stop if a page to be measured does not answer."""
    answer = caller.get(url)
    if answer.status != 200:
        raise SystemExit(f"{url}: {answer.status}\n{answer.body.decode()[:2000]}")


def tell(what: str, *columns: str) -> None:
    """Print one line of the table."""
    print(f"  {what:<28}" + "".join(f"{column:<18}" for column in columns))


if __name__ == "__main__":
    main()
