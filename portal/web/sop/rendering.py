"""An SOP made into HTML: its sheet and what the checker says (kept by content), its body, its dropped steps."""

from __future__ import annotations

from flask import current_app, render_template
from markupsafe import Markup

from portal.library import Entry
from portal.sop import body as markdown
from portal.sop.facts import differs_from_signed
from portal.sop.model import Sop
from portal.web.language import language
from portal.web.rooms import reader, rooms
from portal.web.sop.downloads import YOUNG, file_of, printing
from portal.web.sop.flowchart import flowchart
from portal.web.sop.inspection import inspection
from portal.web.sop.kept import Sheets
from portal.web.sop.sheet import Sheet, lay_out

NAME = "portal-sheets"


def sheet(entry: Entry) -> Markup:
    """Return the official form of a composed SOP, from memory where nothing it shows has changed."""
    staff = reader() is not None
    kept: Sheets = current_app.extensions[NAME]
    key = (entry.path, entry.fingerprint, language(), staff)
    return kept.get(key, lambda: _render(entry, staff=staff), keep=YOUNG not in entry.fingerprint)


def inspected(entry: Entry | None) -> Markup | None:
    """Return what the checker says of an SOP, from memory likewise; None for visitors."""
    if entry is None or reader() is None:
        return None
    kept: Sheets = current_app.extensions[NAME]
    key = ("pemeriksaan", entry.path, entry.fingerprint, language())
    return kept.get(key, lambda: render_template("_parts/pemeriksaan.html", inspection=inspection(entry)),
                    keep=YOUNG not in entry.fingerprint)  # fmt: skip


def _render(entry: Entry, *, staff: bool) -> str:
    laid = laid_out(entry)
    digits = entry.digest[:16]
    return render_template(
        "_parts/lembar.html", sheet=laid, chart=flowchart(laid.sop), agency=entry.agency, staff=staff,
        differs=differs(entry), with_origin=base_of(entry) is not None, dropped=dropped(entry), body=body(laid.sop.isi),
        downloads=[(file_of(entry, name), name) for name in rooms().plugins.formats],
        printing=printing(entry),
        naskah_sha256=entry.naskah_sha256,
        fingerprint=" ".join(digits[at : at + 4] for at in range(0, 16, 4)),
    )  # fmt: skip


def laid_out(entry: Entry) -> Sheet:
    """Return the sheet of an SOP that could be composed."""
    if entry.sop is None:
        raise ValueError("only an SOP that could be composed has a sheet")
    titles = {name: activity.title for name, activity in rooms().plugins.activities.items()}
    unit_word = entry.agency.sebutan_unit if entry.agency else "unit"
    return lay_out(entry.sop, unit_word=unit_word, with_origin=base_of(entry) is not None, activities=titles)


def base_of(entry: Entry) -> Sop | None:
    """Return the base SOP that an agency's SOP is a variant of; only then have its steps an origin to tell."""
    base = rooms().library.base(entry.varian_dari) if entry.varian_dari else None
    return base.sop if base else None


def differs(entry: Entry) -> bool:
    """True if the SOP says which text was signed, and that is not this one."""
    return entry.sop is not None and differs_from_signed(entry.sop)


def dropped(entry: Entry) -> tuple[str, ...]:
    """Return what the base's steps say that this agency does not use."""
    base = base_of(entry)
    if entry.sop is None or base is None:
        return ()
    steps = (base.step(step_id) for step_id in entry.sop.dihapus)
    return tuple(step.uraian for step in steps if step)


def body(text: str) -> Markup:
    """Return a document's Markdown as HTML: cleaned by an allow-list, so that it may count as safe."""
    return Markup(markdown.render(text)) if text.strip() else Markup("")  # noqa: S704
