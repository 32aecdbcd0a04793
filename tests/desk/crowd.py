"""A crowd: eight processes with four clients each, who all send their form in the same moment."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.cycle.evidence import Bukti
from portal.desk import Desk
from portal.desk.values import Form
from portal.library import Library
from portal.people.standing import standing_of
from portal.plugins import find_plugins
from portal.refusal import Refusal
from portal.settings import load
from portal.store.database import Store
from tests.desk.office import World

PROCESSES, CLIENTS = 8, 4
CROWD = PROCESSES * CLIENTS
PATIENCE = 60


@dataclass(frozen=True)
class Sending:
    """What one client does: which act, who he is, his form, and the bytes of the file he brings."""

    act: str
    name: str
    form: Form
    data: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What a client was told: the number of his event, or the sentence of the refusal; `sha256` is his file's."""

    name: str
    act: str
    seq: int = 0
    text: str = ""
    status: int = 0
    sha256: str = ""

    @property
    def won(self) -> bool:
        """True if the client's act was recorded."""
        return self.seq > 0


@dataclass(frozen=True)
class Office:
    """What a process needs to open the office's desk for itself."""

    url: str
    home: str
    people: dict[str, str]
    cycle: str
    now: datetime


def desk_of(office: Office) -> tuple[Store, Desk]:
    """Return an office's store and desk, opened by the process that asks."""
    settings = load({"PORTAL_HOME": office.home, "PORTAL_PLUGINS": "satu,dua"}, Path(office.home))
    plugins = find_plugins(settings)
    store = Store(office.url).open()
    return store, Desk(store, Library(settings, plugins, lambda: office.now), plugins)


def at_once(world: World, cycle: str, sendings: Sequence[Sending]) -> list[Answer]:
    """Let all clients send at once, spread over the processes; return what each was told."""
    office = office_of(world, cycle)
    answers = in_processes(world, _clients, [(office, sendings[n::PROCESSES]) for n in range(PROCESSES)])
    return [answer for told in answers for answer in told]


def office_of(world: World, cycle: str = "") -> Office:
    """Return what a process needs to work in this office now."""
    people = {name: one.id for name, one in world.people.items()}
    return Office(f"sqlite:///{world.store.path}", str(world.library.settings.home), people, cycle, world.now)


def in_processes(world: World, work: Callable[..., Any], parts: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Let each process do `work(*part, start)`; return the answers. All come through the barrier `start` at once."""
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    start, told = context.Barrier(len(parts)), context.SimpleQueue()
    world.store.close()  # a connection must not go through a fork
    processes = [context.Process(target=_telling, args=(told, work, *part, start)) for part in parts]
    for one in processes:
        one.start()
    for one in processes:
        one.join(PATIENCE)
        one.kill()
    world.store.open()
    assert [one.exitcode for one in processes] == [0] * len(parts)
    return [told.get() for _ in processes]


def _telling(told: Any, work: Callable[..., Any], *rest: Any) -> None:
    told.put(work(*rest))


def told_who(answers: Iterable[Answer], winner: str) -> bool:
    """True if every client who lost was refused (409) in a sentence that names the winner."""
    return all(answer.status == 409 and winner in answer.text for answer in answers if not answer.won)


def _clients(office: Office, sendings: Sequence[Sending], start: Any) -> list[Answer]:
    """Be one process: bring the files, wait for the others, send, and return what came back."""
    store, desk = desk_of(office)
    ready = threading.Barrier(max(1, len(sendings)), action=lambda: start.wait(PATIENCE))

    def client(sending: Sending) -> Answer:
        form = _with_file(desk, sending)
        sha256 = form.bukti[0].sha256 if form.bukti else ""
        ready.wait(PATIENCE)
        me = standing_of(office.people[sending.name], office.now)
        try:
            event = getattr(desk, sending.act)(me, office.cycle, form, office.now).event
        except Refusal as no:
            text = " ".join(map(str, (no.message, *no.reasons)))
            return Answer(sending.name, sending.act, text=text, status=no.status, sha256=sha256)
        return Answer(sending.name, sending.act, event.seq, sha256=sha256)

    with ThreadPoolExecutor(max(1, len(sendings))) as pool:
        answers = list(pool.map(client, sendings))
    store.close()
    return answers


def _with_file(desk: Desk, sending: Sending) -> Form:
    if not sending.data:
        return sending.form
    draft = desk.files.cabinet.draft(len(sending.data))
    draft.write(sending.data)
    name = f"{sending.name}.pdf"
    kept = Bukti(name, "application/pdf", draft.size, desk.files.cabinet.put(draft))
    return replace(sending.form, bukti=(kept,))
