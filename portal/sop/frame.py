"""The frame: everything of an SOP around its table, with what a variant inherits and what it never does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.say import say
from portal.sop.document import Document
from portal.sop.draft import Notes, Spot
from portal.sop.model import Agency, Pelaksana, Sop, Step
from portal.sop.schema import DOCUMENT

_KEYS = {key.name: key for key in DOCUMENT}


@dataclass(frozen=True, slots=True)
class Frame:
    """The document an SOP is made from, the base it varies (if it does), and the agency that follows it."""

    document: Document
    base: Document | None
    agency: Agency | None

    @property
    def owner(self) -> str | None:
        """The id of the agency that follows the SOP; None for a base."""
        return self.agency.id if self.agency else self.document.instansi

    def source(self, key: str) -> Document:
        """Return the document that decides about a key: the base where the variant says nothing and inherits."""
        if self.base is None or key in self.document.values or not _KEYS[key].inherited:
            return self.document
        return self.base

    def value(self, key: str) -> Any:
        """Return a key's value; its kind's empty value where nobody gave it."""
        return self.source(key).values.get(key, _KEYS[key].empty)

    def spots(self) -> dict[str, Spot]:
        """Return where each key was written."""
        return {
            key: Spot(self.source(key).path, self.source(key).lines[key])
            for key in _KEYS
            if key in self.source(key).lines
        }

    def columns(self, notes: Notes) -> tuple[Pelaksana, ...]:
        """Return the roles in order; a title is the document's own, else the agency's, else the base's."""
        own = self.document.values.get("pelaksana", {})
        agency = self.agency.jabatan if self.agency else {}
        base = self.base.values.get("pelaksana", {}) if self.base else {}
        columns: list[Pelaksana] = []
        for role in self.value("pelaksana"):
            title = own.get(role) or agency.get(role) or base.get(role)
            if title is None:
                spot = Spot(self.document.path, self.document.lines.get("pelaksana"))
                notes.add(spot, say('Peran "{role}" belum mempunyai sebutan jabatan.', role=role), "saran")
            columns.append(Pelaksana(role, title or role))
        return tuple(columns)

    def label(self) -> dict[str, str | None]:
        """Return the titles of the form: the document's, else the agency's, else the base's."""
        own = self.document.values.get("label", {})
        inherited = {} if "label" in self.document.values or self.base is None else self.base.values.get("label", {})
        return {**inherited, **(self.agency.label if self.agency else {}), **own}

    def around(self, langkah: Sequence[Step], pelaksana: tuple[Pelaksana, ...], dihapus: tuple[str, ...]) -> Sop:
        """Return the SOP with this frame around its table."""
        agency = self.agency
        return Sop(
            slug=self.document.slug,
            nama=self.value("nama"),
            pelaksana=pelaksana,
            langkah=tuple(langkah),
            instansi=self.owner,
            nomor=self.value("nomor"),
            satuan_kerja=self.value("satuan_kerja"),
            status=self.value("status") or "berlaku",
            tanggal_pembuatan=self.value("tanggal_pembuatan"),
            tanggal_revisi=self.value("tanggal_revisi"),
            tanggal_efektif=self.value("tanggal_efektif"),
            ditinjau=self.value("ditinjau"),
            disahkan_oleh=self.value("disahkan_oleh"),
            menggantikan=self.value("menggantikan"),
            naskah=self.value("naskah"),
            digest_disahkan=self.value("digest_disahkan"),
            dasar_hukum=self.value("dasar_hukum"),
            kualifikasi_pelaksana=self.value("kualifikasi_pelaksana"),
            keterkaitan=self.value("keterkaitan"),
            peralatan_perlengkapan=self.value("peralatan_perlengkapan"),
            peringatan=self.value("peringatan"),
            pencatatan_pendataan=self.value("pencatatan_pendataan"),
            siklus=self.value("siklus") or "insidental",
            tag=self.value("tag"),
            satuan_waktu=self.value("satuan_waktu"),
            nomor_kolom=self.value("nomor_kolom"),
            label=self.label(),
            isi=self.document.isi,
            dihapus=dihapus,
            unit=agency.unit if agency else (),
            zona_waktu=agency.zona_waktu if agency else "WIB",
            hari_kerja=agency.hari_kerja if agency else 5,
        )
