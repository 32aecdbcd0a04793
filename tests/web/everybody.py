"""Purwakarta with something behind every address, and one person of each standing who might ask for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import apsw
import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal.cycle.holidays import Holiday
from portal.days import changes
from portal.people import assignments, grants, invites, sessions, tokens
from portal.people.model import CONSOLE, Person, Right
from portal.sop.facts import digest
from portal.store import tables
from portal.web import assets
from tests.evidence.samples import SAMPLES
from tests.web.conftest import OURS, Portal, open_portal

AGENCY, SLUG, STEP = "purwakarta", "pengumpulan-data-kinerja", "himpun"
NOW = datetime(2026, 10, 8, 2, 12, tzinfo=UTC)
IN_CYCLE, IN_NAME, IN_NIP = "KANARI-SIKLUS", "Kanari Orang", ("19810305 200901 1 004", "198103052009011004")
"""What nobody may find who may not: words of a cycle, a person's name, his NIP."""

WHO = ("tamu", "keluar", "lain", "admin", "mantan", "pemantau", "petugas", "pengelola", "iis")
"""A visitor; somebody signed out; another office's head, pengelola and administrator at once; the portal's
administrator; somebody whose role and right have ended; and of this office its pemantau, a holder of the active step,
the pengelola, and the administrator of its people."""

OUTSIDE = WHO[:5]


@dataclass
class House:
    """The office, each person's cookie and token, and the parts that make every address real."""

    portal: Portal
    people: dict[str, Person] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    unsaved: bytes = b""

    def browser(self, name: str) -> FlaskClient:
        """Return somebody's browser, with his token beside it for the API."""
        client = self.portal.visitor()
        if name in self.cookies:
            client.set_cookie("portal", self.cookies[name])
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self.tokens[name]}"
        return client

    def routes(self) -> Iterator[tuple[Rule, str, str]]:
        """Yield every route with a method that it answers and an address that leads to something."""
        adapter = self.portal.app.url_map.bind("localhost")
        for rule in self.portal.app.url_map.iter_rules():
            url = adapter.build(rule.endpoint, {name: self.part(rule, name) for name in rule.arguments})
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method, url

    def part(self, rule: Rule, name: str) -> str:
        """Return what stands in an address for `name`."""
        return self.parts.get(f"{rule.endpoint}.{name}", self.parts[name])

    def save(self) -> None:
        """Remember the office as it is now."""
        store = self.portal.rooms.store
        store.close()
        self.unsaved = store.path.read_bytes()
        store.open()

    def restore(self) -> None:
        """Put the office back to what was remembered."""
        store = self.portal.rooms.store
        store.close()
        for left in store.path.parent.glob(f"{store.path.name}-*"):
            left.unlink()
        (self.portal.rooms.settings.home / "instansi.toml").unlink(missing_ok=True)
        store.path.write_bytes(self.unsaved)
        store.open()


