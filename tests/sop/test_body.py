"""The body: whatever is typed, what comes out is judged by an HTML parser, not by looking for words."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.sop.body import TooHeavy, clean, render
from portal.sop.weight import too_heavy

TAGS = {
    "html", "head", "body", "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol",
    "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "rel", "src", "alt", "id", "class", "start"}

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe srcdoc='<script>'>",
    "<meta http-equiv=refresh content=0>", "<base href=//evil>", "<form id=x><input name=csrf_token></form>",
    "<style>*{}</style>", "<math><mglyph><style><!--</style><img title='--&gt;<img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<a href='javascript:alert(1)'>x</a>", "<p style='x:expression(1)'>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](java&#10;script:a)",
    "[x](&#106;avascript:alert(1))", "[x](<javascript:alert(1)>)", "[x](data:text/html,<script>)", "[x](vbscript:a)",
    "[x](file:///etc/passwd)", "[x][y]\n\n[y]: javascript:alert(1)", "<javascript:alert(1)>", "[x](\x01javascript:a)",
    "![x](javascript:alert(1))", "![x](http://evil/a.png)", "![x](//evil/a.png)", "![x](/\\evil/a.png)",
    "![x](\\\\evil/a.png)", "![x](&#47;/evil/a.png)", "![x](data:image/svg+xml,<svg>)", "![x](h&#116;tp://evil/a.png)",
    "[![x](http://evil/a.png)](http://evil)", "![\" onerror=alert(1)](x.png)", "[x](a \"t\" onclick=alert(1))",
    "# x {: onclick=alert(1) id=csrf_token}", "[x](a){: onclick=alert(1) }", "```js\" onclick=alert(1)\nx\n```",
    "``` {onclick=alert(1)}\nx\n```", "# <img src=x onerror=alert(1)>", "a|b\n-|-\n<script>x</script>|b",
    "`<script>alert(1)</script>`", "    <script>alert(1)</script>", "&lt;script&gt;", "&#60;script&#62;", "{{7*7}}",
    "\\<script>alert(1)</script>", "*<script*>", "[<script>](x)", "<http://x\" onclick=alert(1)>", "klzzwxh:0000",
    "\x02klzzwxh:0000\x03", "\x02amp\x03", "<a@b.c\" onclick=x>", "# csrf_token", "[TOC]", "*[HTML]: x\n\nHTML",
]  # fmt: skip


def elements(html: str) -> Iterator[Element]:
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return (element for element in root.iter() if isinstance(element.tag, str))


def scheme(url: str) -> str:
    """Return what a browser takes for the scheme of an address, blanks and controls thrown away."""
    word, colon, _ = "".join(letter for letter in url if letter > " ").casefold().partition(":")
    return word if colon and re.fullmatch(r"[a-z][a-z0-9+.-]*", word) else ""


def assert_safe(html: str) -> None:
    for element in elements(html):
        assert element.tag in TAGS, element.tag
        assert element.attrib.keys() <= ATTRIBUTES, element.attrib
        assert scheme(element.get("href", "")) in {"", "http", "https", "mailto"}
        assert scheme(element.get("src", "")) == ""
        assert not element.get("src", "").replace("\\", "/").startswith("//")
        assert element.get("id", "isi-").startswith("isi-")
        assert element.get("class", "rata-kiri") in {"rata-kiri", "rata-tengah", "rata-kanan"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_acts_survives(payload: str) -> None:
    row = f"a|b\n-|-\n{payload}|x"
    for text in (payload, f"a {payload} b", f"- {payload}", f"> {payload}", f"# {payload}", row):
        html = render(text)
        assert_safe(html)
        assert_safe(clean(html))


MARKS = st.sampled_from(
    [*"[]()<>!#*_`|\\&:;\"'=-\n \t{}~+1.a/", "http:", "javascript:", "![", "](", "<script", "&#", "\n\n"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(MARKS | st.sampled_from(PAYLOADS) | st.text(max_size=5), max_size=40).map("".join))
def test_no_text_whatever_becomes_something_that_acts(text: str) -> None:
    try:
        html = render(text)
    except TooHeavy:
        return
    assert_safe(html)


@settings(max_examples=100, deadline=None)
@given(st.lists(MARKS | st.sampled_from(PAYLOADS), max_size=30).map("".join))
def test_what_was_cleaned_once_is_clean(text: str) -> None:
    html = render(text)
    assert clean(html) == html


def test_headings_begin_at_the_third_level_with_ids_of_their_own() -> None:
    html = render("# Ruang Lingkup\n\n## Definisi\n\n## Definisi\n\n##### Catatan\n\n# !!!\n")
    found = [
        (element.tag, element.get("id"))
        for element in elements(html)
        if element.tag.startswith("h") and element.get("id")
    ]
    assert found == [
        ("h3", "isi-ruang-lingkup"), ("h4", "isi-definisi"), ("h4", "isi-definisi-2"), ("h6", "isi-catatan"),
        ("h3", "isi-bagian"),
    ]  # fmt: skip


def test_a_tables_columns_are_aligned_by_class() -> None:
    html = render("a|b|c\n:-|:-:|-:\n1|2|3\n")
    found = [element.get("class") for element in elements(html) if element.tag == "td"]
    assert found == ["rata-kiri", "rata-tengah", "rata-kanan"]


def test_a_foreign_picture_becomes_a_link_and_a_near_one_stays() -> None:
    html = render('![Denah](https://evil.example/d.png "x") ![Denah](/static/dinas/denah.png)')
    (link,) = (element for element in elements(html) if element.tag == "a")
    (image,) = (element for element in elements(html) if element.tag == "img")
    assert (link.get("href"), link.text) == ("https://evil.example/d.png", "Denah")
    assert (image.get("src"), image.get("alt")) == ("/static/dinas/denah.png", "Denah")


@pytest.mark.parametrize("url", ["//evil/x.png", "http://evil/x.png", "\\\\evil/x.png", "/\t/evil/x.png", "data:,x"])
def test_no_picture_comes_from_elsewhere_however_it_got_there(url: str) -> None:
    assert "src" not in clean(f'<img alt="x" src="{url}">')


def test_raw_html_is_shown_as_it_was_typed() -> None:
    assert "&lt;b&gt;tebal&lt;/b&gt;" in render("<b>tebal</b>")


def test_ordinary_markdown_is_rendered() -> None:
    html = render(
        "**Tebal** dan *miring*, [tautan](../sop/x), <https://contoh.id>, `kode`\n\n1. satu\n2. dua\n\n> kutip\n"
    )
    tags = {element.tag for element in elements(html)}
    assert {"strong", "em", "a", "code", "ol", "li", "blockquote"} <= tags


WORST = [
    "[", "[a](", "![", "[a][", "[`", "[<", "[_", "`|", "|`", "_*", "*a*", "**a ", "\\", "\\*", "`a", "a|b\n-|-\n",
    "-|-\n", "---\n", "a\n===\n", "# a\n", "- a\n\n", "> a\n\n", ">", "- ", "> - ", "1. ", "    a\n\n", "```\n", "<",
    "<a@b>", "<http://a>", "&#x41;", "[a]: b\n", "|", "a  \n", "- a\n    - b\n", "***a", "*a **b ", "(", "~~~\na\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", WORST)
def test_the_worst_that_can_be_typed_is_refused_or_rendered_soon(unit: str) -> None:
    for size in (65_536, 1_400):
        text = unit * (size // len(unit))
        started = time.process_time()
        refused = too_heavy(text) is not None
        if not refused:
            render(text)
        assert time.process_time() - started < 5, (unit, size, refused)


@pytest.mark.parametrize(
    "text", ["[" * 16_384, "---\n" * 600, "# a\n" * 600, "> " * 60 + "a", "- " * 60 + "a", "`|" * 9000]
)
def test_what_is_too_heavy_says_so(text: str) -> None:
    with pytest.raises(TooHeavy) as refused:
        render(text)
    assert str(refused.value).endswith((".", "nya."))


def test_three_hundred_nested_lists_are_refused_and_fifty_are_shown() -> None:
    assert too_heavy("".join("    " * n + "- a\n" for n in range(300))) is not None
    assert render("".join("    " * n + "- a\n" for n in range(25)))
    assert render("> " * 50 + "a")


def test_a_long_rule_is_no_nesting() -> None:
    assert "<hr>" in render("a\n\n" + "-" * 200 + "\n\nb")


def test_an_ordinary_long_body_is_not_too_heavy() -> None:
    paragraph = "Kepala **wajib** membaca [SOP](../sop/data) dan `kode` (lihat *catatan*).\n" * 5
    table = "| Bidang | Data |\n|---|--:|\n" + "| IKP | 12 |\n" * 100
    assert render(f"# Bab\n\n{paragraph}\n\n{table}\n\n" * 20)
