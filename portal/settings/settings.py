"""How this portal was told to behave: environment variables first, then one TOML file in its home."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from portal.refusal import Refusal
from portal.resources import resource_dir
from portal.say import say
from portal.settings.agency import AgencySettings, read_agencies
from portal.settings.mail import KEYS as MAIL
from portal.settings.mail import Mail, read_mail
from portal.settings.secret import read_secret
from portal.settings.toml_file import read_toml, unknown_key

FILE = "portal.toml"
PREFIX = "PORTAL_"
KEYS = (
    "home", "database", "url", "library_dir", "plugins_dir", "plugins", "http", "visitors_read",
    "password_profile", "demo", "trace", "largest_file_mb", "secret", *MAIL,
)  # fmt: skip
"""Every setting: `PORTAL_<KEY>` in the environment; in portal.toml the same word (all but home and secret)."""

LARGEST_FILE_MB = 20
"""What one file of evidence may weigh where nothing is set."""

YES = frozenset({"1", "ya", "yes", "true", "on"})
NO = frozenset({"0", "tidak", "no", "false", "off"})

PasswordProfile = Literal["nist", "bssn"]
Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the portal was told, checked. Folders are absolute; later ones add to earlier ones.

    `only_plugins` is None where every plugin found is loaded. `named_dirs` are the folders somebody
    asked for by name, so that a missing one can be reported. `agencies` is what portal.toml says of
    agencies; what the page of plugins has set since stands in `portal.settings.agency`.
    """

    home: Path
    database: str
    library_dirs: tuple[Path, ...]
    plugin_dirs: tuple[Path, ...]
    named_dirs: tuple[Path, ...] = ()
    url: str | None = None
    only_plugins: tuple[str, ...] | None = None
    http: bool = False
    visitors_read: bool = True
    password_profile: PasswordProfile = "nist"  # noqa: S105 (the name of a rule, not a password)
    demo: bool = False
    trace: bool = False
    largest_file_mb: int = LARGEST_FILE_MB
    agencies: Mapping[str, AgencySettings] = field(default_factory=dict)
    given_secret: str | None = field(default=None, repr=False)
    mail: Mail | None = None

    def secret(self) -> str:
        """Return the signing secret; refuse if there is none or it is weak, and say how to make one."""
        return read_secret(self.home, self.given_secret)


def load(environ: Mapping[str, str], cwd: Path) -> Settings:
    """Read the settings; relative folders count from `cwd`, those in portal.toml from the home."""
    said = _from_environment(environ)
    home = _folder(said.get("home", "instance"), cwd)
    if home.exists() and not home.is_dir():
        raise Refusal(
            say("Rumah portal {home} adalah berkas, bukan folder. Sebut sebuah folder di PORTAL_HOME.", home=home)
        )
    written = read_toml(home / FILE, FILE)
    agencies = read_agencies(written, FILE)
    _refuse_unknown_keys(written)
    folders = {
        key: (*_folders(written.get(key), key, home), *_folders(said.get(key), key, cwd))
        for key in ("library_dir", "plugins_dir")
    }
    given: Given = {**written, **said}
    return Settings(
        home=home,
        database=_text(given, "database") or f"sqlite:///{(home / 'portal.sqlite3').as_posix()}",
        library_dirs=(resource_dir("sop_library"), home / "sop", *folders["library_dir"]),
        plugin_dirs=(resource_dir("plugins"), home / "plugins", *folders["plugins_dir"]),
        named_dirs=(*folders["library_dir"], *folders["plugins_dir"]),
        url=_url(given),
        only_plugins=_names(given, "plugins"),
        http=_flag(given, "http", default=False),
        visitors_read=_flag(given, "visitors_read", default=True),
        password_profile=_profile(given),
        demo=_flag(given, "demo", default=False),
        trace=_flag(given, "trace", default=False),
        largest_file_mb=_megabytes(given, "largest_file_mb", LARGEST_FILE_MB),
        agencies=agencies,
        given_secret=said.get("secret"),
        mail=read_mail(given),
    )


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of the environment by key; an empty one counts as not set."""
    known = {PREFIX + key.upper(): key for key in KEYS}
    for name in environ:
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.87)
            if near:  # others may be anybody's; a near miss is a slip that would go unnoticed
                raise Refusal(
                    say("Variabel lingkungan {nama} tidak dikenal. Maksudnya {dekat}?", nama=name, dekat=near[0])
                )
    return {key: environ[name].strip() for name, key in known.items() if environ.get(name, "").strip()}


def _refuse_unknown_keys(written: Given) -> None:
    known = [key for key in KEYS if key not in ("home", "secret")]
    for key in written:
        if key not in (*known, "instansi"):
            raise unknown_key(FILE, key, [*known, "instansi"])


def _folder(text: str, base: Path) -> Path:
    return Path(os.path.abspath(base / Path(text).expanduser()))  # noqa: PTH100 (keeps links as named)


def _folders(value: object, key: str, base: Path) -> tuple[Path, ...]:
    """Return folders from text parted by `os.pathsep`, or from a list."""
    if value is None:
        return ()
    parts = value.split(os.pathsep) if isinstance(value, str) else _texts(value, key)
    return tuple(_folder(part.strip(), base) for part in parts if part.strip())


def _texts(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refusal(say("Pengaturan {kunci} harus berupa teks atau daftar teks.", kunci=key))
    return cast("list[str]", value)


def _names(given: Given, key: str) -> tuple[str, ...] | None:
    """Return names parted by commas, or from a list; None if the setting is absent."""
    value = given.get(key)
    if value is None:
        return None
    parts = value.split(",") if isinstance(value, str) else _texts(value, key)
    return tuple(part.strip() for part in parts if part.strip())


def _text(given: Given, key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise Refusal(say("Pengaturan {kunci} harus berupa teks.", kunci=key))
    return value or None


def _flag(given: Given, key: str, *, default: bool) -> bool:
    value = given.get(key, default)
    if isinstance(value, bool):
        return value
    word = str(value).casefold()
    if word not in YES | NO:
        raise Refusal(say('Pengaturan {kunci} berisi "{nilai}"; pakai "ya" atau "tidak".', kunci=key, nilai=value))
    return word in YES


def _megabytes(given: Given, key: str, default: int) -> int:
    text = str(given.get(key, default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 1024):
        raise Refusal(say('Pengaturan {kunci} berisi "{nilai}"; tulis angka 1 sampai 1024.', kunci=key, nilai=text))
    return int(text)


def _profile(given: Given) -> PasswordProfile:
    word = _text(given, "password_profile") or "nist"
    if word not in ("nist", "bssn"):
        raise Refusal(
            say('Pengaturan {kunci} berisi "{nilai}"; pakai nist atau bssn.', kunci="password_profile", nilai=word)
        )
    return cast("PasswordProfile", word)


def _url(given: Given) -> str | None:
    """Return the portal's own address without a slash at its end."""
    text = _text(given, "url")
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise Refusal(
            say('Pengaturan {kunci} berisi "{nilai}"; tulis seperti https://sop.contoh.go.id.', kunci="url", nilai=text)
        )
    return f"{parts.scheme}://{parts.netloc}"
