"""Who sends this request: found from our own session cookie, or from a personal token for the API."""

from __future__ import annotations

from flask import Flask, Request, Response, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user

from portal.people import sessions, tokens
from portal.people.sessions import SignedIn
from portal.people.standing import standing_of
from portal.refusal import Refusal
from portal.say import say
from portal.web import htmx
from portal.web.rooms import now, rooms

DEVICE_AGE = 365 * 24 * 3600
ASK = say("Anda belum masuk, atau sesi Anda sudah berakhir. Masuk dahulu, lalu ulangi.")


class User(UserMixin):  # type: ignore[misc]
    """The signed-in person, as Flask-Login carries him through a request."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in

    def get_id(self) -> str:
        """Return the person's id."""
        return self.signed_in.person.id


def install(app: Flask) -> None:
    """Let Flask-Login find people by our own session cookie, and by nothing else."""
    manager = LoginManager(app)
    manager.session_protection = None  # sessions live on the server; a change of address is no attack there
    manager.request_loader(load)
    app.config.update(
        REMEMBER_COOKIE_NAME="__Host-tidak-dipakai",
        REMEMBER_COOKIE_SECURE=True,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
    )


def load(incoming: Request) -> User | None:
    """Return whose session cookie the request carries."""
    found = sessions.who(rooms().store, incoming.cookies.get(cookie_name()), now())
    return User(found) if found else None


def by_cookie() -> None:
    """Note who is signed in, and all he holds, for the rest of the request."""
    if cookie_name() not in request.cookies:
        return
    user = current_user._get_current_object()
    if user.is_authenticated:
        g.signed_in = user.signed_in
        g.standing = standing_of(user.get_id(), now())


def by_token() -> None:
    """Note whose personal token the request carries; refuse a request without a good one."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    person = tokens.who(rooms().store, value.strip(), now()) if kind.lower() == "bearer" else None
    if person is None and kind:
        raise Refusal(say("Token ini tidak berlaku, atau sudah dicabut. Buat yang baru di halaman Akun."), status=401)
    if person is None:
        raise Refusal(say("Sertakan token pribadi Anda: Authorization: Bearer …"), status=401)
    g.standing = standing_of(person.id, now())


def ask() -> Response:
    """Send a visitor to the sign-in page, and from there back to what he wanted to read."""
    if request.method != "GET" or htmx.wants_fragment():
        raise Refusal(ASK, status=401)
    return redirect(url_for("masuk.show", lanjut=request.full_path.rstrip("?")), 303)  # type: ignore[return-value]


def signed_in() -> SignedIn | None:
    """Return this request's session, None for visitors and programs."""
    found: SignedIn | None = g.get("signed_in")
    return found


def cookie_name(word: str = "portal") -> str:
    """Return a cookie's name; the prefix makes browsers keep it to this host and to HTTPS."""
    return word if rooms().settings.http or rooms().settings.demo else f"__Host-{word}"


def give(answer: Response, cookie: str, device: str | None, *, remember: bool) -> Response:
    """Put a new session, and the mark by which this browser is known, into the answer."""
    secure = cookie_name() != "portal"
    age = int(sessions.REMEMBERED.total_seconds()) if remember else None
    answer.set_cookie(cookie_name(), cookie, max_age=age, secure=secure, httponly=True, samesite="Lax")
    if device is not None:
        name = cookie_name("perangkat")
        answer.set_cookie(name, device, max_age=DEVICE_AGE, secure=secure, httponly=True, samesite="Lax")
    return answer


def take(answer: Response) -> Response:
    """Let the browser forget the session, and what it kept of the pages."""
    secure = cookie_name() != "portal"
    answer.delete_cookie(cookie_name(), secure=secure, httponly=True, samesite="Lax")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
