"""Gzip on the way out, where the browser takes it and it pays."""

from __future__ import annotations

import zlib

from flask import Response, request

SMALLEST = 700
LEVEL = 5
TEXTS = ("text/", "application/json", "image/svg+xml")


def takes_gzip() -> bool:
    """True if the browser accepts gzip."""
    return request.accept_encodings.quality("gzip") > 0


def zipped(answer: Response) -> Response:
    """Return `answer`, gzipped if the browser accepts that and the answer is text of some length."""
    if not (answer.mimetype or "").startswith(TEXTS) or answer.is_streamed or "Content-Encoding" in answer.headers:
        return answer
    answer.vary.add("Accept-Encoding")
    data = answer.get_data()
    if len(data) < SMALLEST or not takes_gzip():
        return answer
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    answer.set_data(packer.compress(data) + packer.flush())
    answer.headers["Content-Encoding"] = "gzip"
    return answer
