"""What the commands work with: settings, plugins and library, made when first asked for."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from portal.clock import utcnow
from portal.library.shelves import Shelves
from portal.plugins import Plugins, find_plugins
from portal.settings import Settings, load


class Office:
    """The portal of the folder and environment that a command was called in. Writes nothing."""

    @cached_property
    def settings(self) -> Settings:
        """The settings of this environment."""
        return load(os.environ, Path.cwd())

    @cached_property
    def plugins(self) -> Plugins:
        """All plugins."""
        return find_plugins(self.settings)

    @cached_property
    def shelves(self) -> Shelves:
        """The library, read straight from its folders."""
        return Shelves(self.settings, self.plugins, utcnow)
