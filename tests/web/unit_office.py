"""An office with units and an SOP of every kind of step, as its people see it in their browsers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.people.model import Person
from tests.desk.office import CAST, SLUG, write_agency
from tests.web.conftest import OURS, Build, Portal

AGENCY = "satu"
NOW = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)


@dataclass
class UnitOffice:
    """The office at work on one cycle: `cycle` is the address of its page."""

    portal: Portal
    people: dict[str, Person]
    document: Path
    cycle: str = ""

    def browser(self, name: str) -> FlaskClient:
        """Return a browser in which somebody is signed in now."""
        return self.portal.as_(self.people[name])

    def page(self, name: str, path: str = "") -> str:
        """Return a page of the cycle as somebody reads it."""
        answer = self.browser(name).get(self.cycle + path)
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def send(self, name: str, path: str, *, htmx: bool = False, **form: object) -> TestResponse:
        """Send a form of the cycle's page."""
        browser = self.browser(name)
        sent = {"kunci": key(browser.get(self.cycle).text), "putaran": "1", **form}
        headers = OURS | ({"HX-Request": "true"} if htmx else {})
        return browser.post(f"{self.cycle}/{path}", data=sent, headers=headers)

    def correct(self, old: str, new: str) -> None:
        """Correct the office's document, and let the library see it."""
        text = self.document.read_text("utf-8")
        assert old in text
        self.document.write_text(text.replace(old, new), "utf-8")
        self.portal.rooms.library.look()


def key(page: str) -> str:
    """Return the key of a page's first form; one that is never used where the page has none."""
    found = re.search(r'name="kunci" value="(\w+)"', page)
    return found[1] if found else "0" * 32


def open_office(build: Build, folder: Path) -> UnitOffice:
    """Return the office, with a cycle that its pengelola has just opened."""
    document = write_agency(folder, AGENCY)
    portal = build(plugin_dirs=(folder / "plugins",))
    portal.clock.now = NOW
    people = {name: portal.holder(name, AGENCY, role, unit) for name, (role, unit) in CAST.items()}
    people["pengelola"] = portal.granted("pengelola", "pengelola", AGENCY)
    office = UnitOffice(portal, people, document)
    sent = {"kunci": "f" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    answer = office.browser("pengelola").post("/siklus/buka", data=sent, headers=OURS)
    assert answer.status_code == 303, answer.text
    office.cycle = answer.headers["Location"].split("#")[0]
    return office
