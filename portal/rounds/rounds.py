"""One round of the portal: cycles that open by themselves, letters, and what was left in the cabinet."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from portal.clock import Clock, utcnow
from portal.desk import Desk
from portal.desk.sweeping import Swept, sweep
from portal.library.shelves import Shelves
from portal.refusal import Refusal
from portal.rounds.delivery import Delivery, Sent
from portal.rounds.post import Console, Smtp
from portal.settings import Settings
from portal.settings.mail import HOUR
from portal.store.cabinet import cabinet_of
from portal.store.database import Store
from portal.store.locks import FileTurn

log = logging.getLogger("portal.rounds")

EVERY = 60.0
"""Seconds between two rounds of a serving process."""

SWEEPS = timedelta(hours=1)
"""So long after a sweep the cabinet is looked through again."""

LOCK = "tick.lock"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Report:
    """What a round has done; `busy` where another process was at it, `faults` what parts of it failed for."""

    opened: int = 0
    letters: Sent = field(default_factory=Sent)
    swept: Swept = field(default_factory=Swept)
    busy: bool = False
    faults: tuple[str, ...] = ()


class Rounds:
    """Goes the rounds of one office. `clock` is the office's, which the demo moves on; files age by the machine's.

    `console`, where given, takes the letters while no mail server is set.
    """

    def __init__(
        self, settings: Settings, store: Store, library: Shelves, desk: Desk, clock: Clock,
        console: Console | None = None,
    ) -> None:  # fmt: skip
        self.settings, self.store, self.desk, self.clock, self.console = settings, store, desk, clock, console
        self.delivery = Delivery(store, library, desk, settings.url)
        self._turn = FileTurn(settings.home / LOCK)
        self._swept: datetime | None = None

    def go(self) -> Report:
        """Go one round; a part that fails is noted in the log and keeps no other from its turn."""
        if not self._turn.take(0):
            return Report(busy=True)
        try:
            faults: list[str] = []
            return Report(
                opened=_kept(lambda: len(self.desk.open_due(self.clock())), 0, faults),
                letters=_kept(self._letters, Sent(), faults),
                swept=_kept(self._sweep, Swept(), faults),
                faults=tuple(faults),
            )
        finally:
            self._turn.give_back()

    def _letters(self) -> Sent:
        mail = self.settings.mail
        if mail is None:
            return self.delivery.deliver(self.console, HOUR, self.clock()) if self.console else Sent()
        with Smtp(mail) as post:
            return self.delivery.deliver(post, mail.hour, self.clock())

    def _sweep(self) -> Swept:
        now = utcnow()
        if self._swept is not None and now - self._swept < SWEEPS:
            return Swept()
        self._swept = now
        return sweep(self.store, cabinet_of(self.settings.home), now)


class Ticker:
    """Goes a round every minute in a thread of its own, until the process ends or `stop` is called."""

    def __init__(self, rounds: Rounds, every: float = EVERY) -> None:
        self._rounds, self._every = rounds, every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="portal-rounds", daemon=True)

    def start(self) -> None:
        """Begin; the first round comes after one interval."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the round that is under way."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self._rounds.go()
            except Exception:
                log.exception("a round of the portal failed")


def _kept(part: Callable[[], Answer], nothing: Answer, faults: list[str]) -> Answer:
    try:
        return part()
    except Refusal as no:
        faults.append(no.message)
        log.warning("a part of the round was refused: %s", no.message)
    except Exception as fault:
        faults.append(" ".join(f"{type(fault).__name__}: {fault}".split()))
        log.exception("a part of the round failed")
    return nothing
