"""YAML without its dangers: text, lists and mappings with line numbers, built from events that were counted first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from portal.say import Said, say
from portal.sop.faults import Faults, short
from portal.sop.unseen import unseen, unseen_message

MAX_DEPTH = 8
MAX_EVENTS = 20_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text as typed; `plain` if it stood without quotes."""

    text: str
    plain: bool
    line: int | None

    @property
    def is_empty(self) -> bool:
        """True for nothing, blanks, and an unquoted `null` or `~`: the only words YAML may interpret here."""
        return not self.text.strip() or (self.plain and self.text in ("null", "~"))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Node, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping: key → (line of the key, value)."""

    entries: Mapping[str, tuple[int | None, Node]]
    line: int | None


Node = Scalar | Listing | Mapped


class _Open:
    """A list or mapping whose end has not been seen yet."""

    def __init__(self, line: int, mapping: bool) -> None:
        self.line = line
        self.mapping = mapping
        self.items: list[Node] = []
        self.entries: dict[str, tuple[int | None, Node]] = {}
        self.key: Scalar | None = None

    def take(self, node: Node, faults: Faults) -> None:
        """Put the next node in: an item, a key, or the value of the key before it."""
        if not self.mapping:
            self.items.append(node)
        elif self.key is None:
            if not isinstance(node, Scalar):
                raise faults.refusal(node.line, say("Kunci harus berupa kata, bukan daftar atau pasangan lain."))
            self.key = node
        else:
            self._enter(self.key, node, faults)
            self.key = None

    def _enter(self, key: Scalar, node: Node, faults: Faults) -> None:
        if key.text in self.entries:
            first = self.entries[key.text][0]
            word = short(key.text)
            faults.add(
                key.line, say('Kunci "{key}" sudah ada di baris {first}. Hapus salah satu.', key=word, first=first)
            )
        else:
            self.entries[key.text] = (key.line, node)

    def closed(self) -> Node:
        """Return the finished list or mapping."""
        return Mapped(self.entries, self.line) if self.mapping else Listing(tuple(self.items), self.line)


def build(header: str, first_line: int, faults: Faults) -> Mapped:
    """Build the mapping a front matter holds; raise `Unreadable` at the first excess, tag, anchor or misspelling."""
    opened: list[_Open] = []
    root: Node | None = None
    for event in _events(header, first_line, faults):
        line = _line(event, first_line)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(opened) >= MAX_DEPTH:
                raise faults.refusal(line, say("Susunan terlalu dalam: paling dalam {most} tingkat.", most=MAX_DEPTH))
            opened.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
            continue
        node = _scalar(event, line, faults) if isinstance(event, yaml.ScalarEvent) else opened.pop().closed()
        if opened:
            opened[-1].take(node, faults)
        else:
            root = node
    if not isinstance(root, Mapped):
        raise faults.refusal(first_line, say('Front matter harus berupa pasangan "kunci: nilai", misalnya "nama: …".'))
    return root


def _scalar(event: yaml.ScalarEvent, line: int, faults: Faults) -> Scalar:
    if found := unseen(event.value):
        raise faults.refusal(line, unseen_message(found))
    return Scalar(unicodedata.normalize("NFC", event.value), bool(event.implicit[0]), line)


def _events(header: str, first_line: int, faults: Faults) -> Iterator[yaml.NodeEvent | yaml.CollectionEndEvent]:
    """Yield the events of one plain document, refusing whatever could grow, act or nest beyond measure."""
    try:
        for count, event in enumerate(yaml.parse(header, Loader=yaml.CSafeLoader)):
            if excess := _excess(event, count):
                raise faults.refusal(_line(event, first_line), excess)
            if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise faults.refusal(mark.line + first_line if mark else first_line, _misspelt(error)) from None
    except yaml.YAMLError:
        raise faults.refusal(first_line, say("Front matter tidak terbaca. Simpan ulang sebagai teks biasa.")) from None


def _line(event: yaml.Event, first_line: int) -> int:
    return first_line + (event.start_mark.line if event.start_mark else 0)


def _excess(event: yaml.Event, count: int) -> Said | None:
    if count > MAX_EVENTS:
        return say("Front matter terlalu panjang. Pecah menjadi beberapa SOP.")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return say("Jangkar (&) dan rujukan (*) tidak diterima. Tulis isinya, atau beri tanda kutip.")
    if getattr(event, "tag", None):
        return say("Penanda tipe (!) tidak diterima. Hapus, atau beri tanda kutip pada teksnya.")
    if isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent) and event.explicit:
        return say("Hanya satu front matter per berkas. Hapus tanda --- atau ... di dalamnya.")
    return None


def _misspelt(error: yaml.MarkedYAMLError) -> Said:
    problem, context = error.problem or "", error.context or ""
    if "mapping values are not allowed" in problem:
        return say("Titik dua tidak pada tempatnya. Beri tanda kutip pada teks yang memuat titik dua.")
    if "quoted scalar" in context:
        return say("Tanda kutip tidak ditutup, atau ada garis miring terbalik di dalamnya. Perbaiki tanda kutipnya.")
    if "flow" in context:
        return say("Kurung tidak ditutup, atau kurang koma. Periksa baris ini dan sebelumnya.")
    if "cannot start any token" in problem or "alias" in context:
        return say("Teks tidak boleh diawali tanda khusus seperti @, %, * atau `. Beri tanda kutip pada teksnya.")
    return say("Susunan front matter keliru di sekitar baris ini. Periksa lekukan, tanda kutip dan titik dua.")


def node_of(value: object) -> Node | None:
    """Return a Python value as a document would write it; None if no document could."""
    match value:
        case None:
            return Scalar("", True, None)
        case bool():
            return Scalar("true" if value else "false", True, None)
        case str() | int() | float():
            text = unicodedata.normalize("NFC", str(value))
            return None if unseen(text) else Scalar(text, False, None)
        case date():
            return Scalar(value.isoformat(), False, None)
        case list() | tuple():
            items = [node_of(item) for item in value]
            return None if None in items else Listing(tuple(item for item in items if item is not None), None)
        case Mapping():
            entries = {str(key): (None, node_of(item)) for key, item in value.items()}
            kept = {key: (line, node) for key, (line, node) in entries.items() if node is not None}
            return Mapped(kept, None) if len(kept) == len(entries) else None
        case _:
            return None
