"""Reading one of the portal's TOML files, with refusals that name file, line and remedy."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from pathlib import Path

from portal.refusal import Refusal
from portal.say import say


def read_toml(path: Path, shown: str) -> dict[str, object]:
    """Return what the file says; nothing where there is no file. `shown` is its name in a refusal."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise Refusal(say("{berkas}: bukan teks UTF-8. Simpan ulang berkas itu sebagai UTF-8.", berkas=shown)) from None
    except OSError as fault:
        raise Refusal(say("{berkas}: tidak dapat dibaca ({sebab}).", berkas=shown, sebab=fault.strerror)) from fault
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise Refusal(say("{berkas}: bukan TOML yang benar ({sebab}).", berkas=shown, sebab=fault)) from fault


def unknown_key(place: str, key: str, known: Iterable[str]) -> Refusal:
    """Return the refusal of a key that does not exist, naming the nearest that does."""
    near = difflib.get_close_matches(key, list(known), n=1)
    if near:
        return Refusal(
            say('{tempat}: kunci "{kunci}" tidak dikenal. Maksudnya "{dekat}"?', tempat=place, kunci=key, dekat=near[0])
        )
    return Refusal(say('{tempat}: kunci "{kunci}" tidak dikenal.', tempat=place, kunci=key))
