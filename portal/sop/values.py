"""From nodes to values: one function for each kind of the schema turns what was typed into what it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from portal.say import Said, say
from portal.sop.faults import Faults, nearest, short
from portal.sop.model import Kaitan, Pengesahan
from portal.sop.nodes import Listing, Mapped, Node, Scalar
from portal.sop.schema import KAITAN, LABELS, PENGESAHAN, Key, Kind

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
LONGEST_WORD = 1000
"""More letters without a space would keep a page's setter busy for minutes; the longest addresses are shorter."""

_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_ACTIVITY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"[^\s./\\:*?\"<>|][^/\\:*?\"<>|]*")


def read_keys(mapped: Mapped, table: Iterable[Key], faults: Faults) -> tuple[dict[str, object], dict[str, int]]:
    """Return the values of a mapping, typed by `table`, and the line of each key; note faults on the way."""
    keys = {key.name: key for key in table}
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for name, (line, node) in mapped.entries.items():
        if name not in keys:
            faults.add(line, _unknown(name, keys))
            continue
        values[name] = read_value(keys[name], node, faults)
        if line is not None:
            lines[name] = line
    return values, lines


def read_value(key: Key, node: Node, faults: Faults) -> object:
    """Return one value typed by its key; its kind's empty value where nothing was given or a fault was noted."""
    if isinstance(node, Scalar) and node.is_empty:
        return key.empty
    return READERS[key.kind](key, node, faults)


