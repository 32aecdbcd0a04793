"""The icons: those that are used, and no others."""

from __future__ import annotations

import re

from portal.resources import resource_dir

FOLDER = resource_dir("templates")
ICONS = FOLDER / "_parts" / "icon.html"


def test_every_icon_is_used_and_every_one_used_is_there() -> None:
    known = set(re.findall(r'^  "([a-z0-9-]+)": "M', ICONS.read_text("utf-8"), re.MULTILINE))
    others = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.html") if path != ICONS)
    assert {name for name in known if f'"{name}"' not in others} == set()
    assert set(re.findall(r'\bicon\("([a-z0-9-]+)"\)', others)) <= known
