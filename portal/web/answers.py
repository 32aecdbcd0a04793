"""How a view answers: `page()` for reading, `done()` after an act, `refused()` where the act is refused in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Response, flash, get_flashed_messages, make_response, redirect, render_template

from portal.refusal import Refusal
from portal.web import htmx
from portal.web.language import said
from portal.web.rooms import reader

Values = dict[str, Any]
"""What a template is given, where several pages share it."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What has just happened, in one sentence, and how to take it back.

    `undo` is the URL that a POST takes it back with, `fields` what that form carries.
    """

    text: str
    undo: str | None = None
    undo_label: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def page(template: str, fragment: str | None = None, *, status: int = 200, **values: object) -> Response:
    """Answer the page, or only its `fragment` where htmx replaces a part."""
    part = fragment is not None and htmx.wants_fragment()
    answer = make_response(render_template(fragment if part and fragment else template, **values), status)
    return _uncached(answer) if part else answer


def done(fragment: str | None, url: str, *, toast: Toast | None = None, **values: object) -> Response:
    """Answer an act that succeeded: the fragment with its toast for htmx, else 303 to `url`."""
    if fragment is None or not htmx.wants_fragment():
        if toast is not None:
            flash(_plain(toast), "toast")  # type: ignore[arg-type]
        if htmx.wants_fragment():
            return _uncached(Response(status=204, headers={"HX-Redirect": url}))
        return redirect(url, 303)  # type: ignore[return-value]
    body = render_template(fragment, **values)
    if toast is not None:
        body += render_template("_parts/_pesan.html", toasts=[_plain(toast)], oob=True)
    return _uncached(make_response(body))


def beside_menu(answer: Response) -> Response:
    """Send the main menu along with a fragment, as an act may have changed what it counts."""
    answer.data += render_template("_parts/_menu.html", person=reader(), oob=True).encode()
    return answer


def refused(no: Refusal) -> Response:
    """Answer htmx with the refusal in the page's message area; the form keeps what was typed."""
    answer = _uncached(make_response(render_template("_parts/_pesan.html", refusal=no, toasts=()), no.status))
    answer.headers["HX-Retarget"] = htmx.MESSAGE_AREA
    answer.headers["HX-Reswap"] = f"outerHTML show:{htmx.MESSAGE_AREA}:top"
    return answer


def toasts() -> list[Mapping[str, object]]:
    """Return what has happened just before this page, once."""
    return list(get_flashed_messages(category_filter=["toast"]))  # type: ignore[arg-type]


def _plain(toast: Toast) -> dict[str, object]:
    return {name: said(value) if isinstance(value, str) else value for name, value in asdict(toast).items()}


def _uncached(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.vary.update(("Cookie", "HX-Request"))
    return answer
