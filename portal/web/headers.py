"""What every answer says to the browser: nothing from elsewhere, nothing in frames, nothing kept that is private."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
        "manifest-src 'self'",
    )
)  # fmt: skip

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # `same-origin`, not `no-referrer`: over plain HTTP the latter makes browsers send `Origin: null`
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ON_HTTPS = {
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def dresser(*, plain_http: bool, signed_in: Callable[[], bool]) -> Callable[[Response], Response]:
    """Return the function that puts the headers on an answer."""
    fixed = tuple((ALWAYS if plain_http else ALWAYS | ON_HTTPS).items())

    def dress(answer: Response) -> Response:
        headers = answer.headers
        given = {name.lower() for name, _ in headers}
        headers.extend((name, value) for name, value in fixed if name.lower() not in given)
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store" if signed_in() else "private, no-cache"
            answer.vary.update(("Cookie", "HX-Request"))
        return answer

    return dress
