"""LKE: what the records of a year answer to the demands on collecting performance data, and what they do not.

The criteria follow PermenPAN-RB 88/2021 as two production evaluation systems ask for them. An answer says only what
the records show; whoever evaluates judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.cycle.day_words import in_words
from portal.cycle.lke_facts import Facts, Turn, numbers
from portal.cycle.period import Period
from portal.say import Said, say

Verdict = Literal["ada", "sebagian", "belum ada"]
Place = Literal["sop", "register", "siklus", "aturan", "orang"]
"""Where the records stand that show something, and where what is missing is mended."""

SOURCE = say("Kriteria menurut PermenPAN-RB 88/2021 (pengukuran kinerja), seperti ditanyakan dua sistem evaluasi yang "
             "dipakai; lampiran peraturannya sendiri tidak dirujuk.")  # fmt: skip

BESIDE = frozenset({"berkala", "berjenjang", "aplikasi"})

LEVELS = 2
"""How many roles must have had a hand in a cycle for it to be watched on several levels."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, how to mend it and where; `periods`, `names` and `steps` tell where it is missing."""

    says: Said
    mend: Said
    place: Place
    periods: tuple[Period, ...] = ()
    names: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One criterion: what is asked, the verdict, what the records show and where, and what is missing."""

    key: str
    asked: Said
    verdict: Verdict
    shown: tuple[Said, ...]
    lacks: tuple[Lack, ...]
    places: tuple[Place, ...]

    @property
    def beside(self) -> bool:
        """True for a criterion that is asked beside the six demands on the SOP itself."""
        return self.key in BESIDE


Judged = tuple[bool, tuple[Said, ...], tuple[Lack, ...]]
"""Is there anything at all, what is shown, what is missing."""


def answers(facts: Facts) -> tuple[Answer, ...]:
    """Return the six demands, then the three neighbouring criteria."""
    return tuple(_answer(*criterion, facts) for criterion in CRITERIA)


def _answer(key: str, asked: Said, judge: Callable[[Facts], Judged], places: tuple[Place, ...], facts: Facts) -> Answer:
    anything, shown, lacks = judge(facts)
    verdict: Verdict = "belum ada" if not anything else "sebagian" if lacks else "ada"
    return Answer(key, asked, verdict, shown, lacks, places)


# the six demands -----------------------------------------------------------------------------------------------


def _current(facts: Facts) -> Judged:
    text, run = facts.text, facts.run
    if not text.readable or not text.in_force:
        lack = Lack(say("SOP belum berlaku atau belum dapat dibaca."), say("Perbaiki, lalu berlakukan naskahnya."),
                    "sop")  # fmt: skip
        return False, (), (lack,)
    shown = [say("SOP nomor {nomor} berstatus berlaku.", nomor=text.nomor) if text.nomor else
             say("SOP berstatus berlaku, tanpa nomor.")]  # fmt: skip
    if text.reviewed:
        shown.append(say("Tanggal terakhir pada naskahnya {day}.", day=in_words(text.reviewed)))
    if run:
        shown.append(say("{n} dari {all} siklus tahun {year} memakai naskah yang sekarang.",
                         n=sum(turn.current for turn in run), all=len(run), year=facts.year))  # fmt: skip
    lacks = []
    if text.differs:
        lacks.append(Lack(say("Isinya berbeda dari naskah yang disahkan."), say("Sahkan lagi naskah yang sekarang."),
                          "sop"))  # fmt: skip
    if text.reviewed is None or text.reviewed < _a_year_before(facts):
        said = say("Peninjauan setahun terakhir tidak tercatat pada naskah.")
        lacks.append(Lack(said, say("Tinjau SOP, lalu isi tanggalnya pada “ditinjau”."), "sop"))
    return True, tuple(shown), tuple(lacks)


def _a_year_before(facts: Facts) -> date:
    end = min(facts.today, date(facts.year, 12, 31))
    return end.replace(year=end.year - 1, day=min(end.day, 28))


def _traceable(facts: Facts) -> Judged:
    if not facts.run:
        return False, (), (_no_cycle(facts),)
    sources = sum(turn.counts.sources for turn in facts.run)
    found = numbers(facts)
    shown = (
        say("{n} berkas bukti, masing-masing dengan pengirim, waktu, dan sidik SHA-256.", n=sources),
        say("Rantai catatan utuh pada {n} dari {all} siklus, {entries} catatan.", n=found.whole, all=found.cycles,
            entries=found.entries),
    )  # fmt: skip
    lacks = [
        _lack((turn for turn in facts.done if not turn.counts.sources), say("Tanpa berkas bukti"),
              say("Lampirkan bukti pada langkahnya; “wajib_bukti” pada SOP memastikannya."), "siklus"),
        _lack((turn for turn in facts.run if not turn.counts.whole), say("Rantai catatan tidak utuh"),
              say("Minta pengelola portal menjalankan “portal audit verify”."), "siklus"),
    ]  # fmt: skip
    return sources > 0, shown, _given(lacks)


def _accessible(facts: Facts) -> Judged:
    if not facts.run:
        return False, (), (_no_cycle(facts),)
    files = sum(turn.counts.files for turn in facts.run)
    data = sum(turn.counts.sources for turn in facts.run)
    shown = (
        say("{files} berkas tersimpan pada siklusnya, {data} di antaranya data atau bukti.", files=files, data=data),
        say("Pelaksana, pengelola, dan pemantau instansi dapat mengunduhnya."),
    )
    lacks = [
        _lack((turn for turn in facts.done if not turn.counts.sources), say("Datanya tidak tersimpan di portal"),
              say("Simpan lembar kerjanya bersama centang langkahnya."), "siklus"),
        _lack((turn for turn in facts.run if turn.counts.broken), say("Ada berkas yang hilang atau rusak"),
              say("Pulihkan dari cadangan portal."), "siklus"),
    ]  # fmt: skip
    return data > 0, shown, _given(lacks)


def _responsible(facts: Facts) -> Judged:
    held = sum(facts.held(role) for role in facts.roles)
    shown = [say("{n} dari {all} jabatan pelaksana dipegang lengkap oleh orang yang ditugaskan, per hari ini.", n=held,
                 all=len(facts.roles))]  # fmt: skip
    if facts.run:
        shown.append(say("Setiap centang menyebut nama, jabatan, dan kapasitas (definitif, Plt., Plh.)."))
    lack = Lack(say("Belum dipegang siapa pun"), say("Tugaskan pejabatnya, atau seorang Plt./Plh."), "orang",
                names=facts.vacant)  # fmt: skip
    return held > 0, tuple(shown), (lack,) if facts.vacant else ()


def _timed(facts: Facts) -> Judged:
    text, found = facts.text, numbers(facts)
    timed = text.steps - len(text.untimed)
    shown = [say("{n} dari {all} langkah menyebut waktunya.", n=timed, all=text.steps)]
    lacks = []
    if facts.window:
        first, last = facts.window
        shown.append(say("Jendela tiap periode: hari ke-{first} sampai ke-{last} sesudahnya.", first=first, last=last))
        if found.owed:
            shown.append(say("{n} periode tepat waktu, {late} terlambat.", n=found.in_time, late=found.late))
    else:
        lacks.append(Lack(say("Jendela tiap periode belum diatur."), say("Atur hari buka dan hari tutupnya."),
                          "aturan"))  # fmt: skip
    if text.untimed:
        lacks.append(Lack(say("Tanpa waktu"), say("Isi “waktu” atau “tenggat” pada naskah."), "sop",
                          steps=text.untimed))  # fmt: skip
    return timed > 0 or facts.window is not None, tuple(shown), tuple(lacks)


def _mended(facts: Facts) -> Judged:
    returns = sum(turn.counts.returns for turn in facts.run)
    corrections = sum(turn.counts.corrections for turn in facts.run)
    shown = [say("SOP menggambar jalan kembali bila data salah.")] if facts.text.returns else []
    if returns or corrections:
        shown.append(say("Tahun {year}: {n} pengembalian untuk perbaikan dan {more} pembetulan sesudah siklus ditutup, "
                         "dengan alasannya.", n=returns, more=corrections, year=facts.year))  # fmt: skip
    elif facts.run:
        shown.append(say("Tahun {year}: tidak ada data yang dikembalikan.", year=facts.year))
    lack = Lack(say("SOP tidak menggambar jalan kembali bila data salah."),
                say("Tambahkan keputusan “ya” atau “tidak” pada langkah pemeriksaan."), "sop")  # fmt: skip
    return facts.text.returns or bool(returns or corrections), tuple(shown), () if facts.text.returns else (lack,)


# the neighbouring criteria -------------------------------------------------------------------------------------


def _regular(facts: Facts) -> Judged:
    if facts.siklus == "insidental":
        lack = Lack(say("SOP ini insidental, tanpa periode."), say("Tetapkan “siklus” pada naskah."), "sop")
        return False, (), (lack,)
    kept = [turn for turn in facts.owed if turn.run or turn.paper]
    shown = (
        say("{n} dari {all} periode yang sudah tiba waktunya telah dijalankan.", n=len(kept), all=len(facts.owed)),
        say("Yang tercatat ialah kapan data dikumpulkan, bukan isi rencana aksi."),
    ) if facts.owed else ()  # fmt: skip
    lacks = [
        _lack((turn for turn in facts.owed if turn not in kept), say("Tidak dijalankan"),
              say("Buka siklusnya, atau catat yang dijalankan di atas kertas."), "register"),
    ]  # fmt: skip
    if not facts.owed:
        lacks.append(Lack(say("Belum ada periode yang dicatat."), say("Isi “dicatat sejak”, atau buka siklusnya."),
                          "register"))  # fmt: skip
    return bool(kept), shown, _given(lacks)


def _levelled(facts: Facts) -> Judged:
    if not facts.done:
        lack = Lack(say("Belum ada siklus yang selesai."), say("Selesaikan siklus periode ini."), "register")
        return False, (), (lack,)
    good = [turn for turn in facts.done if turn.counts.roles >= LEVELS and not turn.counts.both_sides]
    least = min(turn.counts.roles for turn in facts.done)
    shown = (say("Setiap siklus yang selesai dikerjakan sedikitnya {n} jabatan berurutan.", n=least),)
    lacks = [
        _lack((turn for turn in facts.done if turn.counts.both_sides), say("Satu orang membuat dan memeriksa"),
              say("Bagi kedua tugas itu kepada dua orang."), "orang"),
        _lack((turn for turn in facts.done if turn.counts.roles < LEVELS), say("Dikerjakan satu jabatan saja"),
              say("Tambahkan langkah pemeriksaan oleh atasannya."), "sop"),
    ]  # fmt: skip
    return bool(good), shown, _given(lacks)


def _digital(facts: Facts) -> Judged:
    if not facts.run:
        return False, (), (_no_cycle(facts),)
    found = numbers(facts)
    shown = [say("{n} dari {all} periode dijalankan di portal ini.", n=found.run, all=found.owed)]
    if found.on_paper:
        shown.append(say("{n} centang dicatat dari kertas dengan pindaiannya, dan ditandai.", n=found.on_paper))
    lacks = [_lack((turn for turn in facts.owed if turn.paper), say("Dijalankan di atas kertas"),
                   say("Jalankan periode berikutnya di portal."), "register")]  # fmt: skip
    return True, tuple(shown), _given(lacks)


def _no_cycle(facts: Facts) -> Lack:
    return Lack(
        say("Belum ada siklus tahun {year}.", year=facts.year), say("Buka siklus dari register periode."), "register"
    )


def _lack(turns: Iterable[Turn], says: Said, mend: Said, place: Place) -> Lack | None:
    """Return what is missing in some periods; None where it is missing in none."""
    periods = tuple(turn.period for turn in turns)
    return Lack(says, mend, place, periods) if periods else None


def _given(lacks: Iterable[Lack | None]) -> tuple[Lack, ...]:
    return tuple(lack for lack in lacks if lack)


CRITERIA: tuple[tuple[str, Said, Callable[[Facts], Judged], tuple[Place, ...]], ...] = (
    ("mutakhir", say("SOP mutakhir"), _current, ("sop",)),
    ("telusur", say("Sumber data yang valid mudah ditelusuri"), _traceable, ("siklus",)),
    ("akses", say("Data mudah diakses"), _accessible, ("siklus",)),
    ("penanggung-jawab", say("Penanggung jawab jelas"), _responsible, ("sop", "siklus")),
    ("waktu", say("Waktu penyampaian jelas"), _timed, ("sop", "register")),
    ("perbaikan", say("Prosedur jelas bila data salah"), _mended, ("sop", "siklus")),
    ("berkala", say("Dikumpulkan berkala"), _regular, ("register",)),
    ("berjenjang", say("Dipantau berjenjang"), _levelled, ("siklus",)),
    ("aplikasi", say("Memakai aplikasi"), _digital, ("register", "siklus")),
)
