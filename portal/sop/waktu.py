"""Waktu: what a printed time expression means, in every way the forms write it."""

from __future__ import annotations

import re

from portal.sop.model import Waktu

_NUMBER = r"(?P<{name}>\d{{1,4}}(?:[.,]\d{{1,2}})?)(?: ?\([^()]{{1,40}}\))?"
_LOW, _HIGH = _NUMBER.format(name="low"), _NUMBER.format(name="high")
_UNIT = r"(?P<{name}>menit|mnt|jam|hari kerja|hari kalender|hari|minggu|pekan|bulan|bln|tahun|thn)"
_EARLY, _LATE = _UNIT.format(name="early"), _UNIT.format(name="late")
_QUALIFIER = (
    r"(?:(?:paling (?:lama|lambat)|selambat-lambatnya|selama-lamanya|maksimal|maks"
    r"|sekitar|kurang lebih|±|\+/-)[.:]? ?)?"
)
_TO = r" ?(?:-|s/d|s\.d\.|sd|sampai(?: dengan)?|hingga) ?"

_DURATION = re.compile(
    rf"{_QUALIFIER}{_LOW}(?: ?{_EARLY})?(?:{_TO}{_HIGH})?(?: ?{_LATE})?(?: ?(?:/|per ) ?(?P<per>[^/]+))?"
)
_BEFORE = re.compile(rf"{_QUALIFIER}h ?- ?(?P<days>\d{{1,3}})(?: (?P<unit>hari kerja|hari kalender|hari))?")
_DATE = re.compile(
    rf"{_QUALIFIER}(?:(?:setiap|tiap|pada) )?(?:tanggal|tgl\.?) ?(?P<day>\d{{1,2}})"
    r"(?: (?:di |pada )?(?:setiap |tiap )?bulan(?: (?P<month>berikutnya|berikut|depan|ini|berjalan|yang sama))?)?"
)
_RATE = re.compile(r" ?/ ?| per ", re.IGNORECASE)
_SPELLINGS = {"mnt": "menit", "pekan": "minggu", "bln": "bulan", "thn": "tahun"}
_NEXT_MONTH = ("berikutnya", "berikut", "depan")


def parse_waktu(text: str, satuan_waktu: str | None = None) -> Waktu:
    """Return a time expression with its meaning beside its words; `bebas` where it is not understood.

    A number without a unit is taken in `satuan_waktu`, if the SOP has one.
    """
    words = _plain(text)
    return _duration(text, words, satuan_waktu) or _before(text, words) or _date(text, words) or Waktu(text)


def printed(waktu: Waktu, satuan_waktu: str | None) -> str:
    """Return a duration as the form prints it: without the unit that its column already names."""
    unit = re.escape(satuan_waktu) if satuan_waktu else ""
    if not unit or waktu.jenis != "durasi" or waktu.satuan != satuan_waktu or waktu.per:
        return waktu.teks
    return re.sub(rf" *{unit}\.?$", "", waktu.teks.strip(), flags=re.IGNORECASE)


def _plain(text: str) -> str:
    """Return the words in one case, with one kind of dash and space, and no full stop at the end."""
    one_dash = re.sub("[‐‑‒–—−]", "-", text.casefold())
    return " ".join(one_dash.split()).rstrip(". ")


def _duration(text: str, words: str, satuan_waktu: str | None) -> Waktu | None:
    found = _DURATION.fullmatch(words)
    if not found:
        return None
    early, late = found["early"], found["late"]
    unit = late or early or satuan_waktu
    if unit is None or (early and bool(found["high"]) != bool(late)) or (early and late and early != late):
        return None
    low = _count(found["low"])
    high = _count(found["high"]) if found["high"] else low
    if low > high:
        return None
    per = _noun(text) if found["per"] else None
    return Waktu(text, "durasi", _SPELLINGS.get(unit, unit), low, high, per)


def _noun(text: str) -> str:
    """Return the noun of a rate with the capitals it was typed with."""
    return _RATE.split(" ".join(text.split()), maxsplit=1)[1].rstrip(". ")


def _count(digits: str) -> int | float:
    number = float(digits.replace(",", "."))
    return int(number) if number.is_integer() else number


def _before(text: str, words: str) -> Waktu | None:
    found = _BEFORE.fullmatch(words)
    if not found:
        return None
    days = int(found["days"])
    return Waktu(text, "sebelum", found["unit"] or "hari", days, days)


def _date(text: str, words: str) -> Waktu | None:
    found = _DATE.fullmatch(words)
    if not found or not 1 <= int(found["day"]) <= 31:
        return None
    day = int(found["day"])
    return Waktu(text, "tanggal", None, day, day, None, 1 if found["month"] in _NEXT_MONTH else 0)
