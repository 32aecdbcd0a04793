"""Purwakarta with a register: what the tests of it ask for."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.people.model import Person
from portal.settings.agency import AgencySettings, SopSettings, Window
from portal.settings.agency_changes import write_agency_settings
from tests.web import html
from tests.web.conftest import OURS, Portal

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"
REGISTER, SUMMARY = f"/instansi/{AGENCY}/register", f"/instansi/{AGENCY}/ringkasan"
ARCHIVE = f"{REGISTER}/arsip"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Office:
    """Purwakarta, which records its quarters since the second, from the 1st to the 10th."""

    portal: Portal
    people: dict[str, Person]

    def sign_in(self, name):
        return self.portal.as_(self.people[name])

    def open(self, period):
        page = self.sign_in("dewi").get(f"/siklus/buka?instansi={AGENCY}&sop={SLUG}").text
        sent = {"kunci": key(page), "instansi": AGENCY, "sop": SLUG, "periode": period}
        answer = self.sign_in("dewi").post("/siklus/buka", data=sent, headers=OURS)
        return answer.headers["Location"].rpartition("/")[2]

    def archive(self, name="dewi", period="2026-TW2", reason="Portal belum dipakai.", data=PDF):
        sent = {"sop": SLUG, "periode": period, "alasan": reason, "berkas": (io.BytesIO(data), "register.pdf")}
        return self.sign_in(name).post(ARCHIVE, data=sent, headers=OURS)


def key(page):
    return re.search(r'name="kunci" value="(\w+)"', page)[1]


def make_office(portal):
    """Purwakarta on 8 October 2026: the third quarter's window is open."""
    portal.clock.now = datetime(2026, 10, 8, 2, 12, tzinfo=UTC)
    given = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW2")
    write_agency_settings(portal.rooms.settings.home, AGENCY, AgencySettings(sop={SLUG: given}))
    return Office(
        portal,
        {
            "petugas": portal.holder("petugas", AGENCY, "petugas-data"),
            "dewi": portal.granted("dewi", "pengelola", AGENCY),
            "agnes": portal.granted("agnes", "admin"),
            "orang-luar": portal.granted("orang-luar", "pengelola", "anambas"),
        },
    )


def row(text, period):
    return html.words(html.by_id(text, f"{SLUG}-{period}".lower()))
