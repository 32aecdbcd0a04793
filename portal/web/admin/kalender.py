"""The nation's days off: the decrees of each year, written by the portal's administrator."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.refusal import Refusal
from portal.web.admin.shared import require_admin, tabs
from portal.web.answers import page
from portal.web.kalender import acts
from portal.web.kalender.acts import Place
from portal.web.kalender.year import KIND_WORDS

bp = Blueprint("admin_kalender", __name__, url_prefix="/admin/kalender")


@bp.before_request
def admin_only() -> None:
    """Hide these pages from those who administer an agency only."""
    require_admin()


@bp.get("")
def show() -> Response:
    """Show a year."""
    return _page()


@bp.post("")
def add() -> Response:
    """Write a day off down."""
    try:
        return acts.add(_place())
    except Refusal as no:
        return _page(no)


@bp.post("/<row>/cabut")
def withdraw(row: str) -> Response:
    """Let a day off count no longer."""
    return acts.withdraw(_place(), row)


@bp.get("/impor")
def form() -> Response:
    """Ask for a table."""
    return _table()


@bp.post("/impor")
def preview() -> Response:
    """Show what importing a table would do; nothing is written yet."""
    try:
        text, found = acts.preview(_place())
    except Refusal as no:
        return _table(acts.sent_table(), refusal=no)
    return _table(text, found=found)


@bp.post("/impor/simpan")
def bring_in() -> Response:
    """Write the table that was looked at."""
    try:
        return acts.bring_in(_place())
    except Refusal as no:
        return _table(acts.sent_table(), refusal=no)


@bp.get("/unduh/<format_name>")
def download(format_name: str) -> Response:
    """Answer a year as a file."""
    return acts.give_out(_place(), format_name)


def _place() -> Place:
    return Place("admin_kalender")


def _page(refusal: Refusal | None = None) -> Response:
    return page("admin/kalender.html", status=refusal.status if refusal else 200, tabs=tabs(),
                **acts.shown(_place(), refusal))  # fmt: skip


def _table(text: str = "", *, found: object = None, refusal: Refusal | None = None) -> Response:
    return page("admin/kalender_impor.html", status=refusal.status if refusal else 200, tabs=tabs(), place=_place(),
                text=text, found=found, refusal=refusal, kinds=KIND_WORDS)  # fmt: skip
