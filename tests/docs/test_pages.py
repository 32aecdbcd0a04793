"""What the docs show is what happens: every example is written, and every command typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, agrees, blocks, commands, run, write

PAGES = [*sorted(DOCS.glob("*.md")), DOCS.parent / "README.md"]

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@every_page
def test_the_examples_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    for block in blocks(page):
        if block.file:
            write(block, tmp_path)
        elif block.language == "console":
            for command in commands(block):
                printed = run(command, tmp_path)
                assert agrees(printed, command.shown), f"$ {command.line}\n{printed}"


@every_page
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
