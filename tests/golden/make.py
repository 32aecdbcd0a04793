"""Draw the five agencies' sheets for comparison; after a change that is meant: `python -m tests.golden.make`.

For each agency an SVG of its flowchart, and a grey picture of every page of its PDF. Look at them before they are kept.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from portal.drawing.standalone import standalone
from portal.hooks import Around
from portal.library.shelves import Shelves
from portal.paper import heavy
from portal.plugins import find_plugins
from portal.settings import load
from portal.sop.model import Agency, Sop

FOLDER = Path(__file__).parent
SLUG = "pengumpulan-data-kinerja"
AGENCIES = ("anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai")
DPI, GREYS = 60, 16


def sheet(agency_id: str) -> tuple[Agency, Sop]:
    """Return an agency and its way of the one procedure, from the shipped files."""
    with tempfile.TemporaryDirectory() as home:
        settings = load({"PORTAL_HOME": home}, Path(home))
        shelves = Shelves(settings, find_plugins(settings), lambda: datetime(2026, 11, 2, tzinfo=UTC))
        entry = shelves.composed(SLUG, agency_id)
    assert entry and entry.agency and entry.sop
    return entry.agency, entry.sop


def svg(agency_id: str) -> str:
    """Return the flowchart as one SVG."""
    agency, sop = sheet(agency_id)
    return standalone(sop, agency)


def around(agency: Agency) -> Around:
    """Return what a visitor's sheet has around it: nobody's name stands in these pictures."""
    return Around(agency=agency, address=f"https://sop.example/{agency.id}")


def pictures(agency: Agency, sop: Sop) -> list[Image.Image]:
    """Return every page of the PDF as a grey picture; needs `pdftoppm`."""
    return photographed(heavy.load("pdf").render(sop, around(agency)))


def photographed(pdf: bytes) -> list[Image.Image]:
    """Return every page of a PDF as a grey picture; needs `pdftoppm`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [shutil.which("pdftoppm") or "pdftoppm", "-r", str(DPI), "-gray", "-", f"{folder}/halaman"],
            input=pdf, check=True, capture_output=True,
        )  # fmt: skip
        files = sorted(Path(folder).iterdir())
        return [Image.open(io.BytesIO(file.read_bytes())).convert("L") for file in files]


def name(agency_id: str, number: int) -> str:
    """Return the name of a page's picture."""
    return f"{agency_id}-{number}.png"


def main() -> None:
    """Write everything anew."""
    for old in (*FOLDER.glob("*.svg"), *FOLDER.glob("*.png")):
        old.unlink()
    for agency_id in AGENCIES:
        (FOLDER / f"{agency_id}.svg").write_text(svg(agency_id), "utf-8")
        for number, picture in enumerate(pictures(*sheet(agency_id)), 1):
            picture.quantize(GREYS).save(FOLDER / name(agency_id, number), optimize=True)


if __name__ == "__main__":
    main()
