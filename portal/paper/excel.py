"""An SOP as an Excel workbook: the table of steps, with the flow in words, and the identity on a sheet of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from portal.drawing import grid, telling
from portal.drawing.grid import GridColumn
from portal.drawing.type import lines
from portal.hooks import Around
from portal.paper.cells import DANGEROUS, Value
from portal.paper.front import Front, front
from portal.paper.measure import FOOT, SIDE
from portal.paper.measure import TOP as TOP_MARGIN
from portal.paper.packed import repacked
from portal.paper.printed import fingerprint, revision
from portal.sop.facts import without_names
from portal.sop.model import Sop, Step
from portal.sop.numbering import number_row

FLOW = GridColumn("alur", "Alur")
"""The column that stands in for the arrows."""

WIDTHS = {
    "no": 5.0,
    "uraian": 38.0,
    "kelengkapan": 22.0,
    "waktu": 13.0,
    "output": 22.0,
    "keterangan": 15.0,
    "alur": 22.0,
}
ROLE_WIDTH, TITLE_WIDTH, TEXT_WIDTH = 13.5, 28.0, 90.0
FACE, SIZE = "Arial", 10
PIXELS, LETTER, LINE = 7.0, 13.5, 13.0
"""A column's unit of width in pixels, the size of type in pixels, and the height of a line in points."""

PAPERS, INCH = {"A4": 9, "F4": 14}, 25.4
TOP = 4
"""The row in which the head of the table begins."""

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TEXT = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_PLAIN, _BOLD, _TITLE = Font(FACE, SIZE), Font(FACE, SIZE, bold=True), Font(FACE, 14, bold=True)


