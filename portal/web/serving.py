"""The portal for a server process, from its environment."""

from __future__ import annotations

import gc
import logging
import os
from pathlib import Path

from flask import Flask

from portal.clock import clock_of
from portal.rounds.rounds import Rounds, Ticker
from portal.settings import load
from portal.web.app import create_app
from portal.web.rooms import NAME, Rooms


def app() -> Flask:
    """Return the portal that this process's environment describes; its warnings and faults go to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = load(os.environ, Path.cwd())
    portal = create_app(settings, clock=clock_of(settings.home, demo=settings.demo))
    rooms: Rooms = portal.extensions[NAME]
    Ticker(Rounds(settings, rooms.store, rooms.library, rooms.desk, rooms.clock)).start()
    gc.freeze()  # what is there now stays: no collection need look at it
    gc.enable()
    return portal
