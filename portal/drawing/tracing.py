"""Traces placed ways over the grid: every run cut into the cells it passes."""

from __future__ import annotations

from portal.drawing.model import BOTTOM, TOP, Finding, Segment, Y

_HEIGHTS = {"atas": 0.0, "tengah": 1e6, "bawah": 2e6}


class Trace:
    """The cells of a grid, filled run by run; x is in thousandths of a column."""

    def __init__(self, rows: int, columns: int) -> None:
        self.cells: list[list[list[Segment]]] = [[[] for _ in range(columns)] for _ in range(rows)]

    def across(self, edge: int, row: int, y: Y, start: tuple[int, float], end: tuple[int, float]) -> None:
        """Draw along a row from (column, x) to (column, x)."""
        cells, (column, x), (last, end_x) = self.cells[row], start, end
        step = 1 if last > column else -1
        while column != last:
            cells[column].append(Segment(edge, x, y, 1000.0 if step > 0 else 0.0, y))
            column, x = column + step, 0.0 if step > 0 else 1000.0
        if x != end_x:
            cells[column].append(Segment(edge, x, y, end_x, y))

    def upright(self, edge: int, column: int, x: float, start: tuple[int, Y], end: tuple[int, Y]) -> None:
        """Draw along a column from (row, y) to (row, y)."""
        (row, y), (last, end_y) = start, end
        step = 1 if last > row else -1
        while row != last:
            self.cells[row][column].append(Segment(edge, x, y, x, BOTTOM if step > 0 else TOP))
            row, y = row + step, TOP if step > 0 else BOTTOM
        if y != end_y:
            self.cells[row][column].append(Segment(edge, x, y, x, end_y))

    def crossings(self) -> tuple[Finding, ...]:
        """Return where lines of different edges cross."""
        return tuple(
            Finding("persilangan", row, column, *sorted((one, other)))
            for row, cells in enumerate(self.cells)
            for column, cell in enumerate(cells)
            if len(cell) > 1
            for one, other in _crossings(cell)
        )


def depth(y: Y) -> float:
    """Return a number that orders heights of one row, whatever its height."""
    return _HEIGHTS[y.anchor] + y.px


def _crossings(cell: list[Segment]) -> list[tuple[int, int]]:
    level = [one for one in cell if one[1] != one[3]]
    if not level or len(level) == len(cell):
        return []
    found = []
    for edge, x, y1, end, y2 in cell:
        if x != end:
            continue
        for other, x1, y, x2, _ in level:
            if other != edge and (x1 < x < x2 or x2 < x < x1):
                one, two = depth(y1), depth(y2)
                if one < depth(y) < two or two < depth(y) < one:
                    found.append((edge, other))
    return found
