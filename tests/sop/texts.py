"""Documents to begin with, as a clerk would type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.sop.document import Document, Unreadable
from portal.sop.edits import Activity, Edit
from portal.sop.model import Agency, Problem, Sop
from portal.sop.reading import read_document
from portal.sop.variant import Composition, compose

BASE = """\
---
nama: Pengumpulan Data
tag: [kinerja]
siklus: triwulan
dasar_hukum: [Undang-Undang Nomor 25 Tahun 2004]
peringatan: [Data terlambat]
pelaksana:
  kepala: Kepala
  sekretaris: Sekretaris
  kasubbag: Kasubbag Perencanaan
langkah:
  - id: perintah
    uraian: Memerintahkan pengumpulan data
    pelaksana: kepala
    bentuk: mulai
    waktu: 5 menit
  - id: himpun
    uraian: Menghimpun data
    pelaksana: kasubbag
    kelengkapan: [Format]
    waktu: 2 hari
  - id: koreksi
    uraian: Mengoreksi data
    pelaksana: sekretaris
    bentuk: keputusan
    ya: arsip
    tidak: himpun
  - id: arsip
    uraian: Mengarsipkan
    pelaksana: kasubbag
    bentuk: selesai
---

Ruang lingkup: seluruh bidang.
"""

UNDANGAN = Activity(
    name="rapat.undangan",
    title="Undangan rapat",
    template={"uraian": "Mengundang rapat", "pelaksana": "sekretaris", "waktu": "30 menit", "output": ["Undangan"]},
)
MONEV = Activity(name="monev.jadwal", title="Jadwal", template={"uraian": "Menyusun jadwal", "pelaksana": "kasubbag"})
ACTIVITIES = {activity.name: activity for activity in (UNDANGAN, MONEV)}

DINAS = Agency(id="dinas", nama="Dinas", jabatan={"kepala": "Kepala Dinas", "sekretaris": "Sekretaris Dinas"})


def document(text: str, path: str = "data.md") -> Document:
    """Read a document."""
    return read_document(text.encode(), path)


def front(text: str, body: str = "") -> str:
    """Put a front matter between its fences."""
    return f"---\n{text}---\n{body}"


def faults(data: str | bytes, path: str = "data.md") -> tuple[Problem, ...]:
    """Return why a document cannot be read."""
    try:
        read_document(data.encode() if isinstance(data, str) else data, path)
    except Unreadable as unreadable:
        return unreadable.problems
    return ()


def variant(text: str) -> Document:
    """Read a variant of BASE for the agency `dinas`."""
    return document(front(f"varian_dari: data\ninstansi: dinas\n{text}"), "dinas/sop/data.md")


def composed(
    text: str,
    agency: Agency = DINAS,
    edits: Mapping[str, Sequence[Edit]] | None = None,
    activities: Mapping[str, Activity] = ACTIVITIES,
) -> Composition:
    """Compose BASE with a variant of it."""
    return compose(document(BASE), variant(text), agency, edits or {}, activities)


def base_sop(text: str = BASE) -> Composition:
    """Compose a base SOP alone."""
    return compose(document(text), None, None, {}, ACTIVITIES)


def shown(composition: Composition) -> Sop:
    """Return the SOP of a composition that has one."""
    assert composition.sop is not None, composition.problems
    return composition.sop


def ids(composition: Composition) -> list[str]:
    """Return the ids of the steps in order."""
    return [step.id for step in shown(composition).langkah]


def errors(composition: Composition) -> list[str]:
    """Return the errors as they are printed."""
    return [str(problem) for problem in composition.problems if problem.level == "galat"]


def advice(composition: Composition) -> list[str]:
    """Return the advice as it is printed."""
    return [str(problem) for problem in composition.problems if problem.level == "saran"]
