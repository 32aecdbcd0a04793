"""My account: password, the browsers that are signed in, and tokens for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, request, url_for

from portal.people import accounts, sessions, tokens
from portal.refusal import Refusal
from portal.rounds.delivery import Delivery
from portal.say import say
from portal.web import signin, titles, words
from portal.web.answers import Toast, Values, done, page
from portal.web.masuk import password_hint
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("akun", __name__, url_prefix="/akun")

DEVICES, TOKENS = "akun/_perangkat.html", "akun/_token.html"


@dataclass(frozen=True, slots=True)
class Holding:
    """A role or right as the account page lists it."""

    title: str
    where: str
    until: str


@bp.get("")
def show() -> Response:
    """Show everything about the reader's own account."""
    return account()


@bp.post("/sandi")
def change_password() -> Response:
    """Change the password; all other browsers are signed out by it."""
    form, person = request.form, me().person
    try:
        if form.get("sandi", "") != form.get("ulang", ""):
            raise Refusal(say("Kedua kata sandi tidak sama. Ketik ulang."), field="ulang")
        accounts.change_password(
            rooms().store, rooms().passwords, person.id, form.get("sandi_lama", ""), form.get("sandi", ""), now()
        )
    except Refusal as no:
        return account(refusal=no)
    cookie = sessions.begin(rooms().store, person.id, now(), request.headers.get("User-Agent"))
    answer = done(None, url_for(".show"), toast=Toast(say("Kata sandi sudah diganti. Perangkat lain sudah keluar.")))
    return signin.give(answer, cookie, None, remember=False)


@bp.post("/surel")
def set_surel() -> Response:
    """Set the reader's own mail address, or take it away."""
    try:
        accounts.set_surel(rooms().store, me().person, request.form.get("surel"), now())
    except Refusal as no:
        return account(refusal=no)
    return done(None, url_for(".show"), toast=Toast(say("Alamat surel sudah disimpan.")))


@bp.get("/surat")
def daily_letter() -> Response:
    """Show the reader's daily letter as it would be now."""
    here = rooms()
    written = Delivery(here.store, here.library, here.desk, here.settings.url).letter_of(me().id, now())
    return page("akun/surat.html", written=written)


@bp.post("/perangkat/<session>/akhiri")
def end_session(session: str) -> Response:
    """Sign one of the reader's other browsers out."""
    sessions.end_one(rooms().store, me().person, session, now())
    return done(DEVICES, url_for(".show"), toast=Toast(say("Perangkat itu sudah keluar.")), **devices())


@bp.post("/perangkat/akhiri")
def end_others() -> Response:
    """Sign all of the reader's other browsers out."""
    here = signin.signed_in()
    for one in sessions.open_sessions(me().id, now()):
        if here is None or one.key != here.session:
            sessions.end_one(rooms().store, me().person, one.key, now())
    return done(DEVICES, url_for(".show"), toast=Toast(say("Semua perangkat lain sudah keluar.")), **devices())


@bp.post("/token")
def make_token() -> Response:
    """Make a token and show its value, this once."""
    _, value = tokens.make(rooms().store, me().person, request.form.get("nama_token", ""), now())
    return page("akun/akun.html", TOKENS, **everything(fresh=value))


@bp.post("/token/<token>/cabut")
def revoke_token(token: str) -> Response:
    """Revoke one of the reader's tokens."""
    tokens.revoke(rooms().store, me().person, token, now())
    return done(TOKENS, url_for(".show"), toast=Toast(say("Token sudah dicabut.")), tokens=tokens.listed(me().id))


def account(*, refusal: Refusal | None = None) -> Response:
    """Return the account page, after a refusal with its reason."""
    return page("akun/akun.html", status=refusal.status if refusal else 200, **everything(refusal=refusal))


def everything(**more: object) -> Values:
    """Return all that the account page shows."""
    expired = rooms().passwords.expired(me().person.password_changed_at, now())
    return {"person": me().person, "hint": password_hint(), "tokens": tokens.listed(me().id), "roles": roles(),
            "rights": rights(), "expired": expired, "typed": request.form, "mails": rooms().settings.mail is not None,
            **devices(), **more}  # fmt: skip


def devices() -> Values:
    """Return the reader's open sessions, and which of them is this one."""
    here = signin.signed_in()
    return {"sessions": sessions.open_sessions(me().id, now()), "here_key": here.session if here else None}


def roles() -> list[Holding]:
    """Return the roles the reader holds today."""
    held = [one for one in me().assignments if one.on(today())]
    return [Holding(titles.held(one), _where(one.agency, one.unit), _until(one.mulai, one.sampai)) for one in held]


def rights() -> list[Holding]:
    """Return the rights the reader has today."""
    given = [one for one in me().grants if one.on(today())]
    return [Holding(titles.RIGHTS[one.right], _where(one.agency), _until(one.mulai, one.sampai)) for one in given]


def _where(agency_id: str | None, unit: str | None = None) -> str:
    agency = rooms().library.agency(agency_id) if agency_id else None
    return ", ".join(
        part for part in (titles.unit(agency_id or "", unit), agency.nama if agency else agency_id) if part
    )


def _until(first: date | None, last: date | None) -> str:
    if last is not None:
        return say("Berakhir {day}", day=words.day(last))
    return say("Sejak {day}", day=words.day(first)) if first else say("Tanpa batas waktu")
