"""Changing what the operator set for an agency: one writer at a time, the file replaced in one step."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock

from portal.settings.agency import FILE, AgencySettings, SopSettings, Window, checked, read_agency_settings


def write_agency_settings(home: Path, agency: str, settings: AgencySettings) -> None:
    """Set what is given for one agency and keep everything else; the file is replaced in one step.

    What is given for an SOP takes the place of all that was set for it.
    """
    checked(agency, _given(settings), FILE)
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / f".{FILE}.lock"):
        known = read_agency_settings(home)
        before = known.get(agency, AgencySettings())
        known[agency] = replace(settings.over(before), sop={**before.sop, **settings.sop})
        text = "\n".join(_table(name, known[name]) for name in sorted(known))
        with NamedTemporaryFile("w", encoding="utf-8", dir=home, prefix=".instansi-", delete=False) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(home / FILE)


def _table(agency: str, settings: AgencySettings) -> str:
    """Return one agency's tables as TOML."""
    given = _given(settings)
    sops = given.pop("sop")
    lines = [f"[instansi.{agency}]", *(f"{key} = {_written(value)}" for key, value in given.items())]
    if isinstance(sops, dict):
        for slug, own in sorted(sops.items()):
            lines += ["", f"[instansi.{agency}.sop.{slug}]"]
            lines += [f"{key} = {_written(value)}" for key, value in own.items()]
    return "\n".join(lines) + "\n"


def _given(settings: AgencySettings | SopSettings) -> dict[str, object]:
    """Return the keys that are set, as a TOML file has them: tables as dicts, arrays as lists."""
    given: dict[str, object] = {}
    for name in [one.name for one in fields(settings)]:
        value = getattr(settings, name)
        if isinstance(value, Window):
            value = {"buka": value.buka, "tutup": value.tutup}
        elif name == "sop":
            value = {slug: _given(own) for slug, own in value.items()}
        if value is not None:
            given[name] = list(value) if isinstance(value, tuple) else value
    return given


def _written(value: object) -> str:
    """Return a value as TOML; a JSON string is a TOML string once DEL is escaped."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key} = {_written(one)}" for key, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
