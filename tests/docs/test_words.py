"""The commands and settings the docs name are the ones there are."""

from __future__ import annotations

import re

import click
import pytest

from portal.cli import portal
from portal.settings import KEYS, PREFIX
from tests.docs.pages import DOCS, ROOT

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


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the commands that do something, each as its words."""
    if not isinstance(command, click.Group):
        return {words}
    context = click.Context(portal)
    inner = {name: command.get_command(context, name) for name in command.list_commands(context)}
    return {leaf for name, found in inner.items() if found for leaf in leaves(found, (*words, name))}


def test_the_docs_name_every_command() -> None:
    said = {words[: len(leaf)] for words in named() for leaf in leaves(portal)}
    assert leaves(portal) - said == set()


def test_the_plan_of_the_house_shows_every_room() -> None:
    plan = (DOCS / "design.md").read_text("utf-8").split("## The house")[1].split("```")[1]
    rooms = {path.parent.name for path in (ROOT / "portal").glob("*/__init__.py")}
    assert {room for room in rooms if f" {room}/ " not in plan} == set()


def test_the_docs_list_every_setting() -> None:
    text = (DOCS / "running.md").read_text("utf-8")
    assert re.findall(r"^\| `(PORTAL_\w+)` \|", text, re.MULTILINE) == [PREFIX + key.upper() for key in KEYS]
