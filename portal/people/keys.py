"""Random ids, cookie values, tokens and links; and the fingerprint by which the database knows them."""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LINK_SIGNS = 28
_LOOK_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v", "-": None, " ": None})


def new_id() -> str:
    """Return a random id of 128 bits."""
    return secrets.token_hex(16)


def new_secret() -> str:
    """Return a random value of 256 bits, for cookies and tokens."""
    return secrets.token_urlsafe(32)


def new_link() -> str:
    """Return a random value of 140 bits that can be typed from paper: `7h2k-m4qp-…`, no look-alike letters."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_LINK_SIGNS))
    return "-".join(signs[start : start + 4] for start in range(0, _LINK_SIGNS, 4))


def typed_link(text: str) -> str:
    """Return what a typed link value stands for: without hyphens, case and look-alike letters."""
    return text[:200].strip().lower().translate(_LOOK_ALIKE)


def fingerprint(value: str) -> str:
    """Return the SHA-256 of a random value: all that is ever stored of it."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
