"""Measure the drawn sheet: a layout of forty steps, its pictures, a page's weight: `python benchmarks/sheet.py`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import Caller, cpu_ms
from portal.clock import utcnow
from portal.drawing.layout import draw
from portal.drawing.standalone import standalone
from portal.hooks import Around
from portal.library.shelves import Shelves
from portal.paper import heavy
from portal.paper.printed import printed
from portal.plugins import find_plugins
from portal.refusal import Unable
from portal.settings import load
from portal.settings.secret import make_secret
from portal.sop.model import Sop
from portal.store import migrations
from portal.store.database import Store
from portal.web.app import create_app
from portal.web.sop.flowchart import flowchart
from tests.drawing.stress import stress

AGENCY, SLUG = "bakesbangpol", "pengumpulan-data-kinerja"
PAGE = f"/instansi/{AGENCY}/sop/{SLUG}"
"""The longest of the shipped SOPs: fifteen steps."""


def main() -> None:
    """Print what the sheet costs."""
    for line in (*drawing(), weight(), *paper()):
        print("  " + "".join(f"{column:<34}" for column in line))


def drawing() -> list[tuple[str, ...]]:
    """Time what is drawn of a procedure of forty steps, eight roles and ten decisions."""
    sop = stress()
    return [
        ("layout of 40 steps, CPU", f"{cpu_ms(lambda: draw(sop), 40):.2f} ms", "at most 5 ms"),
        ("its cells as SVG, CPU", f"{cpu_ms(lambda: every_cell(sop), 20):.2f} ms", ""),
        ("the whole table as one SVG, CPU", f"{cpu_ms(lambda: standalone(sop), 20):.2f} ms", ""),
    ]


def every_cell(sop: Sop) -> None:
    """Draw a procedure as a page does."""
    chart = flowchart(sop)
    for row in range(len(chart.drawing.rows)):
        for column in range(len(chart.drawing.columns)):
            chart.cell(row, column)


def weight() -> tuple[str, ...]:
    """Weigh the page of fifteen steps before compression."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = load({"PORTAL_HOME": folder, "PORTAL_HTTP": "ya"}, Path(folder))
        make_secret(settings.home)
        store = Store(settings.database)
        migrations.create(store)
        store.close()
        answer = Caller(create_app(settings, watch=False)).get(PAGE)
        if answer.status != 200:
            raise SystemExit(f"{PAGE}: {answer.status}")
        return ("page of 15 steps, HTML", f"{len(answer.body) / 1000:.1f} kB", "at most 60 kB")


def paper() -> list[tuple[str, ...]]:
    """Time the sheet on paper: fifteen steps and forty, and what loading WeasyPrint costs the first one."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"PORTAL_HOME": folder}, Path(folder))
        entry = Shelves(settings, find_plugins(settings), utcnow).composed(SLUG, AGENCY)
    if entry is None or entry.sop is None:
        raise SystemExit(f"{AGENCY}: {SLUG}")
    sop, around = entry.sop, Around(staff=True, agency=entry.agency)
    lines: list[tuple[str, ...]] = [
        ("print view of 15 steps, CPU", f"{cpu_ms(lambda: printed(sop, around), 10):.1f} ms", ""),
        ("print view of 40 steps, CPU", f"{cpu_ms(lambda: printed(stress(), around), 5):.1f} ms", ""),
    ]
    try:
        start = time.perf_counter()
        render = heavy.load("pdf").render
    except Unable as why:
        return [*lines, ("PDF", str(why), "")]
    lines.append(("loading WeasyPrint, once", f"{time.perf_counter() - start:.2f} s", ""))
    lines.append(("PDF of 15 steps, CPU", f"{cpu_ms(lambda: render(sop, around), 2) / 1000:.2f} s", "at most 1.5 s"))
    lines.append(("PDF of 40 steps, CPU", f"{cpu_ms(lambda: render(stress(), around), 2) / 1000:.2f} s", ""))
    return lines


if __name__ == "__main__":
    main()
