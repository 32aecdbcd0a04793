"""The one table of every front-matter key: its name, its kind of value, and whether a variant inherits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "teks", "daftar teks", "tanggal", "pilihan", "ya/tidak", "id", "berkas", "sidik", "pengesahan", "kaitan",
    "daftar kaitan", "peran", "sebutan", "label", "bentuk", "aktivitas", "langkah",
]  # fmt: skip
"""What may stand behind a key.

`id` is a short word in kebab-case, `berkas` a file name beside the document, `sidik` a SHA-256, `pengesahan` a
mapping (jabatan, nama, pangkat, nip), `kaitan` a text or {teks, sop}, `peran` one role id or a list of them,
`sebutan` a mapping id → title, `label` a mapping key → title or null, `bentuk` one word or a mapping role → word.
"""

LISTS: frozenset[Kind] = frozenset({"daftar teks", "daftar kaitan", "peran", "langkah"})
MAPPINGS: frozenset[Kind] = frozenset({"sebutan", "label"})

SATUAN = ("menit", "jam", "hari", "hari kerja", "hari kalender", "minggu", "bulan", "tahun")
BENTUK = ("mulai", "proses", "keputusan", "selesai")


@dataclass(frozen=True, slots=True)
class Key:
    """One front-matter key. `inherited`: a variant that leaves it out has the base's value."""

    name: str
    kind: Kind
    meaning: str
    inherited: bool = True
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def empty(self) -> object:
        """The value of the key where it is present but empty."""
        if self.kind in LISTS:
            return ()
        return {} if self.kind in MAPPINGS else None


def _identity(name: str, kind: Kind, meaning: str, choices: tuple[str, ...] = ()) -> Key:
    return Key(name, kind, meaning, inherited=False, choices=choices)


DOCUMENT = (
    _identity("varian_dari", "id", "slug SOP induk yang diubah oleh varian ini"),
    _identity("instansi", "id", "id instansi pemilik dokumen"),
    Key("nama", "teks", "nama SOP", required=True),
    _identity("nomor", "teks", "nomor SOP sebagaimana tercetak"),
    _identity("satuan_kerja", "teks", "satuan kerja yang menyusun"),
    _identity("status", "pilihan", "keadaan dokumen; kosong berarti berlaku", ("konsep", "berlaku", "dicabut")),
    _identity("tanggal_pembuatan", "tanggal", "tanggal SOP selesai dibuat"),
    _identity("tanggal_revisi", "tanggal", "tanggal revisi, sudah atau direncanakan"),
    _identity("tanggal_efektif", "tanggal", "tanggal mulai berlaku"),
    _identity("ditinjau", "tanggal", "tanggal peninjauan terakhir"),
    _identity("disahkan_oleh", "pengesahan", "pejabat yang mengesahkan"),
    _identity("menggantikan", "teks", "nomor SOP yang digantikan"),
    _identity("naskah", "berkas", "pindaian naskah yang disahkan, di samping dokumen"),
    _identity("digest_disahkan", "sidik", "digest SOP pada saat disahkan"),
    Key("dasar_hukum", "daftar teks", "peraturan yang menjadi dasar"),
    Key("kualifikasi_pelaksana", "daftar teks", "kemampuan yang dituntut dari pelaksana"),
    Key("keterkaitan", "daftar kaitan", "SOP lain yang terkait"),
    Key("peralatan_perlengkapan", "daftar teks", "peralatan dan perlengkapan"),
    Key("peringatan", "daftar teks", "akibat bila SOP tidak dijalankan"),
    Key("pencatatan_pendataan", "daftar teks", "apa yang dicatat dan didata"),
    Key(
        "siklus",
        "pilihan",
        "periode pelaksanaan; kosong berarti insidental",
        choices=("bulanan", "triwulan", "semester", "tahunan", "insidental"),
    ),
    Key("tag", "daftar teks", "kata untuk mencari dan menyaring"),
    Key("satuan_waktu", "pilihan", "satuan bagi angka tanpa satuan di kolom waktu", choices=SATUAN),
    Key("nomor_kolom", "daftar teks", "baris nomor kolom yang tercetak di bawah kepala tabel"),
    Key("label", "label", "judul kolom dan kotak pada formulir ini; null menyembunyikannya"),
    Key("pelaksana", "sebutan", "kolom pelaksana menurut urutan: id dan jabatan", required=True),
    Key("langkah", "langkah", "baris tabel menurut urutan", required=True),
)

