"""The pages of the docs as scripts: files to be written and commands to be run, in the order of reading."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ANYTHING = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it is (if it names one), and its text."""

    language: str
    file: str | None
    append: bool
    text: str


@dataclass(frozen=True)
class Command:
    """A line typed at the prompt, and the output the page shows for it."""

    line: str
    shown: str


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page."""
    found = re.findall(r"^```(\w+)(?: (\S+))?( append)?\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [Block(language, file or None, bool(append), text) for language, file, append, text in found]


def commands(block: Block) -> list[Command]:
    """Return what a console block types and shows."""
    typed = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE)
    return [Command(line, shown) for line, shown in typed]


def table_of(page: str, title: str) -> list[list[str]]:
    """Return the cells of a table's rows; the table is found by the title of its first column."""
    text = (DOCS / page).read_text("utf-8")
    body = re.search(rf"^\| {re.escape(title)} \|.*\n\|[-| ]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert body, f"{page} has no table {title!r}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body.group(1).splitlines()]


def write(block: Block, folder: Path) -> None:
    """Write a block's file below `folder`, or add to it."""
    assert block.file is not None
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") + "\n\n" if block.append else ""
    path.write_text(before + block.text, encoding="utf-8")


def run(command: Command, folder: Path) -> str:
    """Run a command in `folder` as its reader would; return what it prints."""
    program, *words = command.line.split()
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    done = subprocess.run(
        [Path(sys.executable).parent / program, *words],
        cwd=folder, env=quiet, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def agrees(printed: str, shown: str) -> bool:
    """True if the page shows what is printed; `…` stands for anything."""
    pattern = re.escape(shown.strip()).replace(ANYTHING, ".*")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None
