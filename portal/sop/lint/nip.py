"""NIP: what the eighteen digits of a civil servant say, and when they cannot be."""

from __future__ import annotations

import re
from datetime import date

from portal.say import say

DIGITS = 18
GROWN_UP = 18 * 12
PRINTED = re.compile(r"(?<!\d)(?:19|20)\d{6}[ .]?(?:19|20)\d{4}[ .]?[12][ .]?\d{3}(?!\d)")
"""A NIP as it stands in a text."""

_SEPARATORS = re.compile(r"[\s.\-]")
_CONTRACT = range(21, 30)
"""What stands in place of the month of appointment in the number of an employee by contract (PPPK)."""


def fault_of(nip: str) -> str | None:
    """Return why a NIP cannot be, without quoting any of it; None if it can.

    Birth YYYYMMDD, appointment YYYYMM, sex 1 or 2, serial; nobody is appointed before he is 18.
    """
    digits = _SEPARATORS.sub("", nip)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == DIGITS):
        return say("harus 18 angka")
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return say("delapan angka pertama bukan tanggal lahir")
    year, month = int(digits[8:12]), int(digits[12:14])
    if not 1 <= month <= 12 and month not in _CONTRACT:
        return say("angka ke-13 dan ke-14 bukan bulan pengangkatan")
    months = (year - birth.year) * 12 + (12 if month in _CONTRACT else month) - birth.month
    if months < GROWN_UP:
        return say("menurut NIP itu ia diangkat sebelum berumur 18 tahun")
    if digits[14] not in "12":
        return say("angka ke-15 bukan 1 (pria) atau 2 (wanita)")
    return say("tiga angka terakhir tidak boleh 000") if digits.endswith("000") else None
