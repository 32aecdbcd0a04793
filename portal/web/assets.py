"""Static files: read once, named by their content, kept in memory plain and gzipped."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Blueprint, Response, abort, current_app

from portal.web.compress import takes_gzip

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}
"""What may be served; a file with another ending is not a static file."""

FOREVER = "public, max-age=31536000, immutable"
ZIPPED = {".css", ".js", ".svg", ".ttf"}

NAME = "portal-assets"

bp = Blueprint("static", __name__)


@dataclass(frozen=True)
class Asset:
    """One static file. `digest` is the start of its SHA-256 and part of its URL."""

    name: str
    media_type: str
    digest: str
    data: bytes

    @property
    def url(self) -> str:
        """Where the file is served, for as long as its content stays the same."""
        return f"/static/{self.digest}/{self.name}"

    @cached_property
    def zipped(self) -> bytes | None:
        """The file gzipped, when a browser first takes it so: at a start nobody waits for it."""
        return gzip.compress(self.data, 9, mtime=0) if Path(self.name).suffix in ZIPPED else None


def read_assets(folders: Mapping[str, Path]) -> dict[str, Asset]:
    """Read every static file of `folders` (prefix of the name → folder); links are not followed."""
    found: dict[str, Asset] = {}
    for prefix, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.suffix not in MEDIA_TYPES or path.is_symlink() or not path.is_file():
                continue
            name = prefix + path.relative_to(folder).as_posix()
            data = path.read_bytes()
            found[name] = Asset(name, MEDIA_TYPES[path.suffix], hashlib.sha256(data).hexdigest()[:12], data)
    return found


def asset_url(name: str) -> str:
    """Return the URL of the static file `name`; a name that does not exist is an error of the template."""
    return _assets()[name].url


@bp.get("/static/<digest>/<path:name>")
def file(digest: str, name: str) -> Response:
    """Answer one static file, to be kept for ever."""
    asset = _assets().get(name)
    if asset is None or asset.digest != digest:
        abort(404)
    zipped = asset.zipped if takes_gzip() else None
    answer = Response(asset.data if zipped is None else zipped, content_type=asset.media_type)
    answer.headers["Cache-Control"] = FOREVER
    if asset.zipped is not None:
        answer.vary.add("Accept-Encoding")
    if zipped is not None:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _assets() -> dict[str, Asset]:
    assets: dict[str, Asset] = current_app.extensions[NAME]
    return assets
