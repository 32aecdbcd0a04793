"""Making a new plugin from the starter."""

from __future__ import annotations

import keyword
from pathlib import Path

from portal.fault import cause
from portal.plugin_finding import NAME
from portal.refusal import Refusal, Taken
from portal.resources import resource_dir
from portal.say import say

KINDS = ("instansi", "aktivitas")


def make_plugin(target: Path, name: str, kind: str) -> Path:
    """Copy the starter of a kind to `target/name`, filled in; return the folder. Refuses to touch what exists."""
    if not NAME.fullmatch(name) or name.endswith(("-", "_")) or "__" in name or "--" in name or keyword.iskeyword(name):
        raise Refusal(
            say(
                'Nama "{nama}" tidak dapat dipakai. Pakai huruf kecil, angka dan garis bawah, misalnya kota_contoh.',
                nama=name,
            )
        )
    folder = target / name
    if folder.exists():
        raise Taken(say("{folder} sudah ada. Pilih nama lain.", folder=folder))
    words = {
        "NAMA_PLUGIN": name,
        "ID_PLUGIN": name.replace("_", "-"),
        "MODUL_PLUGIN": name.replace("-", "_"),
        "JUDUL_PLUGIN": name.replace("_", " ").replace("-", " ").title(),
    }
    starter = resource_dir("starter") / kind
    try:
        for source in sorted(path for path in starter.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            text = source.read_text("utf-8")
            for word, value in words.items():
                text = text.replace(word, value)
            copy = folder / source.relative_to(starter)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, "utf-8")
    except OSError as fault:
        raise Refusal(say("{folder} tidak dapat ditulis ({sebab}).", folder=folder, sebab=cause(fault))) from fault
    return folder
