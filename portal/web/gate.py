"""The one door: who may reach which endpoint at all. Closed by default; what is open is named here."""

from __future__ import annotations

from flask import Flask, Response, abort, request

from portal.refusal import NotAllowed, NotThere
from portal.say import say
from portal.web import hosts, signin
from portal.web.rooms import administers, me, reader, rooms

OPEN = frozenset(
    {
        "static.file", "masuk.show", "masuk.enter", "masuk.as_demo", "keluar.leave", "masuk.link", "masuk.accept",
        "tampilan.change", "bantuan.show",
    }
)  # fmt: skip
"""Open to everybody, always."""

READABLE = frozenset(
    {
        "beranda.show", "sop.library", "sop.base", "sop.variants", "sop.download", "instansi.everyone",
        "instansi.one", "instansi.sheet", "instansi.origins", "instansi.variants", "instansi.download",
        "cetak.base", "cetak.sheet", "cetak.mark",
    }
)  # fmt: skip
"""SOPs in force: open to visitors, unless the office has closed that."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
API = "api"


def install(app: Flask) -> None:
    """Put the gate before every endpoint, in this order: host, other sites, sign-in, area."""
    app.before_request(refuse_strange_host)
    app.before_request(refuse_cross_site)
    app.before_request(let_in)


def refuse_strange_host() -> None:
    """Answer 400 to a request for a host that is not this portal."""
    settings = rooms().settings
    private_too = settings.http or settings.demo or settings.url is None
    if not hosts.is_own_host(request.environ.get("HTTP_HOST", ""), settings.url, private_too=private_too):
        abort(400)


def refuse_cross_site() -> None:
    """Refuse whatever would change something and does not come from one of our own pages."""
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        origin = request.headers.get("Origin")
        own = origin is not None and hosts.is_same_origin(origin, request.environ.get("HTTP_HOST", ""))
    else:
        own = site == "same-origin"
    if not own:
        raise NotAllowed(say("Permintaan ini tidak berasal dari halaman portal. Buka portalnya, lalu ulangi di sana."))


def let_in() -> Response | None:
    """Find out who asks, and close what is not open to him."""
    endpoint = request.endpoint
    if endpoint == "static.file":
        return None
    if endpoint is None:
        signin.by_cookie()  # 404 and 405 are the same for everybody, but none looks signed out to whom is signed in
        return None
    if request.blueprint == API:
        signin.by_token()
        return None
    signin.by_cookie()
    if endpoint in OPEN or reader() is not None:
        _hide_administration(request.blueprint)
        return None
    if endpoint in READABLE and rooms().settings.visitors_read:
        return None
    return signin.ask()


def _hide_administration(blueprint: str | None) -> None:
    """Administration does not exist for those who administer nothing."""
    if blueprint is not None and blueprint.startswith("admin") and not administers(me()):
        raise NotThere(say("Halaman ini tidak ada."))
