"""What the tests of files do again and again: send a form as a browser does, and find what became of it."""

from __future__ import annotations

import re

import pytest

from portal.store import tables
from tests.evidence.samples import SAMPLES
from tests.web.conftest import OURS
from tests.web.test_siklus import key

PDF = SAMPLES["pdf"]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def cabinet(office):
    """The office's cabinet, empty at the beginning of each test."""
    found = office.portal.rooms.desk.files.cabinet
    for path in (*found.drafts(), *found.kept()):
        path.unlink()
    return found


def posted(client, url, fields, *files, headers=OURS):
    """Send a form with files, names or (name, bytes), as a browser encodes it."""
    parts = [(f'name="{name}"', text.encode()) for name, text in fields.items()]
    for one in files:
        name, data = (one, PDF) if isinstance(one, str) else one
        quoted = name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
        parts.append((f'name="berkas"; filename="{quoted}"\r\nContent-Type: text/html', data))
    body = b"".join(
        b"--garis\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"
        for head, data in parts
    )
    return client.post(
        url, data=body + b"--garis--\r\n", content_type="multipart/form-data; boundary=garis", headers=headers
    )


def check(office, cycle, *files, who="petugas", headers=(), **more):
    client = office.sign_in(who)
    sent = {"kunci": key(client.get(cycle).text), "putaran": "1", "sebagai": "petugas-data|", **more}
    return posted(client, f"{cycle}/langkah/himpun/centang", sent, *files, headers={**OURS, **dict(headers)})


def link(office, cycle, who="petugas"):
    return re.search(r'href="([^"]+/berkas/\w+)"', office.sign_in(who).get(cycle).text)[1]


def rows():
    return list(tables.File.select().order_by(tables.File.name))
