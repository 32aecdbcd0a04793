"""Sentences for people: Indonesian as written, translatable afterwards.

A rule in a pure room writes `say("Langkah ini menunggu {jabatan}.", jabatan=title)`.
The result *is* the Indonesian sentence (a str), and remembers its template and values,
so that the pages can show the same sentence in another language.
"""

from __future__ import annotations


class Said(str):
    """A sentence that remembers how it was made."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]


def say(template: str, /, **values: object) -> Said:
    """Return `template` filled with `values`; the template is the key of the catalogue."""
    sentence = Said(template.format(**values) if values else template)
    sentence.template = template
    sentence.values = values
    return sentence
