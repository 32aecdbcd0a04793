"""What a plugin may ask of a composed SOP: add, replace or drop steps; and what an activity is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Add:
    """Add a step. Exactly one of `after` (the first id present wins) and `before`.

    `step` holds the keys of a `langkah` item as a document would write them, `aktivitas` included;
    an Add whose activity already stands in the SOP is left out.
    """

    step: Mapping[str, Any]
    after: tuple[str, ...] = ()
    before: str | None = None


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
    """One field of an activity's form, shown at the check."""

    name: str
    label: str
    kind: Literal["teks", "paragraf", "tanggal", "jam", "pilihan", "centang"] = "teks"
    required: bool = False
    hint: str | None = None
    choices: tuple[str, ...] = ()


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
    `form` is asked at the check; `validate` gets what was typed (name → text) and returns refusals;
    `produce` turns accepted values into (label, text) lines shown with the step ever after.
    """

    name: str
    title: str
    template: Mapping[str, Any]
    form: tuple[FormField, ...] = ()
    validate: Callable[[Mapping[str, str]], list[str]] = field(default=accept)
    produce: Callable[[Mapping[str, str]], list[tuple[str, str]]] = field(default=nothing)
