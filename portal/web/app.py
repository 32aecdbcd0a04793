"""The web application, put together in named steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

from portal.clock import DemoClock, utcnow
from portal.desk import Desk
from portal.library import Library
from portal.people.passwords import Passwords
from portal.plugins import Plugins, find_plugins
from portal.resources import resource_dir
from portal.settings import Settings
from portal.store.database import Store
from portal.web import (
    addresses,
    akun,
    api,
    assets,
    bantuan,
    beranda,
    compress,
    errors,
    frame,
    gate,
    headers,
    htmx,
    intake,
    kabar,
    keluar,
    language,
    majukan,
    masuk,
    periksa,
    signin,
    tampilan,
    waiting,
    words,
)
from portal.web.admin import aturan, jurnal, masalah, orang, penugasan, plugin, ringkasan, tempel
from portal.web.admin import instansi as admin_instansi
from portal.web.admin import kalender as admin_kalender
from portal.web.environment import Compiled, Environment
from portal.web.instansi import arsip, lke, officials, register, riwayat, tempo
from portal.web.instansi import pages as instansi
from portal.web.instansi import ringkasan as ringkasan_instansi
from portal.web.kalender import pages as kalender
from portal.web.rooms import NAME, Rooms, reader
from portal.web.routing import Route
from portal.web.siklus import berkas, catat, kertas, langkah, versi
from portal.web.siklus import pages as siklus
from portal.web.sop import cetak, downloads, rendering, results
from portal.web.sop import pages as sop
from portal.web.sop.kept import Files, Sheets
from portal.web.toasts import Toasts

LARGEST_REQUEST = 1024 * 1024
"""No form of the portal is longer than this; files have their own limit."""

AREAS = (
    langkah, versi,
    assets, beranda, siklus, berkas, catat, kertas, sop, instansi, tempo, ringkasan_instansi, register,
    lke, arsip, riwayat, cetak, masuk, keluar, akun, kabar, tampilan, bantuan, periksa, api,
    ringkasan, orang, penugasan, tempel, admin_instansi, plugin, masalah, jurnal, kalender, admin_kalender, aturan,
)  # fmt: skip
"""The areas of the URL; each module brings its blueprint `bp`."""


class Portal(Flask):
    """Flask with the portal's own environment of templates, and its routes."""

    jinja_environment = Environment
    url_rule_class = Route

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a view as it is: none of ours is a coroutine, which Flask would ask of each at every request."""
        return func


def create_app(settings: Settings, *, clock: Callable[[], datetime] = utcnow, watch: bool = True) -> Flask:
    """Build the portal for these settings; `watch` looks for changes of the library from now on."""
    app = Portal("portal", static_folder=None, template_folder=None)
    configure(app, settings)
    hand_in_rooms(app, settings, clock)
    add_templates(app)
    add_assets(app)
    install_shared(app)
    add_areas(app)
    if watch:
        app.extensions[NAME].library.start()
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Set what Flask wants to know."""
    plain = settings.http or settings.demo
    app.secret_key = settings.secret()
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="pesan"
        if plain
        else "__Host-pesan",  # carries only what has just happened; see `answers.Toast`
        SESSION_COOKIE_SECURE=not plain,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = Toasts()
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def hand_in_rooms(app: Flask, settings: Settings, clock: Callable[[], datetime]) -> None:
    """Open the rooms behind the pages, once."""
    plugins = find_plugins(settings)
    store = Store(settings.database)
    store.open()
    library = Library(settings, plugins, clock)
    passwords = Passwords(settings.password_profile, [agency.nama for agency in library.agencies()])
    app.extensions[NAME] = Rooms(settings, plugins, store, library, Desk(store, library, plugins), passwords, clock)
    app.extensions[rendering.NAME] = Sheets()
    app.extensions[downloads.NAME] = Files()


def add_templates(app: Flask) -> None:
    """Find templates in the portal's folder first, then each plugin's under the plugin's name."""
    rooms: Rooms = app.extensions[NAME]
    theirs: dict[str, BaseLoader] = {
        plugin.name: FileSystemLoader(plugin.folder / "templates" / plugin.name) for plugin in rooms.plugins.loaded
    }
    app.jinja_env.bytecode_cache = Compiled(str(rooms.settings.home / "index" / "templates"))
    app.jinja_env.loader = ChoiceLoader([FileSystemLoader(resource_dir("templates")), PrefixLoader(theirs)])


def add_assets(app: Flask) -> None:
    """Read the static files: the portal's own, and each plugin's under `p/<plugin>/`."""
    plugins: Plugins = app.extensions[NAME].plugins
    folders: dict[str, Path] = {"": resource_dir("static"), cetak.FOLDER: resource_dir("paper") / "fonts"}
    folders |= {f"p/{plugin.name}/": plugin.folder / "static" for plugin in plugins.loaded}
    app.extensions[assets.NAME] = assets.read_assets(folders)


def install_shared(app: Flask) -> None:
    """Install what every page shares; answers leave in the opposite order of the last two."""
    for shared in (htmx, addresses, language, words, results, waiting, officials, frame, signin, gate, intake, errors):
        shared.install(app)
    app.after_request(compress.zipped)
    settings: Settings = app.extensions[NAME].settings
    app.after_request(
        headers.dresser(plain_http=settings.http or settings.demo, signed_in=lambda: reader() is not None)
    )


def add_areas(app: Flask) -> None:
    """Register one blueprint per area of the URL."""
    for area in AREAS:
        app.register_blueprint(area.bp)
    if isinstance(app.extensions[NAME].clock, DemoClock):
        app.register_blueprint(majukan.bp)
