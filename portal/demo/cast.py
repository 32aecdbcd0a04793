"""The people of the demo. All of them, and the units' names, are invented; no one is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from portal.people.model import Kapasitas, Right

HANDED_OVER = timedelta(days=60)
"""So long before the demo begins an acting official took over from his predecessor."""


@dataclass(frozen=True, slots=True)
class Part:
    """One invented person: his seats as (role, unit), his rights in the agency, and a capacity other than definitif.

    An acting one replaces `menggantikan`, who has `left` the office; HANDED_OVER ago the one followed the other.
    """

    nama: str
    jabatan: str
    seats: tuple[tuple[str, str | None], ...] = ()
    rights: tuple[Right, ...] = ()
    capacity: Kapasitas = "definitif"
    menggantikan: str | None = None
    left: bool = False

    def there(self, *, early: bool) -> bool:
        """True if he was at work then; `early` is before the handing over."""
        return early if self.left else not (early and self.menggantikan)

    @property
    def username(self) -> str:
        """The name to sign in with: first and last word of the name, without titles."""
        plain = self.nama.split(",")[0].removeprefix("Drs. ").removeprefix("Dra. ").removeprefix("Ir. ")
        words = [word for word in plain.lower().replace(".", " ").split() if len(word) > 1]
        return ".".join(dict.fromkeys((words[0], words[-1])))


@dataclass(frozen=True, slots=True)
class Office:
    """The invented side of one agency: its units and its people."""

    unit: Mapping[str, str]
    people: tuple[Part, ...] = field(default_factory=tuple)


PURWAKARTA = Office(
    unit={
        "layanan-informatika": "Bidang Layanan Informatika",
        "komunikasi-publik": "Bidang Komunikasi Publik",
        "statistik-persandian": "Bidang Statistik dan Persandian",
    },
    people=(
        Part("Asep Kurniawan", "Petugas Pengelola Data Kinerja", (("petugas-data", None),)),
        Part("Dewi Anggraeni Kusumawardhani, S.E., M.M.", "Kepala Subbagian Perencanaan dan Pelaporan",
             (("kasubbag-perencanaan", None),), ("pengelola",)),
        Part("Yayat Supriatna, S.Kom.", "Kepala Bidang Layanan Informatika", (("kabid", "layanan-informatika"),)),
        Part("Neneng Hasanah, S.I.Kom.", "Kepala Bidang Komunikasi Publik", (("kabid", "komunikasi-publik"),)),
        Part("Dadang Hermawan, S.Si.", "Kepala Bidang Statistik dan Persandian (purnatugas)",
             (("kabid", "statistik-persandian"),), left=True),
        Part("Tatang Wiranata, S.Si.", "Kepala Bidang Statistik dan Persandian", (("kabid", "statistik-persandian"),),
             capacity="Plt.", menggantikan="Dadang Hermawan, S.Si."),
        Part("Iis Komariah, M.Si.", "Sekretaris", (("sekretaris", None),), ("admin_instansi",)),
        Part("Drs. Ujang Sumarna, M.M.", "Kepala Dinas", (("kepala", None),)),
    ),
)  # fmt: skip

ANAMBAS = Office(
    unit={
        "informatika": "Bidang Informatika",
        "komunikasi": "Bidang Komunikasi dan Informasi Publik",
        "statistik": "Bidang Statistik",
    },
    people=(
        Part("Raja Fahrul Rozi, S.T.", "Kepala Dinas", (("kepala", None),)),
        Part("Encik Marlina, S.Sos.", "Sekretaris", (("sekretaris", None),)),
        Part("Syarifah Aminah, S.E.", "Kasubbag Program dan Keuangan", (("kasubbag-perencanaan", None),),
             ("pengelola", "admin_instansi")),
        Part("Tengku Azhari, S.Kom.", "Kepala Bidang Informatika", (("kabid", "informatika"),)),
        Part("Wan Nurbaiti, S.I.Kom.", "Kepala Bidang Komunikasi dan Informasi Publik", (("kabid", "komunikasi"),)),
        Part("Muhammad Idris Zulkarnain, S.Stat.", "Kepala Bidang Statistik", (("kabid", "statistik"),)),
        Part("Nurhaliza Putri", "Pengolah Data", (("petugas-data", None),)),
    ),
)  # fmt: skip

BAKESBANGPOL = Office(
    unit={
        "sekretariat": "Sekretariat",
        "ideologi": "Ideologi dan Wawasan Kebangsaan",
        "ketahanan": "Ketahanan Ekonomi, Sosial, Budaya, Agama, dan Organisasi Kemasyarakatan",
        "politik": "Politik Dalam Negeri",
        "kewaspadaan": "Kewaspadaan Nasional dan Penanganan Konflik",
    },
    people=(
        Part("Drs. H. Muhammad Arifin Siregar, M.Si.", "Kepala Badan", (("kepala", None),)),
        Part("Maria Goretti Lamanepa, S.Sos.", "Sekretaris", (("sekretaris", None),)),
        Part("Bayu Prakoso, S.E.", "Perencana", (("kasubbag-perencanaan", None),), ("pengelola", "admin_instansi")),
        Part("Siti Rahmawati", "Anggota Tim Perencanaan", (("petugas-data", None),)),
        Part("Ratna Puspitasari, S.A.P.", "Analis Kinerja", (("kabid", "sekretariat"),)),
        Part("I Gusti Ngurah Wirawan, S.Sos.", "Kepala Bidang Ideologi dan Wawasan Kebangsaan",
             (("kabid", "ideologi"),)),
        Part("Nurhayati Daeng Sitaba, S.Ag.", "Kepala Bidang Ketahanan Ekonomi, Sosial, Budaya, Agama, dan Organisasi "
             "Kemasyarakatan", (("kabid", "ketahanan"),)),
        Part("Yohanes Tandiawan, S.IP.", "Kepala Bidang Politik Dalam Negeri", (("kabid", "politik"),)),
        Part("Lukman Hakim Nasution, S.H.", "Kepala Bidang Kewaspadaan Nasional dan Penanganan Konflik",
             (("kabid", "kewaspadaan"),)),
    ),
)  # fmt: skip

LUWU_TIMUR = Office(
    unit={
        "informatika": "Bidang Aplikasi Informatika",
        "ikp": "Bidang Informasi dan Komunikasi Publik",
        "statistik": "Bidang Statistik dan Persandian",
    },
    people=(
        Part("Ir. Baharuddin Paturusi", "Kepala Dinas", (("kepala", None),)),
        Part("Andi Tenri Ola, S.E.", "Sekretaris", (("sekretaris", None),), ("admin_instansi",)),
        Part("Hasnawati Mappasomba, S.E.", "Kasubag Perencanaan dan Keuangan", (("kasubbag-perencanaan", None),),
             ("pengelola",)),
        Part("Yusuf Palimbong, S.Kom.", "Kepala Bidang Aplikasi Informatika", (("kabid", "informatika"),)),
        Part("Marlina Rante, S.I.Kom.", "Kepala Bidang Informasi dan Komunikasi Publik", (("kabid", "ikp"),)),
        Part("Abdul Kadir Lawelle, S.Stat.", "Kepala Bidang Statistik dan Persandian", (("kabid", "statistik"),)),
    ),
)  # fmt: skip

SUAK_MIDAI = Office(
    unit={"pemerintahan": "Seksi Pemerintahan", "pmd": "Seksi Pemberdayaan Masyarakat dan Desa"},
    people=(
        Part("Zulkifli Mansur, S.Sos.", "Camat", (), ("pemantau",)),
        Part("Rosmaini Abdullah, S.E.", "Sekretaris Kecamatan", (("sekretaris", None),), ("admin_instansi",)),
        Part("Herman Saputra", "Kasubag Perencanaan", (("kasubbag-perencanaan", None),), ("pengelola",)),
        Part("Jamilah Yusra, S.Pd.", "Kepala Seksi Pemberdayaan Masyarakat dan Desa", (("kabid", "pmd"),)),
        Part("Suryani Lestari, S.IP.", "Kepala Seksi Pemerintahan", (("kabid", "pemerintahan"),)),
        Part("Fitriani Usman", "Admin e-kejab", (("admin-ekejab", None),)),
    ),
)  # fmt: skip

OFFICES: Mapping[str, Office] = {
    "purwakarta": PURWAKARTA, "bakesbangpol": BAKESBANGPOL, "anambas": ANAMBAS, "luwu-timur": LUWU_TIMUR,
    "suak-midai": SUAK_MIDAI,
}  # fmt: skip

INSPECTOR = Part("Lukas Wenda, S.E.", "Auditor Inspektorat", rights=("pemantau",))
ADMINISTRATOR = Part("Agnes Simanjuntak", "Administrator portal", rights=("admin",))
