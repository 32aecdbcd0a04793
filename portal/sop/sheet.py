"""The sheet: every face of a composed SOP, as JSON, digest, snapshot and Markdown."""

from portal.sop.facts import as_json, differs_from_signed, digest, without_names
from portal.sop.snapshot import from_snapshot, snapshot
from portal.sop.source import as_markdown

__all__ = [
    "as_json",
    "as_markdown",
    "differs_from_signed",
    "digest",
    "from_snapshot",
    "snapshot",
    "without_names",
]
