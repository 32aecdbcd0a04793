"""Which addresses are this portal's own: for the Host header, and for who may post to it."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:/@\[\]\s]+)(?::(?P<port>\d{1,5}))?")
PORTS = {"http": 80, "https": 443}


def split_host(host: str) -> tuple[str, int | None] | None:
    """Return name and port of a Host header, or None if it is not one."""
    match = HOST.fullmatch(host.strip().lower())
    if match is None:
        return None
    return match["name"].strip("[]"), int(match["port"]) if match["port"] else None


def is_private(name: str) -> bool:
    """True for an address or name that only an office's own network knows: no page outside can borrow it."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return NAME.fullmatch(name) is not None and not name.isdigit()
    return address.is_private or address.is_loopback or address.is_link_local


def is_loopback(host: str) -> bool:
    """True if `host` (a Host header) is a name that every PC has for itself only."""
    parts = split_host(host)
    if parts is None:
        return False
    try:
        return ipaddress.ip_address(parts[0]).is_loopback
    except ValueError:
        return parts[0] == "localhost"


def is_own_host(host: str, url: str | None, *, private_too: bool) -> bool:
    """True if `host` (a Host header) is the portal's: that of `url`, or a private one where those count."""
    parts = split_host(host)
    if parts is None:
        return False
    own = urlsplit(url) if url else None
    if own is not None and own.hostname == parts[0]:
        default = PORTS.get(own.scheme)
        return (parts[1] or default) == (own.port or default)
    return private_too and is_private(parts[0])


def is_same_origin(origin: str, host: str) -> bool:
    """True if `origin` (an Origin header) is a page of `host` (a Host header this portal answers to)."""
    try:
        asked = urlsplit(origin)
        port = asked.port
    except ValueError:
        return False
    parts = split_host(host)
    if parts is None or asked.scheme not in PORTS or asked.path or asked.query:
        return False
    default = PORTS[asked.scheme]
    return asked.hostname == parts[0] and (port or default) == (parts[1] or default)
