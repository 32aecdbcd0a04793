"""The library: folders of Markdown as truth, a derived index beside them, and what is read from both."""

from portal.library.entries import Entry
from portal.library.library import Library
from portal.library.query import Facets, Found, Hit, Query
from portal.library.shelves import Shelves

__all__ = ["Entry", "Facets", "Found", "Hit", "Library", "Query", "Shelves"]
