"""Files on their way in: streamed into the cabinet's drafts, looked at, kept before the act that names them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import IO, Any, cast

from flask import Flask, abort, current_app, g, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import FileStorage

from portal.cycle.evidence import Bukti
from portal.evidence.judging import Judged, judge, kind_of
from portal.evidence.names import clean
from portal.refusal import NotAllowed, Refusal
from portal.say import say
from portal.store.cabinet import Cabinet, Draft
from portal.web import htmx
from portal.web.rooms import me, now, rooms, today

FIELD, KEPT = "berkas", "terkirim"
"""The names of the file field, and of the field that names what was sent before."""

FORM = "application/x-www-form-urlencoded"

MOST_FILES = 10
MEGABYTE = 1024 * 1024
LARGEST_REQUEST = 1024 * MEGABYTE
"""What is read at all: bytes of files beyond their limit go nowhere, but the sentence about them reaches its form."""

KEPT_FOR = timedelta(hours=20)
"""How long a file that was sent with a refused form can be named again; the cabinet keeps it a day."""

TAKES_FILES = frozenset(
    {"siklus.begin", "siklus.check", "siklus.decide", "siklus.hand_in", "catat.record", "arsip.record"}
)
"""The endpoints whose form brings files; every other stays below the limit of plain forms."""


class Intake:
    """The files of one request, as they come."""

    def __init__(self, cabinet: Cabinet, largest: int) -> None:
        self.largest = largest
        self._cabinet = cabinet
        self._drafts: list[Draft] = []

    def stream(self) -> Draft:
        """Return where the next file is written to; beyond the last that is taken, its bytes go nowhere."""
        self._drafts.append(self._cabinet.draft(self.largest if len(self._drafts) < MOST_FILES + 1 else 0))
        return self._drafts[-1]

    def clear(self) -> None:
        """Throw away whatever was not kept."""
        for draft in self._drafts:
            draft.discard()


class Incoming(htmx.HtmxRequest):  # type: ignore[misc]
    """A request, read to its end or refused; files, where its endpoint takes any, go into the cabinet's drafts."""

    intake: Intake | None = None

    def __init__(self, environ: dict[str, Any]) -> None:
        if environ.get("CONTENT_LENGTH"):
            # a server that ends the stream by itself hides that the line broke: half a form would be acted upon
            environ.pop("wsgi.input_terminated", None)
        super().__init__(environ)

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:  # fmt: skip
        if self.intake is None:
            kept: IO[bytes] = super()._get_file_stream(total_content_length, content_type, filename, content_length)
            return kept
        return cast("IO[bytes]", self.intake.stream())


def install(app: Flask) -> None:
    """Open the intake for the endpoints that take files, after the gate has let the person in."""
    app.request_class = Incoming
    app.before_request(refuse_endless)
    app.before_request(begin)
    app.teardown_request(end)


def refuse_endless() -> None:
    """Refuse a form of which nothing tells where it ends (411); in one with files a last line does."""
    if request.mimetype == FORM and request.content_length is None and "Transfer-Encoding" in request.headers:
        abort(411)


def begin() -> None:
    """Take files from somebody who may see the cycle, or may open one; from nobody else."""
    if request.endpoint not in TAKES_FILES:
        return
    cycle = (request.view_args or {}).get("cycle_id")
    if cycle is not None:
        rooms().desk.must_see(me(), cycle, now())
    elif not any(me().may_manage(one.id, today(one.zona_waktu)) for one in rooms().desk.agencies(me(), now())):
        raise NotAllowed(say("Hanya pengelola siklus instansi ini yang dapat melakukannya."))
    settings = rooms().settings
    incoming = cast("Incoming", request)
    incoming.intake = Intake(rooms().desk.files.cabinet, settings.largest_file_mb * MEGABYTE)
    incoming.max_content_length = LARGEST_REQUEST


def end(fault: BaseException | None = None) -> None:
    """Throw away what no act took."""
    intake = cast("Incoming", request).intake
    if intake is not None:
        intake.clear()


def read_files() -> tuple[Bukti, ...]:
    """Return the files of this request, kept in the cabinet; those that a refused form brought before come first.

    Raises Refusal (422, 413) and names each file that is not taken: then none belongs to any act, and those that are
    good can be named again by the next form.
    """
    g.sent_files = _sent_before()
    sent = [one for one in request.files.getlist(FIELD) if one.filename]
    if len(sent) + len(g.sent_files) > MOST_FILES:
        raise Refusal(say("Paling banyak {n} berkas sekali kirim.", n=MOST_FILES), field="bukti")
    good, wrong = _judged(sent)
    g.sent_files = tuple(dict.fromkeys((*g.sent_files, *map(_kept, good))))
    if wrong:
        raise _refusal_of(wrong, alone=len(sent) == 1)
    files: tuple[Bukti, ...] = g.sent_files
    return files


def sent_files() -> list[tuple[str, Bukti]]:
    """Return the files that came with this request and are kept, each with the word that names it in the next form."""
    return [(_signer().dumps([me().person.id, now().isoformat(), asdict(one)]), one) for one in g.get("sent_files", ())]


def _judged(sent: list[FileStorage]) -> tuple[list[tuple[str, Draft, Judged]], list[Refusal]]:
    """Return the files that may be taken, and why the others may not."""
    good: list[tuple[str, Draft, Judged]] = []
    wrong: list[Refusal] = []
    for one in sent:
        draft, name = cast("Draft", one.stream), clean(one.filename or "")
        try:
            good.append((name, draft, _look(draft, name)))
        except Refusal as no:
            wrong.append(no)
    return good, wrong


def _kept(good: tuple[str, Draft, Judged]) -> Bukti:
    name, draft, facts = good
    return Bukti(name, facts.media_type, draft.size, rooms().desk.files.cabinet.put(draft), facts.tells_place)


def _refusal_of(wrong: list[Refusal], *, alone: bool) -> Refusal:
    """Return the one refusal of a form with files that are not taken."""
    if alone:
        return wrong[0]
    return Refusal(
        say("Belum ada yang dicatat, karena ada berkas yang tidak dapat diterima:"), field="bukti",
        status=max(no.status for no in wrong), reasons=tuple(no.message for no in wrong),
    )  # fmt: skip


def _look(draft: Draft, name: str) -> Judged:
    kind_of(name)
    if not draft.fits:
        largest = rooms().settings.largest_file_mb
        raise Refusal(
            say("{name}: berkas ini lebih besar dari {n} MB. Perkecil atau bagi berkasnya.", name=name, n=largest),
            status=413, field="bukti",
        )  # fmt: skip
    draft.close()
    return judge(draft.path, name, draft.size)


def _sent_before() -> tuple[Bukti, ...]:
    """Return the files that a refused form brought and this one names again; others' and old ones are passed over."""
    found = []
    for word in request.form.getlist(KEPT)[:MOST_FILES]:
        try:
            person, at, facts = _signer().loads(word)
        except BadData:
            continue
        bukti = Bukti(**facts)
        if person == me().person.id and now() - datetime.fromisoformat(at) < KEPT_FOR:
            found.append(bukti)
    return tuple(dict.fromkeys(found))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="berkas")
