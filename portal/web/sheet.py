"""The official form as the screen shows it: columns, rows, symbols, and where each step comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.say import say
from portal.sop.model import END, Asal, Sop, Step
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

SHAPES = {"mulai": "capsule", "selesai": "capsule", "proses": "box", "keputusan": "diamond"}
COLUMNS = ("no", "uraian", "pelaksana", "mutu_baku", "kelengkapan", "waktu", "output", "keterangan")
BOXES = (
    "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan_perlengkapan", "peringatan",
    "pencatatan_pendataan",
)  # fmt: skip
NUMBER = (
    "nomor", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "disahkan_oleh", "nama",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol of the form; `guest` where the role takes part but does not check."""

    shape: str
    role: str
    says: tuple[str, ...]
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a step comes from: a chip's words, and what was changed since."""

    state: str
    text: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; `cells` has one entry a role, None where the cell is empty."""

    no: int
    step: Step
    roles: tuple[str, ...]
    cells: tuple[Symbol | None, ...]
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
            no, step, tuple(sop.title(role) for role in step.pelaksana), _cells(sop, no, step), flow(sop, no, step),
            rules(step, unit_word), origin_of(step.asal, activities or {}) if with_origin else None,
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


def _cells(sop: Sop, no: int, step: Step) -> tuple[Symbol | None, ...]:
    cells: list[Symbol | None] = []
    for role in sop.pelaksana:
        if role.id not in (*step.pelaksana, *step.peserta):
            cells.append(None)
            continue
        bentuk = step.bentuk_peran.get(role.id, step.bentuk)
        kind = "akhir" if bentuk == "selesai" else bentuk
        says = (say("Langkah {no}", no=no), LABELS[kind], role.jabatan, *flow(sop, no, step))
        cells.append(Symbol(SHAPES[bentuk], role.jabatan, says, role.id not in step.pelaksana))
    return tuple(cells)


def flow(sop: Sop, no: int, step: Step) -> tuple[str, ...]:
    """Return where a step leads, in words, where that is not simply the following row."""
    if step.is_decision:
        return (
            say("{word}: {target}", word=step.label_ya or say("Ya"), target=_target(sop, no, step.ya)),
            say("{word}: {target}", word=step.label_tidak or say("Tidak"), target=_target(sop, no, step.tidak)),
        )
    following = sop.langkah[no].id if no < len(sop.langkah) else None
    return () if step.berikut == following else (_target(sop, no, step.berikut, alone=True),)


def _target(sop: Sop, no: int, target: str | None, *, alone: bool = False) -> str:
    if target is None or target == END:
        return say("Prosedur selesai di sini") if alone else say("prosedur selesai")
    to = sop.number(target)
    if to <= no:
        return say("Kembali ke langkah {no}", no=to) if alone else say("kembali ke langkah {no}", no=to)
    return say("Lanjut ke langkah {no}", no=to) if alone else say("ke langkah {no}", no=to)


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
