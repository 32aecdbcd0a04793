"""The repository speaks of the project alone, and runs without anything but itself."""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT, files

BINARY = {".png", ".ico", ".woff2", ".jpg", ".mo", ".ttf"}

FOREIGN = {
    "a folder beside the project": r"\.\./\.?" + "shared",
    "a folder of one machine": r"(?<![\w.])/(work|root|Users|tmp/\w)" + r"/",
    "a package registry": r"\b(py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.(com|org)|deb" + r"ian\.org)\b",
}
"""What no file may mention, and how it looks."""


def texts() -> list[tuple[str, str]]:
    """Return (place, text) of every text file of the project."""
    return [(p.relative_to(ROOT).as_posix(), p.read_text("utf-8")) for p in files() if p.suffix not in BINARY]


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_mentions(what: str) -> None:
    found = [
        f"{place}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for place, text in texts()
        for match in re.finditer(FOREIGN[what], text)
    ]
    assert found == []


def test_the_top_of_the_house_is_as_drawn() -> None:
    drawn = {
        *(".ci", "benchmarks", "docs", "plugins", "portal", "sop_library", "templates", "tests"),
        *(".gitignore", "LICENSE", "Makefile", "README.md", "pyproject.toml", "wsgi.py"),
    }
    assert {path.relative_to(ROOT).parts[0] for path in files()} <= drawn
