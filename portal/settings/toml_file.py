"""Reading one of the portal's TOML files, with refusals that name file, line and remedy."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from portal.fault import cause
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
        raise Refusal(say("{berkas}: tidak dapat dibaca ({sebab}).", berkas=shown, sebab=cause(fault))) from fault
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise _not_toml(shown, str(fault)) from fault


def _not_toml(shown: str, fault: str) -> Refusal:
    """Return the refusal of what is no TOML, with its line where the reader names one."""
    line = re.search(r"at line (\d+)", fault)
    place = f"{shown}:{line[1]}" if line else shown
    return Refusal(say('{tempat}: bukan TOML yang benar. Tulis seperti kunci = "nilai".', tempat=place))


def unknown_key(place: str, key: str, known: Iterable[str]) -> Refusal:
    """Return the refusal of a key that does not exist, naming the nearest that does."""
    near = difflib.get_close_matches(key, list(known), n=1)
    if near:
        return Refusal(
            say('{tempat}: kunci "{kunci}" tidak dikenal. Maksudnya "{dekat}"?', tempat=place, kunci=key, dekat=near[0])
        )
    return Refusal(say('{tempat}: kunci "{kunci}" tidak dikenal.', tempat=place, kunci=key))
