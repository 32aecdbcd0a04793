"""The portal for a server process, from its environment."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from portal.settings import load
from portal.web.app import create_app


def app() -> Flask:
    """Return the portal that this process's environment describes."""
    return create_app(load(os.environ, Path.cwd()))
