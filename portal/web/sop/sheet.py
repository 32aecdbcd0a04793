"""The official form as the screen shows it: columns, rows, and where each step comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.drawing import telling
from portal.say import say
from portal.sop.model import Asal, Sop, Step
from portal.sop.numbering import number_row
from portal.sop.schema import heading
from portal.sop.waktu import printed
from portal.web.words import LABELS

KEYS: dict[str, str] = {
    "uraian": say("uraian"), "pelaksana": say("pelaksana"), "peserta": say("peserta"), "cukup": say("cukup"),
    "bentuk": say("simbol"), "bentuk_peran": say("simbol"), "kelengkapan": say("kelengkapan"), "waktu": say("waktu"),
    "tenggat": say("tenggat"), "output": say("output"), "keterangan": say("keterangan"), "berikut": say("alur"),
    "ya": say("alur"), "tidak": say("alur"), "label_ya": say("alur"), "label_tidak": say("alur"),
    "himpun": say("himpunan"), "per": say("pembagian"), "wajib_bukti": say("bukti"), "terima": say("tanda terima"),
    "aktivitas": say("aktivitas"),
}  # fmt: skip
"""What a changed key of a step is called on the page."""

COLUMNS = ("no", "uraian", "pelaksana", "mutu_baku", "kelengkapan", "waktu", "output", "keterangan")
BOXES = (
    "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan_perlengkapan", "peringatan",
    "pencatatan_pendataan",
)  # fmt: skip
NUMBER = (
    "nomor", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "disahkan_oleh", "nama",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a step comes from: a chip's words, and what was changed since."""

    state: str
    text: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: `kind` is what its symbol is called, `flow` where it leads if not to the following row."""

    no: int
    step: Step
    kind: str
    roles: tuple[str, ...]
    guests: tuple[str, ...]
    flow: tuple[str, ...]
    rules: tuple[str, ...]
    origin: Origin | None
    waktu: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the form needs. `labels` holds the titles of the columns and boxes that are shown."""

    sop: Sop
    labels: Mapping[str, str]
    mutu: tuple[str, ...]
    boxes: tuple[str, ...]
    number: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[str, ...] = ()


def lay_out(sop: Sop, *, unit_word: str = "bidang", with_origin: bool = True,
            activities: Mapping[str, str] | None = None) -> Sheet:  # fmt: skip
    """Lay an SOP out as the official form; `activities` gives the titles of activities by name."""
    titles = {key: heading(sop.label, key) for key in (*COLUMNS, *BOXES, *NUMBER)}
    shown = {key: title for key, title in titles.items() if title is not None}
    rows = tuple(
        Row(
            no, step, telling.SYMBOLS[step.bentuk], tuple(sop.title(role) for role in step.pelaksana),
            tuple(sop.title(role) for role in step.peserta), telling.flow(sop, step), rules(step, unit_word),
            origin_of(step.asal, activities or {}) if with_origin else None,
            printed(step.waktu, sop.satuan_waktu) if step.waktu else "",
        )
        for no, step in enumerate(sop.langkah, 1)
    )  # fmt: skip
    mutu, boxes, number = (
        tuple(key for key in keys if key in shown) for keys in (("kelengkapan", "waktu", "output"), BOXES, NUMBER)
    )
    around = [key for key in ("no", "keterangan") if key in shown]
    columns = 1 + len(sop.pelaksana) + len(mutu) + len(around)
    return Sheet(sop, shown, mutu, boxes, number, rows, number_row(sop, columns))


def rules(step: Step, unit_word: str) -> tuple[str, ...]:
    """Return what the portal asks at this step beyond a plain check."""
    found: list[str] = []
    unit = LABELS.get(unit_word, unit_word)
    if step.himpun:
        found.append(say("Dihimpun dari setiap {unit}", unit=unit))
    if step.per:
        found.append(say("Dicentang di setiap {unit}", unit=unit))
    if step.cukup == "satu" and len(step.pelaksana) > 1:
        found.append(say("Cukup satu pelaksana yang mencentang"))
    if step.tenggat:
        found.append(say("Tenggat: {text}", text=step.tenggat.teks))
    if step.wajib_bukti:
        found.append(say("Wajib bukti dukung"))
    if step.terima:
        found.append(say("Tanda terima"))
    return tuple(found)


def origin_of(asal: Asal, activities: Mapping[str, str]) -> Origin:
    """Return the chip that names where a step comes from."""
    changed = tuple(dict.fromkeys(KEYS.get(key, key) for key in asal.diubah))
    if asal.sumber == "dasar":
        return Origin("diubah" if changed else "dasar", say("SOP induk"), changed)
    if asal.sumber == "varian":
        return Origin("sendiri", say("Langkah instansi ini"), changed)
    name = activities.get(asal.nama or "", asal.nama or "")
    return Origin("aktivitas", say("Aktivitas {name}", name=name) if asal.sumber == "aktivitas"
                  else say("Plugin {name}", name=name), changed)  # fmt: skip
