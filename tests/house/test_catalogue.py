"""Every sentence of the pages has its English, complete and compiled."""

from __future__ import annotations

import string
from gettext import GNUTranslations
from os import PathLike
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.house.source import ROOT

FOLDER = ROOT / "portal/translations"
ENGLISH = FOLDER / "en/LC_MESSAGES/messages.po"
HINT = "run `make catalogue`, then translate what is empty in " + ENGLISH.relative_to(ROOT).as_posix()


Key = tuple[str | None, str | tuple[str, ...]]
"""What a sentence is found by: its context, and the Indonesian sentence (twice, where English counts)."""


def written() -> set[Key]:
    """Return the sentences that stand in code and templates."""
    with (FOLDER / "babel.cfg").open() as file:
        method_map, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    keywords = {**DEFAULT_KEYWORDS, "say": None}
    found = extract_from_dir(ROOT, method_map, options, keywords, directory_filter=not_hidden)
    return {(context, message) for _file, _line, message, _comments, context in found if message}


def not_hidden(folder: str | PathLike[str]) -> bool:
    """True for the folders that are looked through; Babel by itself would leave out `_parts`."""
    return not Path(folder).name.startswith(".")


def english() -> Catalog:
    """Return the English catalogue."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def translated(message: Message) -> list[str]:
    """Return the translations of a message: one, or one for each number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_every_sentence_is_in_the_english_catalogue() -> None:
    known = {(message.context, message.id) for message in english() if message.id}
    assert known == written(), HINT


def test_every_sentence_has_an_english_one() -> None:
    assert [message.id for message in english() if message.id and not all(translated(message))] == [], HINT


def test_no_translation_is_only_guessed() -> None:
    assert [message.id for message in english() if message.id and message.fuzzy] == []


def test_a_translation_uses_the_same_values() -> None:
    wrong = []
    for message in english():
        original = message.id if isinstance(message.id, str) else message.id[-1]
        wrong += [text for text in translated(message) if message.id and places(text) != places(original)]
    assert wrong == []


def places(text: str) -> set[str]:
    """Return the names of the values a sentence has places for: `{name}` or `%(name)s`."""
    percent = set(text.split("%(")[1:])
    return {name for _, name, _, _ in string.Formatter().parse(text.replace("%", "")) if name} | {
        part.split(")")[0] for part in percent
    }


def test_what_is_compiled_is_what_is_written() -> None:
    with ENGLISH.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    stale = [m.id for m in english() if m.id and shown(compiled, m) != translated(m)]
    assert stale == [], HINT


def shown(compiled: GNUTranslations, message: Message) -> list[str]:
    """Return what a page shows for a message: one sentence, or the one for 1 and the one for 2."""
    if not isinstance(message.id, str):
        one, many = message.id
        return [compiled.ngettext(one, many, number) for number in (1, 2)]
    if message.context:
        return [compiled.pgettext(message.context, message.id)]
    return [compiled.gettext(message.id)]
