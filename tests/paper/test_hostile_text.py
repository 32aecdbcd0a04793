"""Whatever an office's document says, its papers are well-formed, run nothing and load nothing from elsewhere."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import html5lib
import pytest

from portal.builtin.exports import formats
from portal.hooks import Around
from portal.sop.model import Agency, Pelaksana, Pengesahan, Sop, Step
from tests.paper.sheets import pdf

EVIL = (
    "<script>alert(1)</script> ]]> </style><script>1</script> </svg><img src=http://x.example/a onerror=alert(1)>"
    " --><script>1</script> {{7*7}}{% x %} \" onload=\"alert(1) ' style='x &#0;&lt;b&gt; javascript:alert(1) \\u0007"
    ' <!DOCTYPE x [<!ENTITY a "b">]> @import url(http://x.example) '
)
LONG = "A" * 5_000
FORMATS = {one.name: one for one in formats()}


def sop(text: str) -> Sop:
    """Return an SOP that says `text` wherever it can."""
    first = Step("a", text, ("kepala",), bentuk="mulai", berikut="b", kelengkapan=(text,), output=(text,))
    last = Step("b", "Memeriksa", ("staf",), bentuk="keputusan", ya="selesai", tidak="a", label_ya=text[:60],
                label_tidak=text[:60])  # fmt: skip
    return Sop(
        "contoh", text, (Pelaksana("kepala", text[:200]), Pelaksana("staf", "Staf")), (first, last), instansi="kota",
        nomor=text[:200], satuan_kerja=text, dasar_hukum=(text,), peringatan=(text,), isi=text,
        disahkan_oleh=Pengesahan(text[:200], text[:200], text[:200], "19701023 199203 1 007"),
    )  # fmt: skip


AROUND = Around(staff=True, agency=Agency("kota", EVIL, pemda=EVIL), address="http://sop.contoh.go.id/x")


def made(name: str, text: str) -> bytes:
    return FORMATS[name].render(sop(text), AROUND)


@pytest.mark.parametrize("text", [EVIL, LONG], ids=["evil", "long"])
def test_the_picture_is_xml_that_holds_nothing_but_shapes_and_words(text: str) -> None:
    root = ElementTree.fromstring(made("svg", text))
    kinds = {element.tag.partition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "title", "desc", "g", "rect", "path", "text", "tspan", "polygon", "line", "circle", "style"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("text", [EVIL, LONG], ids=["evil", "long"])
def test_the_print_view_has_no_element_of_the_text(text: str) -> None:
    tree = html5lib.parse(made("html", text).decode(), namespaceHTMLElements=False)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    assert not [one.tag for one in elements if one.tag in ("script", "iframe", "object", "embed", "link", "base")]
    assert not [one for one in elements if any(name.startswith("on") for name in one.attrib)]
    leading = ("src", "href", "style", "data", "action", "srcset", "poster", "background")
    assert not [one for one in elements if any("x.example" in one.get(name, "") for name in leading)]


@pytest.mark.parametrize("name", ["docx", "xlsx"])
@pytest.mark.parametrize("text", [EVIL, LONG, "N" * 300], ids=["evil", "long", "name"])
def test_office_papers_are_xml_in_every_part_and_point_nowhere(name: str, text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(name, text))) as parts:
        for part in parts.namelist():
            data = parts.read(part)
            assert b'TargetMode="External"' not in data and b"vbaProject" not in data
            if part.endswith((".xml", ".rels")):
                ElementTree.fromstring(data)


def test_the_pdf_of_an_evil_text_runs_nothing_and_loads_nothing() -> None:
    data = pdf(sop(EVIL), replace(AROUND, address=None))
    assert data.startswith(b"%PDF") and not [word for word in (b"/JavaScript", b"/URI", b"/Launch") if word in data]
