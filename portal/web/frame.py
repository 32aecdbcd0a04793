"""What stands around every page: who is signed in, where one can go, and what is true of the whole portal."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, request

from portal.clock import DemoClock
from portal.people.standing import Standing
from portal.say import say
from portal.settings import Settings
from portal.web import htmx, language, theme, titles, waiting
from portal.web.answers import toasts
from portal.web.assets import asset_url
from portal.web.masuk import offers_demo
from portal.web.next_url import inside
from portal.web.rooms import administers, agency_of, now, offices, reader, rooms, today
from portal.web.signin import signed_in

DEMO = (say("Mode demo."), say("Semua nama orang di halaman ini rekaan."))
PLAIN = (
    say("HTTP tanpa enkripsi."),
    say("Yang Anda kirim, termasuk kata sandi, dapat dibaca di jaringan ini. Pakai hanya di jaringan kantor."),
)


CYCLES = ("siklus", "versi", "catat")
"""The areas below the address of cycles."""

OFFICES = ("instansi", "ringkasan_instansi", "register", "arsip", "riwayat", "lke", "kalender")
"""The areas below the address of agencies."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the main menu."""

    endpoint: str
    text: str
    here: bool = False
    count: int = 0


def install(app: Flask) -> None:
    """Give templates the functions they call for what stands around a page."""
    app.jinja_env.globals.update(
        asset=asset_url, reader=reader, request_time=now, nav=nav, strips=strips, settings=settings, toasts=toasts,
        here=here, seat=seat, office=office, reader_zone=reader_zone, administers=administers, theme=theme.theme,
        demo_clock=demo_clock, themes=theme.THEMES, language=language.language, languages=language.LANGUAGES,
    )  # fmt: skip


def settings() -> Settings:
    """Return how this portal was told to behave."""
    return rooms().settings


def here() -> str:
    """Return the address of the page that is shown, to come back to."""
    if htmx.wants_fragment():
        parts = urlsplit(htmx.shown_url() or "")
        return inside(f"{parts.path}?{parts.query}".rstrip("?"), "/")
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def nav(person: Standing | None) -> list[Item]:
    """Return the main menu: four entries at most."""
    area = request.blueprint
    library = Item("sop.library", say("Pustaka SOP"), area == "sop" or (area == "beranda" and person is None))
    offices = Item("instansi.everyone", say("Instansi"), area in OFFICES)
    if person is None:
        return [library, offices]
    mine = Item("beranda.show", say("Tugas saya"), area == "beranda", waiting.waiting(person))
    return [mine, Item("siklus.everyone", say("Siklus"), area in CYCLES), library, offices]


def strips() -> list[tuple[str, str]]:
    """Return what every page says above itself: facts of the whole portal, and whose eyes one looks through."""
    told, here = settings(), signed_in()
    found: list[tuple[str, str]] = [DEMO] if told.demo else [PLAIN] if told.http else []
    if here is not None and here.person.id != here.account.id:
        found.append((say("Melihat sebagai {nama}.", nama=here.person.nama),
                      say("Anda masuk sebagai {nama}.", nama=here.account.nama)))  # fmt: skip
    return found


def demo_clock() -> DemoClock | None:
    """Return the demo's clock to those who may move it on: people of the demo, on this very machine."""
    clock = rooms().clock
    return clock if isinstance(clock, DemoClock) and reader() is not None and offers_demo() else None


def office(person: Standing | None) -> str | None:
    """Return the name of the agency that a person works at, if it is one."""
    agencies = offices() if person else ()
    found = agency_of(agencies[0]) if len(agencies) == 1 else None
    return found.nama if found else None


def seat(person: Standing) -> str:
    """Return what a person is, in few words: his job title, his first role with its capacity, or his right."""
    day = today()
    held = next((one for one in person.assignments if one.on(day)), None)
    if person.person.jabatan and (held is None or held.capacity == "definitif"):
        return person.person.jabatan
    if held is not None:
        return titles.held(held)
    right = next((grant for grant in person.grants if grant.on(day)), None)
    return language.said(titles.RIGHTS[right.right]) if right else ""


def reader_zone() -> str:
    """Return the zone in which this reader sees times: his agency's, WIB for everybody else."""
    agencies = offices()
    found = agency_of(agencies[0]) if agencies else None
    return found.zona_waktu if found else "WIB"
