"""Names and numbers of people: cleaned when they come in, folded for comparing, masked when they are shown."""

from __future__ import annotations

import re
import unicodedata

from portal.refusal import Refusal
from portal.say import say
from portal.settings.mail import ADDRESS

LONGEST_NAME = 120
LONGEST_USERNAME = 64
NIP_DIGITS = 18
LONGEST_SUREL = 254

_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_TITLE = re.compile(r"(?:prof|dr|drs|dra|drg|ir|h|hj|hja|kh|r|rr|apt|ns)\.?", re.IGNORECASE)
_RESERVED = frozenset({"admin", "administrator", "root", "system", "sistem", "portal", "semua", "all", "known"})


def clean(text: str | None, field: str, longest: int = LONGEST_NAME) -> str | None:
    """Return `text` as it may be stored: NFC, single plain spaces; None where it is empty.

    Raises Refusal for control and direction characters and for what is too long.
    """
    if text is None:
        return None
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn", "Cs") for sign in plain):
        raise Refusal(say("Isian ini memuat karakter yang tidak terlihat. Ketik ulang tanpa menyalinnya."), field=field)
    if len(plain) > longest:
        raise Refusal(say("Isian ini paling panjang {longest} huruf.", longest=longest), field=field)
    return plain or None


def clean_name(text: str) -> str:
    """Return a person's name as it may be stored. Raises Refusal where there is none."""
    name = clean(text, "nama")
    if name is None:
        raise Refusal(say("Nama wajib diisi."), field="nama")
    return name


def clean_nip(text: str | None) -> str | None:
    """Return the 18 digits of a NIP, None where none is given. Raises Refusal for anything else."""
    plain = clean(text, "nip")
    if plain is None:
        return None
    digits = plain.replace(" ", "")
    if len(digits) != NIP_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise Refusal(say("NIP terdiri atas 18 angka; boleh dikosongkan."), field="nip")
    return digits


def clean_surel(text: str | None) -> str | None:
    """Return a mail address as it may be stored, None where none is given. Raises Refusal for anything else."""
    plain = clean(text, "surel", LONGEST_SUREL)
    if plain is not None and not ADDRESS.fullmatch(plain):
        raise Refusal(say("Alamat surel ditulis seperti nama@contoh.go.id; boleh dikosongkan."), field="surel")
    return plain


def mask_nip(nip: str | None) -> str:
    """Return a NIP as lists show it: only its last three digits."""
    return f"•••••••• •••••• • {nip[-3:]}" if nip else ""


def spaced_nip(nip: str | None) -> str:
    """Return a NIP as the form prints it: `19701023 199203 1 007`."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if nip else ""


def folded(text: str) -> str:
    """Return `text` as it is compared and ordered: without case and compatibility differences."""
    storable = text.replace("\0", "").encode("utf-8", "replace").decode()
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", storable).casefold()).split())


def folded_username(text: str) -> str:
    """Return the user name somebody typed as it is looked up; what cannot be one is found nowhere."""
    return folded(folded(text[: 4 * LONGEST_USERNAME])[: LONGEST_USERNAME + 1])


def clean_username(text: str) -> str:
    """Return a new account's user name. Raises Refusal where it may not be one."""
    name = folded_username(text)
    if not _USERNAME.fullmatch(name) or not 3 <= len(name) <= LONGEST_USERNAME:
        raise Refusal(
            say("Nama pengguna terdiri atas 3 sampai 64 huruf a–z, angka, titik, garis bawah atau tanda hubung."),
            field="username",
        )
    if name in _RESERVED:
        raise Refusal(say("Nama pengguna “{name}” dicadangkan. Pilih yang lain.", name=name), field="username")
    return name


def username_for(nama: str) -> str:
    """Return a user name made of a person's first and last name, without titles: `budi.santoso`."""
    bare = nama.partition(",")[0]
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    words = [word for word in plain.split() if not _TITLE.fullmatch(word)]
    words = [re.sub(r"[^a-z0-9]", "", word.casefold()) for word in words]
    words = [word for word in words if word]
    ends = words[:1] + words[1:][-1:]
    name = ".".join(ends)[: LONGEST_USERNAME - 4].strip(".")
    return name if len(name) >= 3 and name not in _RESERVED else f"pegawai.{name}".strip(".")
