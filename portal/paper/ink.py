"""Ink: symbols, lines and words as shapes of DrawingML, which Word and LibreOffice show and let people edit."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from portal.drawing import telling
from portal.drawing.model import Edge, Metrics, Shape
from portal.drawing.pen import LETTER
from portal.paper.plane import Box, Line, Plane, Point, Stood, Word
from portal.sop.model import Sop

EMU = 9525
"""English metric units in a pixel."""

PICTURES = 100
"""How many numbers are left to the pictures of a document, which are numbered from 1."""

STROKE = 1.25
GEOMETRY: dict[Shape, str] = {
    "kapsul": '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>',
    "kotak": '<a:prstGeom prst="flowChartProcess"><a:avLst/></a:prstGeom>',
    "belah ketupat": '<a:prstGeom prst="flowChartDecision"><a:avLst/></a:prstGeom>',
    "segi lima": '<a:prstGeom prst="flowChartOffpageConnector"><a:avLst/></a:prstGeom>',
}
SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{rest}"'
    for prefix, rest in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
    )
)
KIND = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
SOLID = '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
BLACK, WHITE, NONE = SOLID.format(colour="000000"), SOLID.format(colour="FFFFFF"), "<a:noFill/>"
SPARE = 6.0
"""What a word's box is wider than its word, in pixels."""


class Ink:
    """Writes the shapes of one document, each with a number of its own.

    They hang in the line above the table; `across` and `down` are the table's corner, in pixels from that line's.
    """

    def __init__(self, sop: Sop, across: float, down: float) -> None:
        self.sop, self.across, self.down = sop, across, down
        self.count = PICTURES

    def runs(self, page: Plane, metrics: Metrics) -> Iterator[str]:
        """Yield a run of text for every shape of a page: lines first, then the symbols above them, then words."""
        for line in page.lines:
            yield self._line(line)
        for one in page.symbols:
            yield self._symbol(one, metrics)
        for word in page.words:
            yield self._word(word, metrics)

    def _line(self, line: Line) -> str:
        xs, ys = zip(*line.points, strict=True)
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        head = '<a:tailEnd type="triangle" w="med" len="med"/>' if line.head else ""
        pen = f'<a:ln w="{_emu(STROKE)}">{BLACK}<a:miter lim="800000"/>{head}</a:ln>'
        flip = ""
        if len(line.points) == 2:
            (x1, y1), (x2, y2) = line.points
            flip = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
            form = '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        else:
            form = _path(line.points, box)
        return self._run(box, self._told(line.edge), f"{form}{NONE}{pen}", flip=flip, connector=True)

    def _symbol(self, one: Stood, metrics: Metrics) -> str:
        symbol = one.symbol
        dash = '<a:prstDash val="dash"/>' if symbol.guest else ""
        form = f'{GEOMETRY[symbol.shape]}{WHITE}<a:ln w="{_emu(STROKE)}">{BLACK}{dash}</a:ln>'
        step = self.sop.step(symbol.step or "")
        if step is None:
            told = f"Penghubung {symbol.letter} {'ke' if symbol.arrows else 'dari'} halaman bagan {symbol.page}"
            letter = _text(symbol.letter or "", metrics.symbol_height * LETTER, "center")
            return self._run(one.box, told, form, text=letter)
        return self._run(one.box, ", ".join(telling.symbol(self.sop, step, symbol.role or "")), form)

    def _word(self, word: Word, metrics: Metrics) -> str:
        box = word.box
        left = box.left - (SPARE if word.right else 0.0)
        text = _text(word.text, metrics.label, "right" if word.right else "left")
        form = f"{GEOMETRY['kotak']}{NONE}<a:ln>{NONE}</a:ln>"
        return self._run(Box(left, box.top, box.wide + SPARE, box.high), word.text.replace("\n", " "), form, text=text)

    def _told(self, edge: Edge) -> str:
        source, target = (self.sop.number(step) if self.sop.step(step) else "" for step in (edge.source, edge.target))
        if edge.kind == "bersama":
            return f"Langkah {source} dikerjakan bersama"
        told = f"Panah dari langkah {source} ke langkah {target}"
        return f"{told}, {edge.label}" if edge.label else told

    def _run(self, box: Box, told: str, form: str, *, text: str = "", flip: str = "", connector: bool = False) -> str:
        self.count += 1
        left, top = _emu(self.across + box.left), _emu(self.down + box.top)
        size = f'cx="{_emu(box.wide)}" cy="{_emu(box.high)}"'
        what = "wps:cNvCnPr" if connector else "wps:cNvSpPr"
        return (
            f'<w:r {SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{self.count * 1024}" '
            f'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
            f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
            f'<wp:docPr id="{self.count}" name="{escape(told)}" descr="{escape(told)}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{KIND}"><wps:wsp><{what}/><wps:spPr bwMode="auto">'
            f'<a:xfrm{flip}><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>{form}</wps:spPr>{text}'
            f'<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{"ctr" if text else "t"}" wrap="square"/>'
            f"</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
        )


def _path(points: tuple[Point, ...], box: Box) -> str:
    """Return a line that turns, as a shape of its own form."""
    places = [f'<a:pt x="{_emu(x - box.left)}" y="{_emu(y - box.top)}"/>' for x, y in points]
    way = f"<a:moveTo>{places[0]}</a:moveTo>" + "".join(f"<a:lnTo>{place}</a:lnTo>" for place in places[1:])
    return (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{_emu(box.wide)}" h="{_emu(box.high)}" fill="none">{way}</a:path></a:pathLst></a:custGeom>'
    )


def _text(words: str, px: float, side: str) -> str:
    half_points = round(px * 1.5)
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return (
        f'<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{round(px * 1.15 * 15)}" '
        f'w:lineRule="exact"/><w:jc w:val="{side}"/></w:pPr><w:r><w:rPr><w:sz w:val="{half_points}"/></w:rPr>{lines}'
        f"</w:r></w:p></w:txbxContent></wps:txbx>"
    )


def _emu(px: float) -> int:
    return round(px * EMU)
