"""What the commands work with: settings, plugins and library, made when first asked for."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from portal.clock import utcnow
from portal.library.shelves import Shelves
from portal.plugins import Plugins, find_plugins
from portal.refusal import NotThere
from portal.say import say
from portal.settings import Settings, load
from portal.sop.faults import nearest
from portal.sop.model import Agency


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

    def agency(self, agency_id: str) -> Agency:
        """Return an agency, or say which one may have been meant."""
        found = self.shelves.agency(agency_id)
        if found is None:
            near = nearest(agency_id, [agency.id for agency in self.shelves.agencies()])
            raise NotThere(say('Instansi "{id}" tidak dikenal.{dekat}', id=agency_id, dekat=near))
        return found
