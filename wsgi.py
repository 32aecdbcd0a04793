"""The door for a WSGI server, after `portal init`: `granian --interface wsgi wsgi:app`."""

import os
from pathlib import Path

from portal.settings import load
from portal.web.app import create_app

app = create_app(load(os.environ, Path.cwd()))
