"""What a plugin may ask of a composed SOP: add, replace or drop steps; and what an activity is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from portal.say import say

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
CLOCK = re.compile(r"([01]\d|2[0-3])[:.][0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Add:
    """Add a step. Exactly one of `after` (one id, or several of which the first present wins) and `before`.

    `step` holds the keys of a `langkah` item as a document would write them, `aktivitas` included;
    an Add whose activity already stands in the SOP is left out.
    """

    step: Mapping[str, Any]
    after: str | tuple[str, ...] = ()
    before: str | None = None

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of `after`, in order."""
        return (self.after,) if isinstance(self.after, str) else tuple(self.after)


@dataclass(frozen=True, slots=True)
class Replace:
    """Replace some keys of the step `id`; `values` as a document would write them."""

    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Drop the step `id`; refused while another step aims at it."""

    id: str


Edit = Add | Replace | Drop


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of an activity's form, shown at the check.

    What is typed is text: a `tanggal` is `2026-10-14`, a `jam` `09:00`, a `centang` anything but nothing.
    """

    name: str
    label: str
    kind: Literal["teks", "paragraf", "tanggal", "jam", "pilihan", "centang"] = "teks"
    required: bool = False
    hint: str | None = None
    choices: tuple[str, ...] = ()

    def unfit(self, text: str | None) -> str | None:
        """Return what is wrong with `text` by itself (None: nothing was typed); None if it will do."""
        if not text:
            return say("“{label}” perlu diisi.", label=self.label) if self.required else None
        if self.kind == "tanggal" and not _is_day(text):
            return say("“{label}”: tulis tanggal seperti 2026-10-14.", label=self.label)
        if self.kind == "jam" and not CLOCK.fullmatch(text):
            return say("“{label}”: tulis jam seperti 09.00.", label=self.label)
        if self.kind == "pilihan" and text not in self.choices:
            return say("“{label}”: pilih {choices}.", label=self.label, choices=", ".join(self.choices))
        return None


def _is_day(text: str) -> bool:
    try:
        return bool(DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def accept(values: Mapping[str, str]) -> list[str]:
    """Accept every form: the rule of an activity that has none."""
    return []


def nothing(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Produce nothing: the answer of an activity that only asks."""
    return []


@dataclass(frozen=True, slots=True)
class Activity:
    """Behaviour behind a step.

    `template` gives defaults for a step with `aktivitas: <name>`, as a document would write them;
    `form` is asked at the check; `validate` gets what was typed (name → text, empty fields left out, each
    fit by itself) and returns refusals; `produce` turns accepted values into (label, text) lines shown
    with the step ever after.
    """

    name: str
    title: str
    template: Mapping[str, Any]
    form: tuple[FormField, ...] = ()
    validate: Callable[[Mapping[str, str]], list[str]] = field(default=accept)
    produce: Callable[[Mapping[str, str]], list[tuple[str, str]]] = field(default=nothing)

    def refusals(self, values: Mapping[str, str]) -> list[str]:
        """Return why `values` are not accepted: fields that are unfit by themselves, else the activity's own rule."""
        unfit = [reason for asked in self.form if (reason := asked.unfit(values.get(asked.name)))]
        return unfit or self.validate(values)
