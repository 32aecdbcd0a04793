"""A portal in a process of its own, for the browser tests: `python -m tests.browser.served HOME`.

It serves the demo in HOME on a free port of this machine and takes the time from the file `jam` there. Its first line
of output is what a test needs to know, as JSON. With `PORTAL_URL` in the environment it serves the same people as an
office on plain HTTP: without the demo's sign-in by one click.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from portal.clock import AHEAD, DemoClock
from portal.demo.build import prepare
from portal.people import accounts, invites
from portal.people.model import CONSOLE
from portal.settings import load
from portal.store import tables
from portal.web.app import create_app
from portal.web.rooms import NAME, Rooms
from tests.browser.pages import SHORT, SOP

DOWNLOADS = {
    "arsip.scan",
    "berkas.one",
    "berkas.everything",
    "instansi.download",
    "sop.download",
    "cetak.naskah",
    "kertas.evidence",
    "kertas.file",
    "kalender.download",
    "admin_kalender.download",
    "tempo.download",
}
NO_PAGES = ("static.", "api.")
INVITED = "herman.saputra"
"""Who has a link to set a password."""
ACTING = "tatang.wiranata"
"""Who stands in for another."""


def main(home: Path) -> None:
    """Serve until stopped."""

    def clock() -> datetime:
        return datetime.fromisoformat((home / "jam").read_text("utf-8"))

    settings, url, port = prepare(home, {}, clock()), os.environ.get("PORTAL_URL"), 0
    if url:
        settings = load({"PORTAL_HOME": str(home), "PORTAL_HTTP": "ya", "PORTAL_URL": url}, home)
        port = int(url.rpartition(":")[2])
    ahead = DemoClock(home / AHEAD, clock) if settings.demo else clock
    app = create_app(settings, clock=ahead, watch=False)
    app.extensions[NAME].library.look()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", port, app, threaded=True)
    url = url or f"http://127.0.0.1:{server.server_port}"
    print(json.dumps({"url": url, **facts(app, clock())}), flush=True)
    server.serve_forever()


def facts(app: Flask, now: datetime) -> dict[str, Any]:
    """Return the pages there are, and what stands in them: people by user name, cycles, a one-time link."""
    rooms: Rooms = app.extensions[NAME]
    people = {one.username: one.id for one in accounts.listed(CONSOLE, now, limit=100).people}
    cycles = {f"{row.agency} {row.period}": row.id for row in tables.Cycle.select()}
    link = invites.issue(rooms.store, CONSOLE, people[INVITED], "undangan", now).path
    entry = rooms.library.composed(SOP, SHORT)
    return {
        "rules": pages(app),
        "people": people,
        "cycles": cycles,
        "archives": {f"{row.agency} {row.period}": row.id for row in tables.Archive.select()},
        "acting": next(row.id for row in tables.Assignment.select() if row.person == people[ACTING]),
        "link": link,
        "digest": entry.digest if entry else "",
    }


def pages(app: Flask) -> dict[str, str]:
    """Return every endpoint that answers a page, with its rule."""
    return {
        rule.endpoint: rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in DOWNLOADS and not rule.endpoint.startswith(NO_PAGES)
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
