"""Pieces of a Word document: tables with fixed columns, lines of text, pictures, and the fields of its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Length, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FACE = "Arial"
LEADING = 1.25
BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: its size in pixels, the height of its lines in sizes, and where it stands."""

    size: float
    leading: float = LEADING
    bold: bool = False
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT


def pixels(count: float) -> Length:
    """Return a length of so many pixels, 96 to the inch."""
    return Emu(round(count * 9525))


def twips(count: float) -> int:
    """Return pixels in twentieths of a point."""
    return round(count * 15)


def table(document: Document, widths: Sequence[float], rows: int, pad: float) -> Table:
    """Return a table whose columns keep their widths and whose cells have `pad` pixels above and below their text.

    Beside the text the cells have no margin: programs do not agree whether a table hangs into the page's by it.
    """
    made: Table = document.add_table(rows, len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    properties = made._tbl.tblPr
    spaces = nsdecls("w")
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    layout.addprevious(parse_xml(f"<w:tblBorders {spaces}>{BORDERS}</w:tblBorders>"))
    margins = "".join(
        f'<w:{edge} w:w="{twips(size)}" w:type="dxa"/>'
        for edge, size in (("top", pad), ("left", 0), ("bottom", pad), ("right", 0))
    )
    look.addprevious(parse_xml(f"<w:tblCellMar {spaces}>{margins}</w:tblCellMar>"))
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = pixels(wide)
    for row in made.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = pixels(wide)
    return made


def least(row: _Row, height: float, *, head: bool = False) -> None:
    """Make a row at least so many pixels high, whole on one page, and repeated on the next if it is a head."""
    row.height, row.height_rule = pixels(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def write(cell: _Cell, texts: Sequence[tuple[str, Type]], pad: float) -> None:
    """Write paragraphs into a cell, `pad` pixels from its sides."""
    for at, (text, type_) in enumerate(texts or (("", Type(8.0)),)):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        set_(paragraph, text, type_)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = pixels(pad)


def set_(paragraph: Paragraph, text: str, type_: Type) -> Paragraph:
    """Set a text in a paragraph whose lines have one known height."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, pixels(type_.size * type_.leading)
    form.alignment = type_.side
    if text:
        run = paragraph.add_run(clean(text))
        run.bold = type_.bold or None
        run.font.size = points(type_)
    return paragraph


def clean(text: str) -> str:
    """Return a text without the letters that no XML can hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def field(paragraph: Paragraph, instruction: str, type_: Type) -> None:
    """Put a field, such as the page's number, at the end of a paragraph."""
    mark = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"/>')
    run = paragraph.add_run("1")
    run.font.size = points(type_)
    mark.append(run._r)
    paragraph._p.append(mark)


def points(type_: Type) -> Length:
    """Return the size of type in points, to the half of one, rounded down."""
    return Pt(int(type_.size * 1.5) / 2)
