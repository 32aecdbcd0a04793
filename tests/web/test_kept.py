"""HTML that our own templates made: kept in memory, and boxes of plugins rendered apart."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jinja2 import DictLoader

from portal.web.environment import Compiled, Environment
from portal.web.sop.kept import Files, Sheets
from tests.web import html
from tests.web.conftest import Build

PLUGIN = '''"""A plugin with two boxes: one whose template is not there, one that shows what it is given."""
from portal import Panel, hookimpl


@hookimpl
def panels(place, subject):
    """Put both on every page of an agency."""
    evil = "<script>alert(1)</script>"
    return [Panel("kotak/tidak-ada.html"), Panel("kotak/isi.html", {"teks": evil, "instansi": subject.nama})]
'''


def test_what_is_kept_is_rendered_once_and_the_oldest_goes_first() -> None:
    sheets, numbers = Sheets(largest=25), iter(range(9))

    def get(key: str) -> str:
        return str(sheets.get(key, lambda: f"{key} dirender {next(numbers)}"))

    assert [get(key) for key in ("a", "a", "b", "c", "a")] == [
        "a dirender 0",
        "a dirender 0",
        "b dirender 1",
        "c dirender 2",
        "a dirender 3",
    ]


def test_what_must_not_be_kept_is_rendered_each_time() -> None:
    sheets, texts = Sheets(), iter(("baru", "lebih baru"))
    found = [str(sheets.get("a", lambda: next(texts), keep=False)) for _ in range(2)]
    assert found == ["baru", "lebih baru"]


def test_a_template_is_kept_compiled_but_never_older_than_its_text(build: Build) -> None:
    portal = build(templates=None)
    assert portal.visitor().get("/sop").status_code == 200
    folder = portal.rooms.settings.home / "index" / "templates"
    assert any(folder.iterdir())
    for text in ("lama", "baru"):
        env = Environment(portal.app, loader=DictLoader({"a.html": text}), bytecode_cache=Compiled(str(folder)))
        assert env.get_template("a.html").render() == text


def test_a_home_that_takes_no_templates_serves_all_the_same(build: Build) -> None:
    portal = build(templates=None)
    (portal.rooms.settings.home / "index" / "templates").write_text("bukan folder", "utf-8")
    assert portal.visitor().get("/sop").status_code == 200


def test_a_box_that_fails_leaves_only_itself_out_and_none_brings_html(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "plugins" / "kotak"
    (folder / "templates" / "kotak").mkdir(parents=True)
    (folder / "__init__.py").write_text(PLUGIN, "utf-8")
    (folder / "instansi.md").write_text("---\nid: dinas\nnama: Dinas Contoh\n---\n", "utf-8")
    (folder / "templates" / "kotak" / "isi.html").write_text("<p>{{ instansi }}: {{ teks }}</p>", "utf-8")
    page = build(plugin_dirs=(tmp_path / "plugins",)).visitor().get("/instansi/dinas")
    assert page.status_code == 200
    assert "Dinas Contoh: <script>alert(1)</script>" in html.texts(page.text, "p")
    assert "alert(1)" not in "".join(html.texts(page.text, "script"))


def test_a_file_is_made_once_however_many_ask_for_it_at_a_time() -> None:
    files, made = Files(), []

    def make() -> bytes:
        made.append(threading.get_ident())
        assert gate.wait(5)
        return b"%PDF"

    gate = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(files.get, "lembar", make) for _ in range(3)]
        gate.set()
        assert [one.result(5) for one in answers] == [b"%PDF"] * 3
    assert len(made) == 1


def test_a_file_that_may_change_again_is_not_kept() -> None:
    files, numbers = Files(), iter(range(9))
    assert [files.get("a", lambda: bytes([next(numbers)]), keep=False) for _ in range(2)] == [b"\0", b"\1"]
