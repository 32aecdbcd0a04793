"""Sentences for people: Indonesian as written, translatable afterwards.

A rule in a pure room writes `say("Langkah ini menunggu {jabatan}.", jabatan=title)`.
The result *is* the Indonesian sentence (a str), and remembers its template and values,
so that the pages can show the same sentence in another language.
"""

from __future__ import annotations

from collections.abc import Mapping


class Said(str):
    """A sentence that remembers how it was made."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]


def say(template: str, /, **values: object) -> Said:
    """Return `template` filled with `values`; the template is the key of the catalogue."""
    sentence = Said(template.format(**fitting(template, values)) if values else template)
    sentence.template = template
    sentence.values = values
    return sentence


def fitting(template: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values as they stand in `template`: a full stop is not doubled, as in "oleh Dewi, S.E., M.M."."""
    if "}." not in template:
        return values
    return {name: _without_stop(value) if f"{{{name}}}." in template else value for name, value in values.items()}


def _without_stop(value: object) -> object:
    return value if isinstance(value, Said) or not isinstance(value, str) else value.removesuffix(".")
