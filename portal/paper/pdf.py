"""PDF: a page written by WeasyPrint, tagged for those who hear it, with our own font and nothing from elsewhere."""

from __future__ import annotations

from typing import cast

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.hooks import Around
from portal.paper import heads
from portal.paper.printed import FOLDER, FONTS, printed
from portal.sop.model import Sop

OWN = "lembar:"
"""The scheme by which a page asks for our fonts; everything else but `data:` is refused."""

OWN_FONTS = {weight: OWN + file for weight, file in FONTS.items()}


class OwnFetcher(URLFetcher):  # type: ignore[misc]
    """Gives out our fonts and what a page carries in itself."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return one of our own files, or the data in the address; raise `ValueError` for all else."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        name = url.removeprefix(OWN)
        if not url.startswith(OWN) or name not in FONTS.values():
            raise ValueError("a sheet fetches nothing from elsewhere")
        return URLFetcherResponse(url, (FOLDER / "fonts" / name).read_bytes(), {"Content-Type": "font/ttf"})


def render(sop: Sop, around: Around) -> bytes:
    """Return an SOP's sheet as PDF: the same bytes for the same sheet."""
    return write(printed(sop, around, fonts=OWN_FONTS, behind=True).html())


def write(html: str) -> bytes:
    """Return a page of HTML as PDF/UA; it finds our fonts under `OWN_FONTS`, and nothing else."""
    page = HTML(string=html, base_url=OWN, url_fetcher=OwnFetcher())
    return cast(bytes, page.write_pdf(finisher=heads.set_right, pdf_variant="pdf/ua-1"))
