"""Who may what: for every address the answer that each of `everybody.WHO` gets, and a form that fits it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from tests.evidence.samples import SAMPLES
from tests.web.everybody import AGENCY, SLUG, STEP, House

TABLE = """
admin.show                GET  303 303 200 200 404 404 404 404 200
admin_aturan.change       POST 401 401 404 303 404 404 404 404 303
admin_aturan.show         GET  303 303 404 200 404 404 404 404 200
admin_instansi.change     POST 401 401 404 303 404 404 404 404 303
admin_instansi.offices    GET  303 303 200 200 404 404 404 404 200
admin_instansi.one        GET  303 303 404 200 404 404 404 404 200
admin_jurnal.head         GET  303 303 404 200 404 404 404 404 404
admin_jurnal.journal      GET  303 303 404 200 404 404 404 404 404
admin_jurnal.verify       POST 401 401 404 200 404 404 404 404 404
admin_kalender.add        POST 401 401 404 303 404 404 404 404 404
admin_kalender.bring_in   POST 401 401 404 303 404 404 404 404 404
admin_kalender.download   GET  303 303 404 200 404 404 404 404 404
admin_kalender.form       GET  303 303 404 200 404 404 404 404 404
admin_kalender.preview    POST 401 401 404 200 404 404 404 404 404
admin_kalender.show       GET  303 303 404 200 404 404 404 404 404
admin_kalender.withdraw   POST 401 401 404 303 404 404 404 404 404
admin_masalah.problems    GET  303 303 404 200 404 404 404 404 404
admin_orang.amend         POST 401 401 404 303 404 404 404 404 303
admin_orang.create        POST 401 401 404 200 404 404 404 404 200
admin_orang.disable       POST 401 401 404 303 404 404 404 404 303
admin_orang.enable        POST 401 401 404 303 404 404 404 404 303
admin_orang.issue         POST 401 401 404 200 404 404 404 404 200
admin_orang.one           GET  303 303 404 200 404 404 404 404 200
admin_orang.people        GET  303 303 200 200 404 404 404 404 200
admin_penugasan.assign    POST 401 401 404 303 404 404 404 404 303
admin_penugasan.end       POST 401 401 404 303 404 404 404 404 303
admin_penugasan.extend    POST 401 401 404 303 404 404 404 404 303
admin_penugasan.extension GET  303 303 404 200 404 404 404 404 200
admin_penugasan.form      GET  303 303 404 200 404 404 404 404 200
admin_penugasan.give      POST 401 401 404 303 404 404 404 404 303
admin_penugasan.revoke    POST 401 401 404 303 404 404 404 404 303
admin_plugin.plugins      GET  303 303 404 200 404 404 404 404 404
admin_tempel.enrol_all    POST 401 401 404 200 404 404 404 404 200
admin_tempel.form         GET  303 303 404 200 404 404 404 404 200
admin_tempel.preview      POST 401 401 404 200 404 404 404 404 200
akun.change_password      POST 401 401 422 422 422 422 422 422 422
akun.daily_letter         GET  303 303 200 200 200 200 200 200 200
akun.end_others           POST 401 401 303 303 303 303 303 303 303
akun.end_session          POST 401 401 303 303 303 303 303 303 303
akun.make_token           POST 401 401 200 200 200 200 200 200 200
akun.revoke_token         POST 401 401 404 404 404 404 404 404 404
akun.set_surel            POST 401 401 303 303 303 303 303 303 303
akun.show                 GET  303 303 200 200 200 200 200 200 200
api.agencies              GET  401 401 200 200 200 200 200 200 200
api.base                  GET  401 401 200 200 200 200 200 200 200
api.composed              GET  401 401 200 200 200 200 200 200 200
api.cycle                 GET  401 401 404 404 404 200 200 200 404
api.cycles                GET  401 401 200 200 200 200 200 200 200
api.file                  GET  401 401 404 404 404 200 200 200 404
api.files                 GET  401 401 404 404 404 200 200 200 404
api.listing               GET  401 401 200 200 200 200 200 200 200
api.nothing               GET  401 401 404 404 404 404 404 404 404
api.register              GET  401 401 404 404 404 200 200 200 404
arsip.form                GET  303 303 404 404 404 403 403 200 404
arsip.record              POST 401 401 404 403 403 403 403 303 403
arsip.scan                GET  303 303 404 404 404 200 200 200 404
arsip.show                GET  303 303 404 404 404 200 200 200 404
arsip.withdraw            POST 401 401 404 404 404 403 403 303 404
bantuan.show              GET  200 200 200 200 200 200 200 200 200
beranda.show              GET  200 200 200 200 200 200 200 200 200
berkas.everything         GET  303 303 404 404 404 200 200 200 404
berkas.one                GET  303 303 404 404 404 200 200 200 404
catat.form                GET  303 303 404 404 404 403 403 200 404
catat.record              POST 401 401 404 404 404 403 403 303 404
cetak.base                GET  200 200 200 200 200 200 200 200 200
cetak.mark                GET  200 200 200 200 200 200 200 200 200
cetak.naskah              GET  303 303 404 404 404 404 404 404 404
cetak.sheet               GET  200 200 200 200 200 200 200 200 200
instansi.cycles           GET  303 303 404 404 404 200 200 200 404
instansi.download         GET  200 200 200 200 200 200 200 200 200
instansi.everyone         GET  200 200 200 200 200 200 200 200 200
instansi.one              GET  200 200 200 200 200 200 200 200 200
instansi.origins          GET  200 200 200 200 200 200 200 200 200
instansi.sheet            GET  200 200 200 200 200 200 200 200 200
instansi.variants         GET  200 200 200 200 200 200 200 200 200
kabar.read                POST 401 401 303 303 303 303 303 303 303
kabar.read_all            POST 401 401 303 303 303 303 303 303 303
kabar.show                GET  303 303 200 200 200 200 200 200 200
kalender.add              POST 401 401 404 303 404 404 404 303 303
kalender.bring_in         POST 401 401 404 303 404 404 404 303 303
kalender.download         GET  303 303 404 200 404 200 200 200 200
kalender.form             GET  303 303 404 200 404 404 404 200 200
kalender.preview          POST 401 401 404 200 404 404 404 200 200
kalender.retime           POST 401 401 404 404 404 403 403 409 404
kalender.show             GET  303 303 404 200 404 200 200 200 200
kalender.withdraw         POST 401 401 404 303 404 404 404 303 303
keluar.leave              POST 303 303 303 303 303 303 303 303 303
kertas.evidence           GET  303 303 404 404 404 200 200 200 404
kertas.file               GET  303 303 404 404 404 200 200 200 404
kertas.sheet              GET  303 303 404 404 404 200 200 200 404
langkah.pause             POST 401 401 404 404 404 403 303 303 404
langkah.resume            POST 401 401 404 404 404 409 409 409 404
langkah.retime            POST 401 401 404 404 404 403 403 409 404
langkah.start             POST 401 401 404 404 404 403 303 403 404
lke.show                  GET  303 303 404 404 404 200 200 200 404
masuk.accept              POST 303 303 303 303 303 303 303 303 303
masuk.as_demo             POST 404 404 404 404 404 404 404 404 404
masuk.enter               POST 422 422 422 422 422 422 422 422 422
masuk.link                GET  200 200 200 200 200 200 200 200 200
masuk.show                GET  200 200 303 303 303 303 303 303 303
periksa.check             POST 401 401 422 422 422 422 422 422 422
periksa.form              GET  303 303 200 200 200 200 200 200 200
register.show             GET  303 303 404 404 404 200 200 200 404
ringkasan_instansi.show   GET  303 303 404 404 404 200 200 200 404
riwayat.show              GET  303 303 404 404 404 200 200 200 404
siklus.begin              POST 401 401 404 403 403 403 403 303 403
siklus.cancel             POST 401 401 404 404 404 403 403 303 404
siklus.chart              GET  303 303 404 404 404 200 200 200 404
siklus.check              POST 401 401 404 404 404 403 303 403 404
siklus.close              POST 401 401 404 404 404 403 403 409 404
siklus.comment            POST 401 401 404 404 404 303 303 303 404
siklus.decide             POST 401 401 404 404 404 403 422 403 404
siklus.everyone           GET  303 303 200 200 200 200 200 200 200
siklus.hand_in            POST 401 401 404 404 404 403 403 403 404
siklus.opening            GET  303 303 404 404 404 403 403 200 404
siklus.reopen             POST 401 401 404 404 404 403 403 409 404
siklus.send_back          POST 401 401 404 404 404 403 422 403 404
siklus.sheet              GET  303 303 404 404 404 200 200 200 404
siklus.show               GET  303 303 404 404 404 200 200 200 404
siklus.skip               POST 401 401 404 404 404 403 403 303 404
siklus.trail              GET  303 303 404 404 404 200 200 200 404
siklus.undo               POST 401 401 404 404 404 404 404 404 404
sop.base                  GET  200 200 200 200 200 200 200 200 200
sop.download              GET  200 200 200 200 200 200 200 200 200
sop.library               GET  200 200 200 200 200 200 200 200 200
sop.variants              GET  200 200 200 200 200 200 200 200 200
static.file               GET  200 200 200 200 200 200 200 200 200
tampilan.change           POST 303 303 303 303 303 303 303 303 303
tempo.download            GET  303 303 404 404 404 200 200 200 404
tempo.show                GET  303 303 404 404 404 200 200 200 404
versi.form                GET  303 303 404 404 404 403 403 200 404
versi.move                POST 401 401 404 404 404 403 403 409 404
"""
"""Endpoint, method, then the status for each of WHO. A new route gets its line here, or a test fails."""


def rows() -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the table: the statuses by endpoint and method."""
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {(endpoint, method): tuple(map(int, told)) for endpoint, method, *told in lines}


