"""Light, dark, or as the device has it: one cookie, written into the page by the server."""

from __future__ import annotations

from flask import Response, request

from portal.say import say

COOKIE = "tema"
THEMES = {"": say("Ikuti perangkat"), "light": say("Terang"), "dark": say("Gelap")}
A_YEAR = 365 * 24 * 3600


def theme() -> str:
    """Return `light` or `dark` as chosen, or an empty text: as the device has it."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def remember(answer: Response, name: str, value: str, *, secure: bool) -> None:
    """Keep a taste (theme, language) in a cookie for a year; an empty value forgets it."""
    if value:
        answer.set_cookie(name, value, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")
