"""Refusals and faults as people read them: a page, a message in place, or JSON; never a trace."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from portal.refusal import Refusal
from portal.say import say
from portal.web import htmx
from portal.web.answers import refused
from portal.web.rooms import reader

log = logging.getLogger("portal.web")

SENTENCES = {
    400: say("Alamat atau isi permintaan ini tidak dapat dibaca. Periksa alamatnya, lalu ulangi."),
    404: say("Halaman ini tidak ada, atau bukan untuk Anda."),
    405: say("Halaman ini tidak menerima permintaan seperti itu."),
    413: say("Kiriman ini terlalu besar. Kurangi isinya, lalu kirim lagi."),
    415: say("Bentuk kiriman ini tidak dikenal. Kirim lewat formulir di halamannya."),
}
UNKNOWN = say("Permintaan ini tidak dapat dilayani.")
FAULT = say("Terjadi kesalahan di portal. Tidak ada yang tersimpan. Ulangi sebentar lagi; bila tetap begitu, "
            "sampaikan kode ini kepada pengelola portal.")  # fmt: skip


def install(app: Flask) -> None:
    """Answer every refusal and every fault in plain words."""
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_fault)


def on_refusal(no: Refusal) -> Response:
    """Answer a refusal: in place for htmx, as JSON for programs, else as a page of its own."""
    if _for_program():
        return _json(no)
    if htmx.wants_fragment():
        return refused(no)
    return _page(no)


def on_http(error: HTTPException) -> Response:
    """Answer what Werkzeug refuses (404, 405, 413, …) like any other refusal."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    answer = on_refusal(Refusal(SENTENCES.get(status, UNKNOWN), status=status))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def on_fault(error: Exception) -> Response:
    """Answer a fault of ours: its trace goes to the log under a code, the person gets the code."""
    code = secrets.token_hex(4)
    log.error("fault %s at %s %s", code, request.method, request.endpoint, exc_info=error)
    no = Refusal(FAULT, status=500, reasons=(say("Kode: {code}", code=code),))
    try:
        if _for_program():
            return _json(no)
        if htmx.wants_fragment():
            return refused(no)
        return make_response(render_template("galat/galat.html", no=no, bare=True), 500)
    except Exception:  # the page of faults is faulty itself: say it without a page
        log.exception("fault %s could not be shown", code)
        return Response(f"{no.message}\n{no.reasons[0]}\n", 500, content_type="text/plain; charset=utf-8")


def _for_program() -> bool:
    return request.path.startswith("/api/")


def _json(no: Refusal) -> Response:
    answer = jsonify({"galat": str(no.message), "alasan": [str(reason) for reason in no.reasons]})
    answer.status_code = no.status
    if no.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _page(no: Refusal) -> Response:
    answer = make_response(render_template("galat/galat.html", no=no, bare=False), no.status)
    answer.headers["Cache-Control"] = "no-store" if reader() else "private, no-cache"
    answer.vary.update(("Cookie", "HX-Request"))
    return answer
