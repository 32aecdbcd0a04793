"""The cookie that carries what has just happened from one page to the next."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class Toasts(SecureCookieSessionInterface):
    """Flask's signed cookie, whose signature is only prepared for a request that brings one: most bring none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the page before has told."""
        if self.get_cookie_name(app) in request.cookies:
            return super().open_session(app, request)
        return self.session_class()
