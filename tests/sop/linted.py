"""An SOP that no rule finds anything in, and what the rules say of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.sop.lint.rules import RULES, advise
from portal.sop.model import Pelaksana, Pengesahan, Problem, Sop, Step
from portal.sop.problems import Places
from portal.sop.waktu import parse_waktu
from tests.sop.texts import base_sop, shown

NOWHERE = Places("data.md", {}, {})
BY_ID = {rule.id: rule for rule in RULES}


def step(uraian: str = "Memeriksa surat", pelaksana: str = "kasubbag", **values: object) -> Step:
    """Return a step with a whole quality standard; `waktu` may be typed."""
    if isinstance(waktu := values.get("waktu", "1 hari kerja"), str):
        values["waktu"] = parse_waktu(waktu)
    standard: dict[str, object] = {"kelengkapan": ("Surat masuk",), "output": ("Surat yang telah diperiksa",)}
    return Step(id=str(values.pop("id", "periksa")), uraian=uraian, pelaksana=(pelaksana,), **{**standard, **values})  # type: ignore[arg-type]


def sop(*steps: Step, **values: object) -> Sop:
    """Return a signed SOP without a fault, around other steps or with other values."""
    first = step("Menerima surat", "kepala", id="terima", bentuk="mulai", berikut="periksa")
    last = step("Memeriksa surat", "kasubbag", bentuk="selesai")
    good = Sop(
        slug="surat",
        nama="Pemeriksaan Surat",
        instansi="kota",
        nomor="01",
        tanggal_pembuatan=date(2024, 1, 15),
        tanggal_efektif=date(2024, 2, 1),
        disahkan_oleh=Pengesahan("Kepala Dinas", "Sari Contoh, S.E.", "Pembina", "19800101 200501 2 001"),
        dasar_hukum=("Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",),
        kualifikasi_pelaksana=("Memahami tata naskah dinas",),
        peralatan_perlengkapan=("Komputer",),
        peringatan=("Surat yang terlambat menghambat pekerjaan.",),
        pencatatan_pendataan=("Disimpan sebagai arsip",),
        tag=("surat",),
        pelaksana=(Pelaksana("kepala", "Kepala Dinas"), Pelaksana("kasubbag", "Kasubbag Umum")),
        langkah=steps or (first, last),
    )
    return replace(good, **values)  # type: ignore[arg-type]


def said(one: Sop, rule: str) -> list[str]:
    """Return what one rule says of an SOP."""
    assert rule in BY_ID
    return [problem.message for problem in advise(one, NOWHERE) if problem.rule == rule]


def rules(one: Sop) -> list[str]:
    """Return the rules that find something in an SOP."""
    return [problem.rule for problem in advise(one, NOWHERE)]


def written(text: str) -> tuple[Problem, ...]:
    """Return the advice on a document as it was written, with lines."""
    composition = base_sop(text)
    assert composition.places is not None
    return advise(shown(composition), composition.places)
