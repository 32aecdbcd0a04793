"""What stands around every page: who is signed in, where one can go, and what is true of the whole portal."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for

from portal.people.standing import Standing
from portal.say import say
from portal.settings import Settings
from portal.web import language, theme, titles
from portal.web.answers import toasts
from portal.web.assets import asset_url
from portal.web.rooms import administers, now, reader, rooms, today

DEMO = (say("Mode demo."), say("Semua nama orang di halaman ini rekaan."))
PLAIN = (
    say("HTTP tanpa enkripsi."),
    say("Yang Anda kirim, termasuk kata sandi, dapat dibaca di jaringan ini. Pakai hanya di jaringan kantor."),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the main menu."""

    url: str
    text: str
    here: bool = False
    count: int = 0


def install(app: Flask) -> None:
    """Give templates the functions they call for what stands around a page."""
    app.jinja_env.globals.update(
        asset=asset_url, reader=reader, now=now, nav=nav, strips=strips, settings=settings, toasts=toasts, here=here,
        seat=seat, office=office, zone=zone, administers=administers, theme=theme.theme, themes=theme.THEMES,
        language=language.language, languages=language.LANGUAGES,
    )  # fmt: skip


def settings() -> Settings:
    """Return how this portal was told to behave."""
    return rooms().settings


def here() -> str:
    """Return the address of this page, to come back to."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def nav(person: Standing | None) -> list[Item]:
    """Return the main menu: four entries at most."""
    area = request.blueprint
    library = Item(url_for("sop.library"), say("Pustaka SOP"), area == "sop" or (area == "beranda" and person is None))
    offices = Item(url_for("instansi.everyone"), say("Instansi"), area == "instansi")
    if person is None:
        return [library, offices]
    waiting = rooms().desk.count(person, now())
    mine = Item(url_for("beranda.show"), say("Tugas saya"), area == "beranda", waiting)
    cycles = Item(url_for("siklus.everyone"), say("Siklus"), area == "siklus")
    return [mine, cycles, library, offices]


def strips() -> list[tuple[str, str]]:
    """Return the facts that the whole portal says of itself on every page."""
    told = settings()
    return [DEMO] if told.demo else [PLAIN] if told.http else []


def office(person: Standing | None) -> str | None:
    """Return the name of the agency that a person works at, if it is one."""
    agencies = person.agencies(today()) if person else ()
    found = rooms().library.agency(agencies[0]) if len(agencies) == 1 else None
    return found.nama if found else None


def seat(person: Standing) -> str:
    """Return what a person is, in few words: his first role with its capacity, his right, else his job title."""
    day = today()
    held = next((one for one in person.assignments if one.on(day)), None)
    if held is not None:
        return titles.held(held)
    right = next((grant for grant in person.grants if grant.on(day)), None)
    return language.said(titles.RIGHTS[right.right]) if right else person.person.jabatan or ""


def zone() -> str:
    """Return the zone in which this reader sees times: his agency's, WIB for everybody else."""
    person = reader()
    agencies = person.agencies(today()) if person else ()
    found = rooms().library.agency(agencies[0]) if agencies else None
    return found.zona_waktu if found else "WIB"
