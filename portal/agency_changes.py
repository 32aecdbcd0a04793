"""Changing what the operator set for an agency: one writer at a time, the file replaced in one step."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock

from portal.agency_settings import FILE, AgencySettings, checked, read_agency_settings


def write_agency_settings(home: Path, agency: str, settings: AgencySettings) -> None:
    """Set what holds for one agency and keep the others; the file is replaced in one step."""
    checked(agency, {"unit": dict(settings.unit or {}), "aktifkan": list(settings.aktifkan or ())}, FILE)
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / f".{FILE}.lock"):
        known = {**read_agency_settings(home), agency: settings}
        text = "\n".join(_table(name, known[name]) for name in sorted(known))
        with NamedTemporaryFile("w", encoding="utf-8", dir=home, prefix=".instansi-", delete=False) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(home / FILE)


def _table(agency: str, settings: AgencySettings) -> str:
    """Return one agency's table as TOML; a JSON string is a TOML string once DEL is escaped."""
    lines = [f"[instansi.{agency}]"]
    if settings.aktifkan is not None:
        lines.append(f"aktifkan = [{', '.join(_quoted(name) for name in settings.aktifkan)}]")
    if settings.unit is not None:
        pairs = ", ".join(f"{key} = {_quoted(name)}" for key, name in settings.unit.items())
        lines.append(f"unit = {{ {pairs} }}" if pairs else "unit = {}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
