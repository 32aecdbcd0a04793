"""The one exception by which the portal says no: in plain words, with the remedy."""

from __future__ import annotations


class Refusal(Exception):
    """An act that is refused.

    `message` is shown to the person as it is (see `portal.say`); `status` is the HTTP status
    it becomes; `field` names the form field it belongs to, if one; `reasons` are further
    sentences, each shown.
    """

    def __init__(
        self, message: str, *, status: int = 422, field: str | None = None, reasons: tuple[str, ...] = ()
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.status = status
        self.field = field
        self.reasons = reasons


class NotThere(Refusal):
    """What was asked for does not exist, or not for this person: the same answer for both."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=404)


class Taken(Refusal):
    """Somebody else was first, or the page was old: look again, nothing was written."""

    def __init__(self, message: str, *, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message, status=409, reasons=reasons)


class NotAllowed(Refusal):
    """The person sees the thing but may not do this to it."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=403)


class Unable(Refusal):
    """This machine lacks what the act needs: nothing is wrong with what was asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=503)
