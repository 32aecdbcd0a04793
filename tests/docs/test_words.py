"""The commands and settings the docs name are the ones there are."""

from __future__ import annotations

import re

import click
import pytest

from portal.cli import portal
from portal.settings import KEYS, PREFIX
from tests.docs.pages import DOCS

PAGES = (*sorted(DOCS.glob("*.md")), DOCS.parent / "README.md")


def named() -> set[tuple[str, ...]]:
    """Return the commands the docs name, each as its words: `portal audit verify` as ("audit", "verify")."""
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    lines = re.findall(r"(?:`|^\$ |^)portal ((?:[a-z]+ ?)+)", text, re.MULTILINE)
    return {tuple(line.split()) for line in lines}


@pytest.mark.parametrize("words", sorted(named()), ids=" ".join)
def test_a_command_the_docs_name_exists(words: tuple[str, ...]) -> None:
    command: click.Command | None = portal
    context = click.Context(portal)
    for word in words:
        if isinstance(command, click.Group):
            command = command.get_command(context, word)
        assert command, f"portal {' '.join(words)}"


def test_the_docs_list_every_setting() -> None:
    text = (DOCS / "running.md").read_text("utf-8")
    assert re.findall(r"^\| `(PORTAL_\w+)` \|", text, re.MULTILINE) == [PREFIX + key.upper() for key in KEYS]
