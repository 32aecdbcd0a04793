"""Which pages there are, and who reads them: every endpoint of the URL map that answers a page, with addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.browser.serving import Served
from tests.browser.stations import STATIONS

SOP = "pengumpulan-data-kinerja"
OFFICE = "bakesbangpol"
SHORT = "suak-midai"
"""An office whose SOP has few steps: the pages of a longer one show the same, more often."""


READERS: Mapping[str, str | None] = {
    "pengunjung": None,
    "pelaksana": "Siti Rahmawati",
    "pengelola": "Bayu Prakoso",
    "admin": "Agnes Simanjuntak",
}
"""Who reads the portal: the name on the sign-in page, None for a visitor."""

PAGES: Mapping[str, tuple[str, ...]] = {
    "beranda.show": ("/",),
    "siklus.everyone": ("/siklus", "/siklus?status=dibatalkan"),
    "siklus.opening": (f"/siklus/buka?instansi={OFFICE}&sop={SOP}",),
    "siklus.show": ("/siklus/{running}", "/siklus/{closed}"),
    "siklus.chart": ("/siklus/{running}/bagan", "/siklus/{closed}/bagan"),
    "siklus.trail": ("/siklus/{running}/riwayat", "/siklus/{running}/riwayat?jenis=komentar"),
    "siklus.sheet": ("/siklus/{running}/sop",),
    "kertas.sheet": ("/siklus/{running}/cetak",),
    "versi.form": ("/siklus/{running}/versi",),
    "catat.form": ("/siklus/{running}/langkah/himpun/catat",),
    "sop.library": ("/sop", "/sop?q=monev+kinerja", "/sop?q=tidak+ada+di+mana+pun"),
    "sop.base": (f"/sop/{SOP}",),
    "sop.variants": (f"/sop/{SOP}/varian",),
    "instansi.everyone": ("/instansi",),
    "instansi.one": (f"/instansi/{OFFICE}",),
    "ringkasan_instansi.show": (f"/instansi/{OFFICE}/ringkasan",),
    "register.show": (f"/instansi/{OFFICE}/register", f"/instansi/{OFFICE}/register?tahun=2020"),
    "riwayat.show": (f"/instansi/{OFFICE}/riwayat", f"/instansi/{OFFICE}/riwayat?sop={SOP}&nama=tidak+ada"),
    "arsip.form": (f"/instansi/{OFFICE}/register/arsip?sop={SOP}",),
    "arsip.show": (f"/instansi/{OFFICE}/register/arsip/" + "{archive}",),
    "lke.show": (f"/instansi/{OFFICE}/lke", f"/instansi/{OFFICE}/lke?sop=tidak-ada"),
    "tempo.show": (f"/instansi/{OFFICE}/sop/{SOP}/tempo",),
    "instansi.sheet": (f"/instansi/{SHORT}/sop/{SOP}",),
    "instansi.origins": (f"/instansi/{SHORT}/sop/{SOP}/asal",),
    "instansi.variants": (f"/instansi/{SHORT}/sop/{SOP}/varian",),
    "instansi.cycles": (f"/instansi/{OFFICE}/sop/{SOP}/siklus",),
    "cetak.base": (f"/sop/{SOP}/cetak",),
    "cetak.sheet": (f"/instansi/{SHORT}/sop/{SOP}/cetak?kertas=F4",),
    "cetak.mark": (f"/instansi/{SHORT}/sop/{SOP}/sidik/" + "{digest}",),
    "masuk.show": ("/masuk?lanjut=/siklus",),
    "masuk.link": ("{link}",),
    "akun.show": ("/akun",),
    "akun.daily_letter": ("/akun/surat",),
    "kabar.show": ("/kabar",),
    "bantuan.show": ("/bantuan",),
    "periksa.form": ("/periksa",),
    "admin.show": ("/admin",),
    "admin_orang.people": ("/admin/orang", "/admin/orang?q=tidak+ada"),
    "admin_orang.one": ("/admin/orang/{person}",),
    "admin_penugasan.form": ("/admin/orang/{person}/penugasan/" + OFFICE,),
    "admin_penugasan.extension": ("/admin/orang/{stand_in}/penugasan/{acting}/perpanjang",),
    "admin_tempel.form": ("/admin/orang/tempel/" + OFFICE,),
    "admin_instansi.offices": ("/admin/instansi",),
    "admin_instansi.one": ("/admin/instansi/" + OFFICE,),
    "admin_aturan.show": ("/admin/instansi/" + OFFICE + "/aturan",),
    "admin_kalender.show": ("/admin/kalender", "/admin/kalender?tahun=2028"),
    "admin_kalender.form": ("/admin/kalender/impor",),
    "kalender.show": (f"/instansi/{OFFICE}/kalender",),
    "kalender.form": (f"/instansi/{OFFICE}/kalender/impor",),
    "admin_plugin.plugins": ("/admin/plugin",),
    "admin_masalah.problems": ("/admin/masalah",),
    "admin_jurnal.journal": ("/admin/jurnal",),
    "admin_jurnal.head": ("/admin/jurnal/kepala",),
}
"""Endpoint → addresses; the words in braces are filled in from the demo."""

NO_PAGE = "/tidak-ada"


def addresses(demo: Served) -> dict[str, list[str]]:
    """Return the addresses of every page, by endpoint."""
    known = {
        "running": demo.cycles[f"{OFFICE} 2026-TW3"], "closed": demo.cycles[f"{OFFICE} 2026-TW2"],
        "archive": demo.archives[f"{OFFICE} 2026-TW1"], "person": demo.people["siti.rahmawati"], "link": demo.link,
        "stand_in": demo.people["tatang.wiranata"], "acting": demo.acting,
        "digest": demo.digest,
    }  # fmt: skip
    return {endpoint: [path.format(**known) for path in paths] for endpoint, paths in PAGES.items()}


def turns(demo: Served) -> Iterator[tuple[str, str]]:
    """Return (name, address) of the cycles at their stations, each with the one whose turn it is."""
    for place, (nama, _) in STATIONS.items():
        yield nama, f"/siklus/{demo.cycles[place]}"