class Watch:
    """Tells whether anything was written since it was last asked: in the database, the cabinet, the settings."""

    def __init__(self, house: House) -> None:
        rooms = house.portal.rooms
        self._eye = apsw.Connection(str(rooms.store.path), flags=apsw.SQLITE_OPEN_READONLY)
        self._cabinet, self._settings = rooms.desk.files.cabinet, rooms.settings.home / "instansi.toml"
        self._seen = self._look()

    def changed(self) -> bool:
        """True if something was."""
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def close(self) -> None:
        """Look no more."""
        self._eye.close()

    def _look(self) -> tuple[object, ...]:
        version = self._eye.execute("PRAGMA data_version").get
        return version, [*self._cabinet.drafts(), *self._cabinet.kept()], self._settings.exists()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The office with everybody in it."""
    opened = open_house(tmp_path_factory.mktemp("semua") / "kantor")
    yield opened
    opened.portal.rooms.library.stop()
    opened.portal.rooms.store.close()


def open_house(home: Path) -> House:
    """Return the office, as it is remembered for `restore`."""
    house = House(open_portal(home))
    house.portal.clock.now = NOW
    _hire(house)
    _fill(house)
    for name, person in house.people.items():
        rooms = house.portal.rooms
        house.cookies[name] = sessions.begin(rooms.store, person.id, NOW)
        house.tokens[name] = tokens.make(rooms.store, person, "uji", NOW)[1]
    _look_around(house)
    house.browser("keluar").post("/keluar", headers=OURS)
    tables.Token.update(revoked_at=NOW).where(tables.Token.person == house.people["keluar"].id).execute()
    house.save()
    return house


def _hire(house: House) -> None:
    portal, people = house.portal, house.people
    store = portal.rooms.store
    people["keluar"] = portal.granted("keluar", "pengelola", AGENCY)
    people["lain"] = portal.holder("lain", "anambas", "kepala")
    rights: tuple[Right, ...] = ("pengelola", "admin_instansi")
    for right in rights:
        grants.give(store, CONSOLE, person_id=people["lain"].id, right=right, agency="anambas", now=NOW)
    people["admin"] = portal.granted("agnes", "admin")
    people["mantan"] = portal.person("mantan", agency=AGENCY)
    first, last = date(2026, 1, 1), date(2026, 10, 7)
    assignments.assign(store, CONSOLE, person_id=people["mantan"].id, agency=AGENCY, role="kepala", mulai=first,
                       sampai=last, now=NOW)  # fmt: skip
    grants.give(store, CONSOLE, person_id=people["mantan"].id, right="pemantau", agency=AGENCY, mulai=first,
                sampai=last, now=NOW)  # fmt: skip
    people["pemantau"] = portal.person("pemantau")
    grants.give(store, CONSOLE, person_id=people["pemantau"].id, right="pemantau", agency=AGENCY, now=NOW,
                mulai=date(2026, 10, 1), sampai=date(2026, 12, 31))  # fmt: skip
    people["petugas"] = portal.holder("petugas", AGENCY, "petugas-data")
    people["pengelola"] = portal.granted("dewi", "pengelola", AGENCY)
    people["iis"] = portal.granted("iis", "admin_instansi", AGENCY)


def _fill(house: House) -> None:
    """Let there be a cycle with a file, an archived period, a day off, and a person with a role and a right."""
    portal, parts = house.portal, house.parts
    store = portal.rooms.store
    boss = portal.as_(house.people["pengelola"])
    form = {"kunci": "a" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    sent = {**form, "berkas": (io.BytesIO(SAMPLES["pdf"]), f"{IN_CYCLE}.pdf")}
    opened = boss.post("/siklus/buka", data=sent, headers=OURS)
    parts["cycle_id"] = opened.headers["Location"].rpartition("/")[2]
    followed = portal.rooms.library.composed(SLUG, AGENCY)
    assert followed is not None and followed.sop is not None
    parts["digest"] = digest(followed.sop)
    remark = {"kunci": "b" * 32, "catatan": IN_CYCLE}
    boss.post(f"/siklus/{parts['cycle_id']}/komentar", data=remark, headers=OURS)
    paper = {"sop": SLUG, "periode": "2026-TW2", "alasan": IN_CYCLE}
    paper["berkas"] = (io.BytesIO(SAMPLES["pdf"]), f"{IN_CYCLE}.pdf")  # type: ignore[assignment]
    kept = boss.post(f"/instansi/{AGENCY}/register/arsip", data=paper, headers=OURS)
    parts["archive_id"] = kept.headers["Location"].rpartition("/")[2]
    day = Holiday(date(2026, 11, 10), "Hari Jadi", "lokal", "Keputusan Bupati")
    parts["row"] = changes.add(store, CONSOLE, day, NOW, AGENCY).id
    national = Holiday(date(2031, 1, 1), "Tahun Baru", "libur", "Keputusan Bersama")
    parts["admin_kalender.withdraw.row"] = changes.add(store, CONSOLE, national, NOW).id
    clerk = portal.person("pegawai", IN_NAME, agency=AGENCY)
    tables.Person.update(nip=IN_NIP[1]).where(tables.Person.id == clerk.id).execute()
    acting = {"capacity": "Plt.", "mulai": date(2026, 9, 1), "surat": "SP/1", "surat_tanggal": date(2026, 9, 1)}
    held = assignments.assign(store, CONSOLE, person_id=clerk.id, agency=AGENCY, role="sekretaris", now=NOW,
                              sampai=date(2026, 10, 31), **acting)  # type: ignore[arg-type]  # fmt: skip
    given = grants.give(store, CONSOLE, person_id=clerk.id, right="pengelola", agency=AGENCY, now=NOW)
    notice = tables.Notice.get(tables.Notice.person == house.people["petugas"].id)
    parts |= {
        "agency": AGENCY, "slug": SLUG, "step_id": STEP, "person": clerk.id, "assignment": held.id,
        "grant": given.id, "format_name": "json", "kalender.download.format_name": "csv",
        "admin_kalender.download.format_name": "csv", "tempo.download.format_name": "csv", "rest": "x",
        "session": "x", "notice": str(notice.seq),
        "file_id": tables.File.get(tables.File.cycle == parts["cycle_id"]).id,
    }  # fmt: skip
    parts["static.file.digest"], _, parts["name"] = (
        asset_url(house, "portal.css").removeprefix("/static/").partition("/")
    )
    card = invites.issue(store, CONSOLE, clerk.id, "undangan", NOW)
    parts["token"] = parts["masuk.link.token"] = card.path.rpartition("/")[2]


def asset_url(house: House, name: str) -> str:
    """Return the address of a static file."""
    with house.portal.app.test_request_context("/"):
        return assets.asset_url(name)


def _look_around(house: House) -> None:
    """Let everybody be seen once, so that nothing is written later only because somebody came."""
    for name in house.people:
        house.browser(name).get("/")
        house.browser(name).get("/api/v1/sop")
    house.browser("pemantau").get(f"/siklus/{house.parts['cycle_id']}")
