"""Reading: the bytes of one Markdown file in, a `Document` or an `Agency` out, or every reason why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from portal.canon import sha256
from portal.say import say
from portal.sop.document import Document, Row, Values, activity_id
from portal.sop.faults import Faults
from portal.sop.frontmatter import Front, split
from portal.sop.model import END, Agency, Unit
from portal.sop.nodes import Mapped
from portal.sop.schema import AGENCY, DOCUMENT, STEP, Key
from portal.sop.values import is_id, read_keys
from portal.sop.weight import too_heavy


def read_document(data: bytes, path: str) -> Document:
    """Return the document in `data`; raise `Unreadable` with all its faults. `path` is how people know the file."""
    faults = Faults(path)
    front = split(data, faults)
    values, lines = read_keys(front.mapping, DOCUMENT, faults)
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    if not is_id(slug):
        faults.add(
            None, say('Nama berkas "{name}" tidak dapat dipakai. Pakai huruf kecil dan tanda hubung.', name=slug)
        )
    base = values.pop("varian_dari", None)
    items = values.pop("langkah", None)
    rows = _rows(items, base is not None, faults) if isinstance(items, tuple) else None
    if base is None:
        _require(DOCUMENT, {**values, "langkah": rows}, lines, faults, front.mapping.line)
    _judge_body(front, faults)
    faults.stop()
    agency = values.pop("instansi", None)
    return Document(
        slug=slug,
        path=path,
        sha256=sha256(data),
        varian_dari=None if base is None else str(base),
        instansi=None if agency is None else str(agency),
        values=values,
        lines=lines,
        langkah=rows,
        isi=front.body,
    )


def read_agency(data: bytes, path: str) -> Agency:
    """Return the agency an `instansi.md` describes; raise `Unreadable` with all its faults."""
    faults = Faults(path)
    front = split(data, faults)
    values, lines = read_keys(front.mapping, AGENCY, faults)
    _require(AGENCY, values, lines, faults, front.mapping.line)
    _judge_body(front, faults)
    for key in ("unit", "jabatan"):
        for name, title in _pairs(values.get(key)).items():
            if title is None:
                faults.add(lines[key], say('"{name}" di "{key}" belum mempunyai sebutan.', name=name, key=key))
    faults.stop()
    return _agency(values, front.body)


def _agency(values: Values, body: str) -> Agency:
    return Agency(
        id=values["id"],
        nama=values["nama"],
        pemda=values.get("pemda"),
        alamat=values.get("alamat"),
        zona_waktu=values.get("zona_waktu") or "WIB",
        zona_dianggap=not values.get("zona_waktu"),
        hari_kerja=6 if values.get("hari_kerja") == "6" else 5,
        unit=tuple(Unit(name, title) for name, title in values.get("unit", {}).items()),
        jabatan=dict(values.get("jabatan", {})),
        label=dict(values.get("label", {})),
        aktifkan=values.get("aktifkan", ()),
        sebutan_unit=values.get("sebutan_unit") or "bidang",
        isi=body,
    )


def _pairs(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _require(
    table: Collection[Key], values: Values, lines: Mapping[str, int], faults: Faults, line: int | None
) -> None:
    for key in table:
        if key.required and not values.get(key.name) and not faults.blames(lines.get(key.name)):
            faults.add(lines.get(key.name, line), say('Kunci "{key}" wajib diisi.', key=key.name))


def _judge_body(front: Front, faults: Faults) -> None:
    if reason := too_heavy(front.body):
        faults.add(front.body_line, reason)


def _rows(items: tuple[Mapped, ...], in_variant: bool, faults: Faults) -> tuple[Row, ...]:
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for item in items:
        row = _row(item, in_variant, faults)
        if row.id in seen:
            at = row.lines.get("id", row.line)
            faults.add(at, say('Id langkah "{id}" sudah dipakai di baris {first}.', id=row.id, first=seen[row.id]))
        elif row.id:
            seen[row.id] = row.line
        rows.append(row)
    return tuple(rows)


def _row(item: Mapped, in_variant: bool, faults: Faults) -> Row:
    values, lines = read_keys(item, STEP, faults)
    line = item.line or 0
    base, activity = values.get("dari"), values.get("aktivitas")
    if "dari" in values and not in_variant:
        faults.add(lines.get("dari", line), say('"dari" hanya untuk varian. Tambahkan varian_dari, atau pakai id.'))
    own = str(values.get("id") or base or (activity_id(str(activity)) if activity else ""))
    if own == END:
        faults.add(lines.get("id", line), say('Id langkah tidak boleh "selesai": kata itu berarti akhir alur.'))
    if not base and not activity:
        _require(STEP, values, lines, faults, line)
    return Row(own, values, lines, line)