def render(sop: Sop, around: Around) -> bytes:
    """Return the workbook; the same SOP gives the same bytes."""
    shown = sop if around.staff else without_names(sop)
    book = Workbook()
    book.properties.creator = "Portal SOP"
    book.properties.title = ILLEGAL_CHARACTERS_RE.sub("", sop.nama)
    book.properties.language = "id"
    steps = book.worksheets[0]
    steps.title = "Langkah"
    _steps(steps, shown, around)
    _identity(book.create_sheet("Identitas"), front(shown, around))
    for sheet in book.worksheets:
        _page(sheet, sop, around)
    file = io.BytesIO()
    book.save(file)
    return repacked(file.getvalue())


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a plain table as a workbook of one sheet; the same rows give the same bytes."""
    book = Workbook()
    book.properties.creator = "Portal SOP"
    book.properties.title = ILLEGAL_CHARACTERS_RE.sub("", title)
    sheet = book.worksheets[0]
    sheet.title = "Tabel"
    for column, name in enumerate(head, 1):
        _put(sheet, 1, column, name).font = _BOLD
        longest = max([len(name), *(len(str(row[column - 1] or "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDTHS["uraian"])
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            if isinstance(value, str):
                _put(sheet, number, column, value).alignment = _TEXT
            else:
                sheet.cell(number, column).value = value
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return repacked(file.getvalue())


# the table -----------------------------------------------------------------------------------------------------


def _steps(sheet: Worksheet, sop: Sop, around: Around) -> None:
    columns = (*grid.columns(sop), FLOW)
    _put(sheet, 1, 1, sop.nama).font = _TITLE
    facts = (around.agency.nama if around.agency else None, sop.nomor)
    _put(sheet, 2, 1, ", ".join(fact for fact in facts if fact))
    first = _head(sheet, sop, columns)
    for row, step in enumerate(sop.langkah, first):
        for column, of in enumerate(columns, 1):
            cell = _put(sheet, row, column, _text(sop, step, of))
            cell.border = _BOX
            cell.alignment = _MIDDLE if of.role or of.key == "no" else _TEXT
        sheet.row_dimensions[row].height = _height(sheet, row, columns)
    for column, of in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(of)
    sheet.freeze_panes = sheet.cell(first, 1 + [of.key for of in columns].index("uraian") + 1).coordinate
    sheet.print_title_rows = f"{TOP}:{first - 1}"
    sheet.page_setup.fitToHeight = 0


def _head(sheet: Worksheet, sop: Sop, columns: Sequence[GridColumn]) -> int:
    """Write the head of the table; return the row of the first step."""
    for (group, _), run in groupby(enumerate(columns, 1), key=lambda item: (item[1].group, item[1].role)):
        places = [at for at, _ in run]
        for at in places:
            _put(sheet, TOP if group is None else TOP + 1, at, columns[at - 1].title)
        if group is not None:
            _put(sheet, TOP, places[0], group)
            sheet.merge_cells(start_row=TOP, end_row=TOP, start_column=places[0], end_column=places[-1])
            continue
        for at in places:
            sheet.merge_cells(start_row=TOP, end_row=TOP + 1, start_column=at, end_column=at)
    numbers = number_row(sop, len(columns) - 1)
    for at, number in enumerate(numbers, 1):
        _put(sheet, TOP + 2, at, number)
    first = TOP + (3 if numbers else 2)
    for at, row in enumerate(sheet.iter_rows(TOP, first - 1, 1, len(columns))):
        for cell in row:
            cell.alignment, cell.border, cell.font = _MIDDLE, _BOX, _BOLD if at < 2 else _PLAIN
    sheet.row_dimensions[TOP].height = _points(1)
    sheet.row_dimensions[TOP + 1].height = _points(*(_lines(of.title, _width(of), bold=True) for of in columns))
    return first


def _text(sop: Sop, step: Step, column: GridColumn) -> str:
    if column is FLOW:
        return "\n".join(telling.flow(sop, step))
    if not column.role:
        return "\n".join(grid.text(sop, step, column.key))
    if column.key not in (*step.pelaksana, *step.peserta):
        return ""
    _, kind, _, *guest = telling.symbol(sop, step, column.key)
    return ", ".join((kind.capitalize(), *guest))


def _width(column: GridColumn) -> float:
    return ROLE_WIDTH if column.role else WIDTHS[column.key]


def _height(sheet: Worksheet, row: int, columns: Sequence[GridColumn]) -> float:
    return _points(*(_lines(str(sheet.cell(row, at).value or ""), _width(of)) for at, of in enumerate(columns, 1)))


# the identity --------------------------------------------------------------------------------------------------


def _identity(sheet: Worksheet, page: Front) -> None:
    for row, (title, text) in enumerate(_facts(page), 1):
        name, value = _put(sheet, row, 1, title), _put(sheet, row, 2, text)
        name.font, name.alignment, name.border = _BOLD, _TEXT, _BOX
        value.alignment, value.border = _TEXT, _BOX
        sheet.row_dimensions[row].height = _points(_lines(text, TEXT_WIDTH))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = TITLE_WIDTH, TEXT_WIDTH
    sheet.page_setup.fitToHeight = 1


def _facts(page: Front) -> Iterator[tuple[str, str]]:
    yield "Instansi", "\n".join(line.text for line in page.office)
    yield from page.before
    if page.signed:
        title, who = page.signed
        yield title, "\n".join(line for line in (who.instead, who.title, who.name, *who.below) if line)
    yield from page.after
    for title, items in page.boxes:
        yield title, "\n".join(grid.numbered(items))


# both ----------------------------------------------------------------------------------------------------------


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell | MergedCell:
    """Write a text that no spreadsheet takes for a formula, now or when it is edited."""
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    cell.font = _PLAIN
    if text.startswith(DANGEROUS):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _lines(text: str, wide: float, *, bold: bool = False) -> int:
    return len(lines(text, wide * PIXELS - 10, LETTER, bold))


def _points(*counts: int) -> float:
    return max(counts) * LINE + 4


def _page(sheet: Worksheet, sop: Sop, around: Around) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPERS[around.paper]
    sheet.page_setup.fitToWidth = 1
    side, top, below = (round(margin / INCH, 2) for margin in (SIDE, TOP_MARGIN, FOOT))
    sheet.page_margins = PageMargins(side, side, top, below, header=top / 2, footer=below / 2)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    revised, page = _HeaderFooterPart(text=revision(sop)), _HeaderFooterPart(text="Halaman &P dari &N")
    foot = HeaderFooterItem(left=_HeaderFooterPart(text=f"Sidik {fingerprint(sop)}"), center=revised, right=page)
    sheet.HeaderFooter.oddFooter = foot
