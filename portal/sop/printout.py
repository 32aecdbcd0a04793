"""Printout: an SOP as one plain HTML page that stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from portal.sop.body import render
from portal.sop.facts import differs_from_signed
from portal.sop.model import Kaitan, Sop, Step
from portal.sop.numbering import number_row
from portal.sop.schema import heading
from portal.sop.waktu import printed

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_DAYS = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif")
_BOXES = (
    "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan_perlengkapan", "peringatan",
    "pencatatan_pendataan",
)  # fmt: skip
_QUALITY = ("kelengkapan", "waktu", "output")


def as_html(sop: Sop, *, staff: bool) -> str:
    """Return an SOP as a whole page of plain HTML; names and NIP only for staff. Raises `TooHeavy` as its body does."""
    title = escape(sop.nama)
    body = f"<section>{render(sop.isi)}</section>" if sop.isi else ""
    return (
        f'<!doctype html>\n<html lang="id"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>SOP {title}</title></head>\n'
        f"<body><h1>SOP {title}</h1>\n{_identity(sop, staff)}\n{_boxes(sop)}\n<h2>Langkah</h2>\n{_table(sop)}\n{body}"
        f"</body></html>\n"
    )


def _identity(sop: Sop, staff: bool) -> str:
    rows = [("satuan_kerja", _text(sop.satuan_kerja)), ("nomor", _text(sop.nomor))]
    rows += [(key, _text(_day(getattr(sop, key)))) for key in _DAYS]
    rows += [("disahkan_oleh", _signature(sop, staff)), ("nama", _text(sop.nama))]
    found = ((heading(sop.label, key), value) for key, value in rows)
    return _bordered(f'<tr><th scope="row">{escape(name)}</th><td>{value}</td></tr>' for name, value in found if name)


def _signature(sop: Sop, staff: bool) -> str:
    if differs_from_signed(sop):
        return "Berbeda dari naskah yang disahkan"
    signed = sop.disahkan_oleh
    if signed is None:
        return ""
    nip = f"NIP {signed.nip}" if signed.nip else None
    parts = (signed.jabatan, signed.nama, signed.pangkat, nip) if staff else (signed.jabatan,)
    return "<br>".join(_text(part) for part in parts if part)


def _boxes(sop: Sop) -> str:
    boxes = ((heading(sop.label, key), getattr(sop, key)) for key in _BOXES)
    return "\n".join(f"<h2>{escape(name)}</h2>\n{_list(items)}" for name, items in boxes if name and items)


def _table(sop: Sop) -> str:
    keys = [key for key in ("no", "uraian") if heading(sop.label, key)]
    after = [key for key in (*_QUALITY, "keterangan") if heading(sop.label, key)]
    titles = [heading(sop.label, key) or "" for key in keys]
    titles += [role.jabatan for role in sop.pelaksana]
    titles += [heading(sop.label, key) or "" for key in after]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    numbers = "".join(f"<td>{escape(number)}</td>" for number in number_row(sop, len(titles)))
    rows = [f"<tr>{head}</tr>", f"<tr>{numbers}</tr>" if numbers else ""]
    for no, step in enumerate(sop.langkah, 1):
        cells = [_cell(sop, step, no, key) for key in keys]
        cells += [_symbol(sop, step, role.id) for role in sop.pelaksana]
        cells += [_cell(sop, step, no, key) for key in after]
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return _bordered(rows)


def _cell(sop: Sop, step: Step, no: int, key: str) -> str:
    match key:
        case "no":
            return str(no)
        case "waktu":
            return _text(printed(step.waktu, sop.satuan_waktu) if step.waktu else None)
        case "uraian":
            return _text(step.uraian)
        case "keterangan":
            return _text(step.keterangan.teks if step.keterangan else None)
        case _:
            return "<br>".join(_text(item) for item in getattr(step, key))


def _symbol(sop: Sop, step: Step, role: str) -> str:
    """Return in words what the form draws in a role's column."""
    if role not in (*step.pelaksana, *step.peserta):
        return ""
    shape = step.bentuk_peran.get(role, step.bentuk if role in step.pelaksana else "proses")
    if shape != "keputusan":
        return shape.capitalize()
    exits = ((step.label_ya or "Ya", step.ya), (step.label_tidak or "Tidak", step.tidak))
    return "Keputusan" + "".join(f"<br>{_text(word)}: {_place(sop, target)}" for word, target in exits)


def _place(sop: Sop, target: str | None) -> str:
    numbers = {step.id: no for no, step in enumerate(sop.langkah, 1)}
    return f"langkah {numbers[target]}" if target in numbers else "selesai"


def _list(items: Iterable[str | Kaitan]) -> str:
    texts = (item.teks if isinstance(item, Kaitan) else item for item in items)
    return "<ol>" + "".join(f"<li>{_text(text)}</li>" for text in texts) + "</ol>"


def _bordered(rows: Iterable[str]) -> str:
    return '<table border="1">' + "\n".join(rows) + "</table>"


def _text(text: str | None) -> str:
    return "<br>".join(escape(line) for line in (text or "").splitlines())


def _day(day: date | None) -> str | None:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else None
