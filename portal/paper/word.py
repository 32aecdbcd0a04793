"""An SOP as a Word document: the identity page, then the table of steps with its flow drawn in shapes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import accumulate, groupby

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from portal.drawing.type import lines
from portal.hooks import Around
from portal.paper import word_bits as bits
from portal.paper.ink import Ink
from portal.paper.measure import FOOT, SIDE, SIZES, TITLE, TOP, Chart, Page, chart
from portal.paper.overleaf import BORDER, LEADING, PAD_X, PAD_Y, SLACK
from portal.paper.packed import repacked
from portal.paper.plane import plane
from portal.paper.printed import fingerprint, revision
from portal.paper.word_bits import Type
from portal.paper.word_front import write_front
from portal.sop.facts import without_names
from portal.sop.model import Sop
from portal.sop.numbering import number_row

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
PRESENT = "15"
"""The way Word lays pages out since 2013; without it, it imitates an older one."""

LONGEST_TITLE = 255
"""Letters of what a document says its title is."""

SMALL = Type(10.0)


def render(sop: Sop, around: Around) -> bytes:
    """Return the document; the same SOP gives the same bytes."""
    shown = sop if around.staff else without_names(sop)
    document = docx.Document()
    _begin(document, sop, around)
    write_front(document, shown, around)
    laid = chart(shown, around.paper)
    ink = Ink(shown, across=0.0, down=TITLE)
    for page in laid.pages:
        _page(document, shown, laid, page, ink)
    end = bits.set_(document.add_paragraph(), "", Type(1.0, 1.0))
    end.paragraph_format.keep_with_next = False
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue())


def _begin(document: Document, sop: Sop, around: Around) -> None:
    """Set the paper, the type, what the file says of itself, and the foot of every page."""
    facts = document.core_properties
    title = bits.clean(sop.nama)[:LONGEST_TITLE]
    facts.author, facts.title, facts.language, facts.comments = "Portal SOP", title, "id", ""
    facts.created = facts.modified = LONG_AGO
    normal = document.styles["Normal"]
    normal.font.name = bits.FACE
    normal.element.rPr.rFonts.set(qn("w:cs"), bits.FACE)
    section, (wide, high) = document.sections[0], SIZES[around.paper]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(FOOT)
    section.header_distance = section.footer_distance = Mm(7)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), PRESENT)
    _foot(document, sop, wide)


def _foot(document: Document, sop: Sop, wide: float) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Normal"]
    bits.set_(foot, f"Sidik {fingerprint(sop)}\t{revision(sop)}\tHalaman ", SMALL)
    stops = foot.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(wide / 2 - SIDE), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(wide - 2 * SIDE), WD_TAB_ALIGNMENT.RIGHT)
    bits.field(foot, "PAGE", SMALL)
    foot.add_run(" dari ").font.size = bits.points(SMALL)
    bits.field(foot, "NUMPAGES", SMALL)


# the flowchart -------------------------------------------------------------------------------------------------


def _page(document: Document, sop: Sop, laid: Chart, page: Page, ink: Ink) -> None:
    """Write one page of the table; its shapes hang in the line above it."""
    caption = bits.set_(document.add_paragraph(), sop.nama, Type(13.0, TITLE / 13.0, bold=True, side=ALIGN.CENTER))
    caption.paragraph_format.page_break_before = True
    heads = _head_heights(sop, laid)
    table = bits.table(document, laid.widths, len(heads) + len(page.heights), PAD_Y * laid.scale)
    _head(table, sop, laid, heads)
    _steps(table, laid, page, len(heads))
    roles = [at for at, column in enumerate(laid.columns) if column.role]
    lefts = tuple(accumulate(laid.widths, initial=0.0))[roles[0] : roles[-1] + 2]
    tops = tuple(accumulate(page.heights, initial=sum(heads)))
    drawn = page.drawing
    for run in ink.runs(plane(drawn, lefts, tops), drawn.metrics):
        caption._p.append(parse_xml(bits.clean(run)))


def _head(table: Table, sop: Sop, laid: Chart, heads: tuple[float, ...]) -> None:
    title = Type(laid.text, LEADING, bold=True, side=ALIGN.CENTER)
    pad = PAD_X * laid.scale
    for row, height in zip(table.rows, heads, strict=False):
        bits.least(row, height, head=True)
    top, below = table.rows[0].cells, table.rows[1].cells
    for (group, _), run in groupby(enumerate(laid.columns), key=lambda item: (item[1].group, item[1].role)):
        places = [at for at, _ in run]
        if group is not None:
            bits.write(top[places[0]].merge(top[places[-1]]), ((group, title),), pad)
        for at in places:
            cell = below[at] if group is not None else top[at].merge(below[at])
            bits.write(cell, ((laid.columns[at].title, title),), pad)
            cell.vertical_alignment = VERTICAL.CENTER
    plain = Type(laid.text, LEADING, side=ALIGN.CENTER)
    for at, number in enumerate(number_row(sop, len(laid.columns))):
        bits.write(table.rows[2].cells[at], ((number, plain),), pad)


def _steps(table: Table, laid: Chart, page: Page, first: int) -> None:
    plain = Type(laid.text, LEADING)
    centred = Type(laid.text, LEADING, side=ALIGN.CENTER)
    for row, cells, height in zip(table.rows[first:], page.texts, page.heights, strict=True):
        bits.least(row, height)
        for cell, texts, column in zip(row.cells, cells, laid.columns, strict=True):
            type_ = centred if column.key == "no" else plain
            bits.write(cell, [(text, type_) for text in texts], PAD_X * laid.scale)


def _head_heights(sop: Sop, laid: Chart) -> tuple[float, ...]:
    line = laid.text * LEADING
    around = 2 * PAD_Y * laid.scale + BORDER
    titles = max(
        len(lines(column.title, (wide - 2 * PAD_X * laid.scale - BORDER) * SLACK, laid.text, bold=True))
        for column, wide in zip(laid.columns, laid.widths, strict=True)
    )
    rows = (line + around, titles * line + around)
    return (*rows, rows[0]) if number_row(sop, len(laid.columns)) else rows
