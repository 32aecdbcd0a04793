"""Signing in and out, the one-time links, and the people of the demo."""

from __future__ import annotations

import ipaddress

from flask import Blueprint, Response, redirect, request, url_for

from portal.people import invites, sessions
from portal.people.passwords import SHORTEST
from portal.people.signin import sign_in
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.web import demo, signin
from portal.web.answers import page
from portal.web.next_url import inside
from portal.web.rooms import now, reader, rooms

bp = Blueprint("masuk", __name__, url_prefix="/masuk")


def password_hint() -> str:
    """Return what a new password must be, before anybody has typed one."""
    profile = rooms().settings.password_profile
    if profile == "bssn":
        return say("Paling pendek {n} karakter, dengan huruf besar, huruf kecil, angka dan tanda baca.",
                   n=SHORTEST[profile])  # fmt: skip
    return say("Paling pendek {n} karakter. Beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak.",
               n=SHORTEST[profile])  # fmt: skip


@bp.get("")
def show() -> Response:
    """Show the door; in the demo also whom one can come in as."""
    following = inside(request.args.get("lanjut"), "/")
    if reader() is not None and not offers_demo():
        return redirect(following, 303)  # type: ignore[return-value]
    return door(following)


@bp.post("")
def enter() -> Response:
    """Sign in with user name and password."""
    form, following = request.form, inside(request.form.get("lanjut"), "/")
    remember = "ingat" in form
    try:
        welcome = sign_in(
            rooms().store, rooms().passwords, form.get("nama", ""), form.get("sandi", ""), now(),
            address=request.remote_addr or "", agent=request.headers.get("User-Agent"),
            device=request.cookies.get(signin.cookie_name("perangkat")), remember=remember,
        )  # fmt: skip
    except Refusal as no:
        return door(following, refusal=no)
    if rooms().passwords.expired(welcome.person.password_changed_at, now()):
        following = url_for("akun.show")
    answer: Response = redirect(following, 303)  # type: ignore[assignment]
    return signin.give(answer, welcome.cookie, welcome.device, remember=remember)


@bp.get("/tautan/<token>")
def link(token: str) -> Response:
    """Show the form that a one-time link opens."""
    return page("masuk/tautan.html", invited=invites.look(token, now()).person, token=token, hint=password_hint())


@bp.post("/tautan/<token>")
def accept(token: str) -> Response:
    """Set the first or a new password, and sign in with it."""
    invited, form = invites.look(token, now()).person, request.form
    try:
        if form.get("sandi", "") != form.get("ulang", ""):
            raise Refusal(say("Kedua kata sandi tidak sama. Ketik ulang."), field="ulang")
        person = invites.redeem(rooms().store, rooms().passwords, token, form.get("sandi", ""), now())
    except NotThere:
        raise
    except Refusal as no:
        return page("masuk/tautan.html", status=no.status, invited=invited, token=token, hint=password_hint(),
                    refusal=no)  # fmt: skip
    cookie = sessions.begin(rooms().store, person.id, now(), request.headers.get("User-Agent"))
    return signin.give(redirect(url_for("beranda.show"), 303), cookie, None, remember=False)  # type: ignore[arg-type]


@bp.post("/demo")
def as_demo() -> Response:
    """Come in as one of the demo's people, or look as another one of them."""
    if not offers_demo():
        raise NotThere(say("Halaman ini tidak ada."))
    person = demo.person(request.form.get("orang", ""))
    here, answer = signin.signed_in(), redirect(url_for("beranda.show"), 303)
    if here is not None:
        sessions.act_as(rooms().store, here, None if person.id == here.account.id else person.id, now())
        return answer  # type: ignore[return-value]
    cookie = sessions.begin(rooms().store, person.id, now(), request.headers.get("User-Agent"))
    return signin.give(answer, cookie, None, remember=False)  # type: ignore[arg-type]


def offers_demo() -> bool:
    """True if this is the demo, and the request comes from this very machine and through nobody else."""
    if not rooms().settings.demo or request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded"):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def door(following: str, *, refusal: Refusal | None = None) -> Response:
    """Show the sign-in form, after a refusal with what was typed (never the password)."""
    groups = demo.groups() if offers_demo() else []
    status = refusal.status if refusal else 200
    return page("masuk/masuk.html", status=status, following=following, typed=request.form, refusal=refusal,
                people=groups)  # fmt: skip
