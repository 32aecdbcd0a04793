"""Each key that may be set for an agency or one of its SOPs: how it is written, and the check of its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.refusal import Refusal
from portal.say import say
from portal.settings.toml_file import unknown_key

IDENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
PERIOD = re.compile(r"(?:19|20|21)\d\d(?:-(?:TW[1-4]|S[12]|0[1-9]|1[0-2]))?")
LONGEST_WINDOW = 366
LARGEST_QUOTA = 1_000_000

HOLDERS_ACTS = ("serah", "centang", "putuskan", "kembalikan", "mulai", "tunda", "lanjutkan", "urungkan", "komentar")
"""What the holder of a role does, and an acting official may be kept from."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: an example of what is written, and what makes a value of it; ValueError where it does not fit."""

    example: str
    read: Callable[[object], object]


def table_of(
    table: Mapping[str, object], keys: Mapping[str, Key], place: str, shown: str, also: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return the values of a table by key; refuse an unknown key, and a value that does not fit."""
    values: dict[str, object] = {}
    for name, value in table.items():
        if name not in keys:
            raise unknown_key(f"{shown}: {place}", name, (*keys, *also))
        try:
            values[name] = keys[name].read(value)
        except ValueError:
            raise refused(shown, place, name, keys[name].example) from None
    return values


def refused(shown: str, place: str, key: str, example: str) -> Refusal:
    """Return the refusal of a value that does not fit, with how it is written."""
    return Refusal(
        say("{berkas}: {tempat} {kunci} ditulis seperti {contoh}.", berkas=shown, tempat=place, kunci=key,
            contoh=example), field=key,
    )  # fmt: skip


def _fits(fits: object, value: object) -> object:
    if not fits:
        raise ValueError
    return value


def _units(value: object) -> object:
    pairs = value if isinstance(value, dict) else {"": ""}
    names = {str(key): " ".join(name.split()) for key, name in pairs.items() if isinstance(name, str)}
    return _fits(len(names) == len(pairs) and all(IDENT.fullmatch(key) and name for key, name in names.items()), names)


def _names(value: object) -> object:
    names = value if isinstance(value, list) else [None]
    _fits(all(isinstance(name, str) and NAME.fullmatch(name) for name in names), names)
    return tuple(dict.fromkeys(names))


def _acts(value: object) -> object:
    acts = value if isinstance(value, list) else [None]
    return _fits(all(act in HOLDERS_ACTS for act in acts), tuple(act for act in HOLDERS_ACTS if act in acts))


def _one_of(*words: object) -> Callable[[object], object]:
    return lambda value: _fits(any(value == word and type(value) is type(word) for word in words), value)


def _count(most: int) -> Callable[[object], object]:
    return lambda value: _fits(_whole(value, most), value)


def _whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _window(value: object) -> object:
    given = value if isinstance(value, dict) and value.keys() == {"buka", "tutup"} else {"buka": 0, "tutup": 0}
    first, last = given["buka"], given["tutup"]
    return _fits(_whole(first, LONGEST_WINDOW) and _whole(last, LONGEST_WINDOW) and first <= last, (first, last))


def _period(value: object) -> object:
    return _fits(isinstance(value, str) and PERIOD.fullmatch(value), value)


HARI = Key(say('"kerja" atau "kalender"'), _one_of("kerja", "kalender"))

AGENCY: Mapping[str, Key] = {
    "unit": Key('{ aptika = "Bidang Aptika" }', _units),
    "aktifkan": Key('["rapat", "monev"]', _names),
    "geser": Key(say('"tetap", "maju", atau "mundur"'), _one_of("tetap", "maju", "mundur")),
    "hari_kerja": Key(say("5 atau 6"), _one_of(5, 6)),
    "hari": HARI,
    "menit": Key(
        say('"hari kerja berikutnya" atau "tanpa batas"'), _one_of("hari kerja berikutnya", "tanpa batas")
    ),
    "kuota_bukti_mb": Key("2048", _count(LARGEST_QUOTA)),
    "plt_tidak_boleh": Key('["putuskan"]', _acts),
    "plh_tidak_boleh": Key('["putuskan", "kembalikan"]', _acts),
}  # fmt: skip
"""The keys of `[instansi.<id>]`."""

SOP: Mapping[str, Key] = {
    "jendela": Key("{ buka = 1, tutup = 10 }", _window),
    "dicatat_sejak": Key('"2026-TW1"', _period),
    "dicatat_sampai": Key('"2026-TW4"', _period),
    "buka_otomatis": Key(say("true atau false"), _one_of(True, False)),
    "hari": HARI,
}
"""The keys of `[instansi.<id>.sop.<slug>]`."""
