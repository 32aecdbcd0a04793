"""What the page of a cycle answers to a form, where the form stood: done, or refused with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.refusal import Refusal
from portal.web.answers import Toast

MANAGEMENT, REMARK = "#kelola", "#komentar"
"""Places beside the steps; a step's id never begins with this sign."""

PLACES = {"skip": MANAGEMENT, "close": MANAGEMENT, "reopen": MANAGEMENT, "cancel": MANAGEMENT, "retime": MANAGEMENT,
          "comment": REMARK}  # fmt: skip

FIELDS: Mapping[str, frozenset[str]] = {
    "check": frozenset({"alasan", "catatan", "bukti"}),
    "decide": frozenset({"alasan", "catatan", "bukti"}),
    "hand_in": frozenset({"catatan", "bukti"}),
    "send_back": frozenset({"alasan", "ke"}),
    "skip": frozenset({"alasan"}),
    "reopen": frozenset({"alasan", "salah", "lama", "baru"}),
    "cancel": frozenset({"alasan"}),
    "comment": frozenset({"catatan"}),
    "pause": frozenset({"alasan"}),
    "resume": frozenset({"catatan"}),
    "retime": frozenset({"alasan"}),
    "move": frozenset({"alasan"}),
    "record": frozenset({"alasan", "catatan", "bukti", "pejabat", "kapasitas", "tanggal", "pilihan", "peran"}),
}
"""The fields of each form that show their own error; any other refusal stands above the form."""

IN_PLACE = (413, 422)
"""What leaves the form where it is, with what was typed."""

WRITTEN = ("alasan", "catatan", "salah", "lama", "baru")


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a form: `act` is the endpoint's name, `step` the step it was about. Empty: nothing was sent."""

    act: str = ""
    step: str | None = None
    no: Refusal | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    toast: Toast | None = None

    @property
    def place(self) -> str:
        """Where it is shown: a step's id, `#kelola`, `#komentar`, or nothing for the top of the page."""
        return PLACES.get(self.act, self.step or "")

    @property
    def at_field(self) -> bool:
        """True if the refusal is shown at the field it belongs to."""
        return self.no is not None and self.no.status in IN_PLACE and self.no.field in FIELDS.get(self.act, ())

    @property
    def lost(self) -> tuple[str, ...]:
        """What was typed into a form that is no longer on the page, to be copied from the answer."""
        if self.no is None or self.no.status in IN_PLACE:
            return ()
        names = (*WRITTEN, *(name for name in self.typed if name.startswith("isian.")))
        return tuple(self.typed[name] for name in names if self.typed.get(name, "").strip())

    def to(self, act: str, step: str | None = None) -> bool:
        """True if this answers the form of `act` (on `step`) with a refusal."""
        return self.no is not None and self.act == act and (step is None or step == self.step)

    def kept(self, act: str, step: str | None = None) -> Mapping[str, str]:
        """Return what was typed into that form, if this refuses it."""
        return self.typed if self.to(act, step) else {}

    def error(self, act: str, name: str, step: str | None = None) -> str | None:
        """Return what is wrong with one field of that form."""
        return self.no.message if self.no and self.at_field and self.to(act, step) and self.no.field == name else None