STEP = (
    Key("dari", "id", "id langkah induk yang diambil (hanya di varian)", inherited=False),
    Key("id", "id", "nama tetap langkah, unik di SOP", inherited=False, required=True),
    Key("uraian", "teks", "uraian kegiatan", required=True),
    Key("pelaksana", "peran", "peran yang mengerjakan dan mencentang", required=True),
    Key("peserta", "peran", "peran yang ikut serta dan digambar, tanpa mencentang"),
    Key("cukup", "pilihan", "semua pelaksana mencentang, atau cukup satu", choices=("semua", "satu")),
    Key("bentuk", "bentuk", "simbol langkah", choices=BENTUK),
    Key("kelengkapan", "daftar teks", "mutu baku: kelengkapan"),
    Key("waktu", "teks", "mutu baku: lama pekerjaan"),
    Key("tenggat", "teks", "kapan langkah harus selesai"),
    Key("output", "daftar teks", "mutu baku: hasil"),
    Key("keterangan", "kaitan", "keterangan, dapat menautkan SOP lain"),
    Key("berikut", "id", "id langkah berikutnya; kosong berarti baris berikutnya", inherited=False),
    Key("ya", "id", "langkah sesudah keputusan ya"),
    Key("tidak", "id", "langkah sesudah keputusan tidak"),
    Key("label_ya", "teks", "kata pada panah ya"),
    Key("label_tidak", "teks", "kata pada panah tidak"),
    Key("himpun", "pilihan", "unit: setiap unit menyerahkan bahan", choices=("unit",)),
    Key("per", "pilihan", "unit: pemegang peran di setiap unit mencentang", choices=("unit",)),
    Key("wajib_bukti", "ya/tidak", "true: tidak dapat dicentang tanpa bukti dukung"),
    Key("terima", "ya/tidak", "true: tanda terima, tombolnya Diterima"),
    Key("aktivitas", "aktivitas", "perilaku di balik langkah, dari plugin"),
)

AGENCY = (
    Key("id", "id", "id instansi, sama di semua dokumennya", required=True),
    Key("nama", "teks", "nama instansi", required=True),
    Key("pemda", "teks", "pemerintah daerah"),
    Key("alamat", "teks", "alamat kantor"),
    Key("zona_waktu", "pilihan", "zona waktu; kosong dianggap WIB", choices=("WIB", "WITA", "WIT")),
    Key("hari_kerja", "pilihan", "hari kerja seminggu; kosong berarti 5", choices=("5", "6")),
    Key("unit", "sebutan", "unit kerja: id dan nama"),
    Key("jabatan", "sebutan", "sebutan jabatan setiap peran di instansi ini"),
    Key("label", "label", "judul kolom dan kotak formulir di instansi ini"),
    Key("aktifkan", "daftar teks", "plugin aktivitas yang dinyalakan"),
    Key("sebutan_unit", "pilihan", "sebutan bagi unit", choices=("bidang", "seksi", "bagian")),
)

PENGESAHAN = ("jabatan", "nama", "pangkat", "nip")
KAITAN = ("teks", "sop")

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "satuan_kerja": "Satuan Kerja",
        "nomor": "Nomor SOP",
        "tanggal_pembuatan": "Tanggal Pembuatan",
        "tanggal_revisi": "Tanggal Revisi",
        "tanggal_efektif": "Tanggal Efektif",
        "disahkan_oleh": "Disahkan oleh",
        "nama": "Nama SOP",
        "dasar_hukum": "Dasar Hukum",
        "kualifikasi_pelaksana": "Kualifikasi Pelaksana",
        "keterkaitan": "Keterkaitan",
        "peralatan_perlengkapan": "Peralatan/Perlengkapan",
        "peringatan": "Peringatan",
        "pencatatan_pendataan": "Pencatatan dan Pendataan",
        "no": "No",
        "uraian": "Uraian Kegiatan",
        "pelaksana": "Pelaksana",
        "mutu_baku": "Mutu Baku",
        "kelengkapan": "Kelengkapan",
        "waktu": "Waktu",
        "output": "Output",
        "keterangan": "Keterangan",
    }
)
"""The closed list of `label` keys, with the title each has where no form says otherwise."""


def heading(label: Mapping[str, str | None], key: str) -> str | None:
    """Return the title of a column or box on a form with these labels; None where the form has none."""
    return label[key] if key in label else LABELS[key]