def is_id(text: str) -> bool:
    """True if `text` may name a step, role, unit, agency or SOP."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def _unknown(name: str, known: Iterable[str]) -> Said:
    return say('Kunci "{key}" tidak dikenal.{hint}', key=short(name), hint=nearest(name, known))


def _text(key: Key, node: Node, faults: Faults) -> str | None:
    if isinstance(node, Scalar):
        if _ENDLESS.search(node.text):
            message = say(
                'Isi "{key}" memuat kata lebih dari {most} huruf, yang tidak dapat dicetak. Pisahkan dengan spasi.',
                key=key.name, most=LONGEST_WORD,
            )  # fmt: skip
            faults.add(node.line, message)
        return node.text.strip() or None
    if isinstance(node, Mapped):
        message = say('Isi "{key}" harus teks. Beri tanda kutip bila memuat titik dua.', key=key.name)
    else:
        message = say('Isi "{key}" harus satu teks, bukan daftar.', key=key.name)
    faults.add(node.line, message)
    return None


def _items(node: Node) -> tuple[Node, ...]:
    """Return the items of a list that are not empty; a value alone counts as a list of one."""
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(item for item in items if not (isinstance(item, Scalar) and item.is_empty))


def _texts(key: Key, node: Node, faults: Faults) -> tuple[str, ...]:
    found = (_text(key, item, faults) for item in _items(node))
    return tuple(text for text in found if text)


def _shaped(
    shape: re.Pattern[str], longest: int, refusal: Callable[[str, str], Said]
) -> Callable[[Key, Node, Faults], str | None]:
    def read(key: Key, node: Node, faults: Faults) -> str | None:
        text = _text(key, node, faults)
        if text is None or (shape.fullmatch(text) and len(text) <= longest):
            return text
        faults.add(node.line, refusal(key.name, short(text)))
        return None

    return read


_id = _shaped(
    ID,
    LONGEST_ID,
    lambda key, text: say(
        'Isi "{key}" tidak dapat "{text}". Pakai huruf kecil, angka dan tanda hubung, misalnya susun-laporan.',
        key=key,
        text=text,
    ),
)
_activity = _shaped(
    _ACTIVITY,
    LONGEST_ID,
    lambda key, text: say(
        'Isi "{key}" tidak dapat "{text}". Tulis nama plugin dan aktivitasnya, misalnya rapat.undangan.',
        key=key,
        text=text,
    ),
)
_digest = _shaped(
    _DIGEST,
    64,
    lambda key, text: say('Isi "{key}" harus 64 angka heksadesimal, bukan "{text}".', key=key, text=text),
)
_file = _shaped(
    _FILE,
    200,
    lambda key, text: say(
        'Isi "{key}" harus nama berkas di samping dokumen ini, tanpa folder, bukan "{text}".', key=key, text=text
    ),
)


def _day(key: Key, node: Node, faults: Faults) -> date | None:
    text = _text(key, node, faults)
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        message = say(
            'Tanggal "{text}" tidak dimengerti. Tulis tahun-bulan-hari, misalnya 2023-01-31.', text=short(text)
        )
    except ValueError:
        message = say('Tanggal "{text}" tidak ada di kalender. Periksa bulan dan harinya.', text=text)
    faults.add(node.line, message)
    return None


def _choice(key: Key, node: Node, faults: Faults) -> str | None:
    text = _text(key, node, faults)
    if text is None or text in key.choices:
        return text
    choices = ", ".join(key.choices)
    hint = nearest(text, key.choices)
    faults.add(
        node.line,
        say(
            'Isi "{key}" tidak dapat "{text}": pilih {choices}.{hint}',
            key=key.name,
            text=short(text),
            choices=choices,
            hint=hint,
        ),
    )
    return None


def _flag(key: Key, node: Node, faults: Faults) -> bool | None:
    text = _text(key, node, faults)
    if text not in ("true", "false", None):
        faults.add(node.line, say('Isi "{key}" harus true atau false, bukan "{text}".', key=key.name, text=short(text)))
        return None
    return None if text is None else text == "true"


def _record(key: Key, node: Mapped, names: tuple[str, ...], faults: Faults) -> dict[str, str | None]:
    found, _ = read_keys(node, [Key(name, "id" if name == "sop" else "teks", "") for name in names], faults)
    return {name: str(found[name]) if found.get(name) else None for name in names}


def _signature(key: Key, node: Node, faults: Faults) -> Pengesahan | None:
    if isinstance(node, Mapped):
        return Pengesahan(**_record(key, node, PENGESAHAN, faults))
    faults.add(node.line, say('Isi "{key}" harus memuat jabatan, nama, pangkat dan nip.', key=key.name))
    return None


def _link(key: Key, node: Node, faults: Faults) -> Kaitan | None:
    if not isinstance(node, Mapped):
        text = _text(key, node, faults)
        return Kaitan(text) if text else None
    if not set(node.entries) <= set(KAITAN):
        faults.add(
            node.line,
            say('Isi "{key}" berupa teks atau {{teks, sop}}. Beri tanda kutip bila memuat titik dua.', key=key.name),
        )
        return None
    parts = _record(key, node, KAITAN, faults)
    if parts["teks"] is None:
        faults.add(node.line, say('Tautan di "{key}" belum mempunyai teks.', key=key.name))
        return None
    return Kaitan(parts["teks"], parts["sop"])


def _links(key: Key, node: Node, faults: Faults) -> tuple[Kaitan, ...]:
    found = (_link(key, item, faults) for item in _items(node))
    return tuple(link for link in found if link)


def _roles(key: Key, node: Node, faults: Faults) -> tuple[str, ...]:
    found = [role for item in _items(node) if (role := _id(key, item, faults))]
    for role, count in Counter(found).items():
        if count > 1:
            faults.add(node.line, say('Peran "{role}" ditulis dua kali di "{key}".', role=role, key=key.name))
    return tuple(dict.fromkeys(found))


def _titles(key: Key, node: Node, faults: Faults) -> dict[str, str | None]:
    if not isinstance(node, Mapped):
        faults.add(
            node.line, say('Isi "{key}" berupa pasangan id dan sebutan, misalnya kepala: Kepala Dinas.', key=key.name)
        )
        return {}
    titles: dict[str, str | None] = {}
    for name, (line, item) in node.entries.items():
        if is_id(name):
            titles[name] = None if isinstance(item, Scalar) and item.is_empty else _text(key, item, faults)
        else:
            faults.add(line, say('Id "{id}" tidak dapat dipakai: huruf kecil, angka dan tanda hubung.', id=short(name)))
    return titles


def _labels(key: Key, node: Node, faults: Faults) -> Mapping[str, str | None]:
    if not isinstance(node, Mapped):
        faults.add(node.line, say('Isi "{key}" berupa pasangan, misalnya uraian: Kegiatan.', key=key.name))
        return {}
    found, _ = read_keys(node, [Key(name, "teks", "") for name in LABELS], faults)
    return {name: None if text is None else str(text) for name, text in found.items()}


def _shape(key: Key, node: Node, faults: Faults) -> str | Mapping[str, str] | None:
    if not isinstance(node, Mapped):
        return _choice(key, node, faults)
    shapes: dict[str, str] = {}
    for role, (_, item) in node.entries.items():
        if shape := _choice(key, item, faults):
            shapes[role] = shape
    return shapes or None


def _rows(key: Key, node: Node, faults: Faults) -> tuple[Mapped, ...]:
    rows: list[Mapped] = []
    for item in node.items if isinstance(node, Listing) else (node,):
        if isinstance(item, Mapped):
            rows.append(item)
        else:
            faults.add(item.line, say('Setiap baris "{key}" dimulai dengan "- id: …".', key=key.name))
    return tuple(rows)


READERS: Mapping[Kind, Callable[[Key, Node, Faults], object]] = {
    "teks": _text,
    "daftar teks": _texts,
    "tanggal": _day,
    "pilihan": _choice,
    "ya/tidak": _flag,
    "id": _id,
    "berkas": _file,
    "sidik": _digest,
    "pengesahan": _signature,
    "kaitan": _link,
    "daftar kaitan": _links,
    "peran": _roles,
    "sebutan": _titles,
    "label": _labels,
    "bentuk": _shape,
    "aktivitas": _activity,
    "langkah": _rows,
}
"""The reader of each kind; every kind has one."""
