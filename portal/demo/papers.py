"""The demo's files: small, invented, and made here, so that every list of evidence has something to show."""

from __future__ import annotations

from collections.abc import Sequence

from portal.cycle.evidence import Bukti
from portal.store.cabinet import Cabinet

LARGEST = 1024 * 1024
INVENTED = "Berkas rekaan untuk demo; tidak ada angka yang nyata."


def sheet(cabinet: Cabinet, name: str, rows: Sequence[tuple[str, ...]]) -> Bukti:
    """Keep a table as CSV and return it."""
    text = "\r\n".join(";".join(row) for row in (*rows, (INVENTED,)))
    return _kept(cabinet, name, "text/csv", f"\ufeff{text}\r\n".encode())


def letter(cabinet: Cabinet, name: str, lines: Sequence[str]) -> Bukti:
    """Keep a page of text as PDF and return it; only plain letters are shown."""
    return _kept(cabinet, name, "application/pdf", _pdf((*lines, "", INVENTED)))


def _kept(cabinet: Cabinet, name: str, media_type: str, data: bytes) -> Bukti:
    draft = cabinet.draft(LARGEST)
    draft.write(data)
    return Bukti(name, media_type, len(data), cabinet.put(draft))


def _pdf(lines: Sequence[str]) -> bytes:
    """Return one A5 page with these lines."""
    shown = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    drawn = " ".join(f"({line}) Tj 0 -18 Td" for line in shown)
    stream = f"BT /F 11 Tf 40 540 Td {drawn} ET".encode("latin-1", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources "
        b"<< /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out),
    )  # fmt: skip