Form = Mapping[str, object]

KEY = {"kunci": "c" * 32, "putaran": "1", "sebagai": "petugas-data|"}
DAY = {"tanggal": "2026-11-11", "nama": "Hari Baru", "sumber": "Keputusan"}
TERM = {"mulai": "2026-10-08", "sampai": "2026-12-01"}
LISTED = {"daftar": "nama\tjabatan\nBudi Baru\tKepala Dinas"}


def _table(kind: str) -> Form:
    return {"tabel": f"tanggal,nama,jenis,sumber\n2027-12-01,Hari Baru,{kind},Keputusan\n"}


def _scan() -> object:
    return io.BytesIO(SAMPLES["pdf"]), "kertas.pdf"


QUERIES: Mapping[str, str] = {
    "arsip.form": f"?sop={SLUG}&periode=2026-TW1",
    "siklus.opening": f"?instansi={AGENCY}&sop={SLUG}",
}
"""What an address asks for, where it leads nowhere without."""

FORMS: Mapping[str, Callable[[House], Form]] = {
    "admin_instansi.change": lambda _: {"unit": "Bidang Baru"},
    "admin_aturan.change": lambda _: {"geser": "maju"},
    "admin_kalender.add": lambda _: {**DAY, "jenis": "libur"},
    "admin_kalender.preview": lambda _: _table("libur"),
    "admin_kalender.bring_in": lambda _: _table("libur"),
    "admin_orang.create": lambda _: {"instansi": AGENCY, "username": "baru", "nama": "Orang Baru"},
    "admin_orang.amend": lambda _: {"nama": "Nama Baru"},
    "admin_penugasan.give": lambda _: {"hak": "pemantau", "instansi": AGENCY, **TERM},
    "admin_penugasan.assign": lambda _: {"peran": "kepala", "kapasitas": "definitif", **TERM},
    "admin_penugasan.extend": lambda _: {"sampai": "2026-12-15", "surat": "SP/2", "surat_tanggal": "2026-10-01"},
    "admin_tempel.preview": lambda _: LISTED,
    "admin_tempel.enrol_all": lambda _: LISTED,
    "akun.change_password": lambda _: {"sandi_lama": "x", "sandi": "kuda biru makan awan"},
    "akun.set_surel": lambda _: {"surel": "a@contoh.go.id"},
    "akun.make_token": lambda _: {"nama_token": "uji"},
    "kalender.add": lambda _: {**DAY, "jenis": "lokal"},
    "kalender.preview": lambda _: _table("lokal"),
    "kalender.bring_in": lambda _: _table("lokal"),
    "kalender.retime": lambda house: {**KEY, "pilih": f"{house.parts['cycle_id']}|{STEP}|1", "alasan": "Uji"},
    "arsip.record": lambda _: {"sop": SLUG, "periode": "2026-TW1", "alasan": "Uji", "berkas": _scan()},
    "arsip.withdraw": lambda _: {"alasan": "Uji"},
    "masuk.enter": lambda _: {"nama": "dewi", "sandi": "bukan ini"},
    "masuk.accept": lambda _: {"sandi": "kuda biru makan awan", "ulang": "kuda biru makan awan"},
    "periksa.check": lambda _: {"paket": (io.BytesIO(b"bukan zip"), "paket.zip")},
    "siklus.begin": lambda _: {**KEY, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW4"},
    "siklus.check": lambda _: KEY,
    "siklus.decide": lambda _: {**KEY, "pilihan": "ya"},
    "siklus.hand_in": lambda _: {**KEY, "catatan": "Uji"},
    "siklus.send_back": lambda _: {**KEY, "ke": STEP, "alasan": "Uji"},
    "siklus.skip": lambda _: {**KEY, "alasan": "Uji"},
    "siklus.undo": lambda _: {**KEY, "seq": "2"},
    "siklus.comment": lambda _: {**KEY, "catatan": "Uji"},
    "siklus.close": lambda _: KEY,
    "siklus.reopen": lambda _: {**KEY, "salah": "Uji", "lama": "1", "baru": "2", "alasan": "Uji"},
    "siklus.cancel": lambda _: {**KEY, "alasan": "Uji"},
    "langkah.start": lambda _: KEY,
    "langkah.pause": lambda _: {**KEY, "alasan": "Uji"},
    "langkah.resume": lambda _: KEY,
    "langkah.retime": lambda _: {**KEY, "alasan": "Uji"},
    "catat.record": lambda _: {
        **KEY, "pejabat": "Uji", "kapasitas": "definitif", "tanggal": "2026-10-08", "alasan": "Uji", "berkas": _scan(),
    },
    "versi.move": lambda _: {**KEY, "alasan": "Uji"},
}  # fmt: skip
"""What is sent where an empty form would be refused for its emptiness; fresh each time, as files are read once."""


def form(house: House, endpoint: str) -> Form:
    """Return a form that nothing is wrong with, so that only the person decides."""
    return FORMS[endpoint](house) if endpoint in FORMS else {}
