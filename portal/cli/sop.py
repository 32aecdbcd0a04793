"""`portal sop`: the SOPs of the library, as a list and one by one."""

from __future__ import annotations

import json
from typing import get_args

import click

from portal.cli.indonesian import Command, Group
from portal.cli.office import Office
from portal.cli.output import complain, table, write_bytes
from portal.hooks import Around, Format, Paper
from portal.library import checking, letterhead
from portal.library.entries import Entry
from portal.refusal import NotThere, Refusal, Unable
from portal.say import say
from portal.sop.faults import nearest
from portal.sop.model import Sop


@click.group(cls=Group)
def sop() -> None:
    """Daftar dan isi SOP."""


@sop.command("list", cls=Command)
@click.option("--instansi", metavar="ID", help="Hanya SOP instansi ini.")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", help="table atau json.")
def list_(instansi: str | None, style: str) -> None:
    """Tampilkan SOP induk dan SOP tiap instansi."""
    office = Office()
    if instansi is not None:
        office.agency(instansi)
    entries = [entry for entry in checking.entries(office.shelves) if instansi in (None, _agency_id(entry))]
    if style == "json":
        click.echo(json.dumps([_facts(entry) for entry in entries], ensure_ascii=False, indent=2))
    else:
        click.echo(table(("SLUG", "INSTANSI", "STATUS", "LANGKAH", "NAMA"), [_columns(entry) for entry in entries]))


@sop.command("show", cls=Command)
@click.argument("slug", metavar="SLUG")
@click.option("--instansi", metavar="ID", help="SOP yang diikuti instansi ini; tanpa pilihan ini: SOP induk.")
@click.option("--format", "style", metavar="FORMAT", default="md", help="md, html, pdf, docx, xlsx, svg, json, …")
@click.option("--kertas", type=click.Choice(get_args(Paper)), default="A4", help="Kertas lembar: A4 atau F4.")
@click.option("-o", "--output", "target", metavar="BERKAS", help="Tulis ke berkas ini.")
def show(slug: str, instansi: str | None, style: str, kertas: Paper, target: str | None) -> int:
    """Tampilkan satu SOP."""
    office = Office()
    form = _format(office, style)
    entry = _entry(office, slug, instansi)
    if entry.sop is None:
        complain(say('SOP "{slug}" tidak dapat ditampilkan:', slug=slug), [str(one) for one in entry.errors])
        return 1
    about = letterhead.around(office.shelves, entry, staff=True, paper=kertas)
    try:
        data = _rendered(form, entry.sop, about)
    except Unable as why:
        complain(why.message, why.reasons)
        return 1
    write_bytes(data, target)
    if entry.errors:
        complain(say("SOP ini belum dapat dijalankan:"), [str(one) for one in entry.errors])
    return 0 if entry.usable else 1


def _format(office: Office, name: str) -> Format:
    formats = office.plugins.formats
    if name not in formats:
        raise Refusal(say('Format "{nama}" tidak ada; yang ada: {ada}.', nama=name, ada=", ".join(sorted(formats))))
    return formats[name]


def _rendered(form: Format, sop: Sop, around: Around) -> bytes:
    """Return the SOP as the format's plugin renders it, who may refuse or fail."""
    try:
        return form.render(sop, around)
    except Refusal:
        raise
    except Exception as fault:
        message = say(
            'Format "{nama}" gagal: {jenis}: {sebab}', nama=form.name, jenis=type(fault).__name__, sebab=fault
        )
        raise Refusal(message, status=500) from fault


def _entry(office: Office, slug: str, instansi: str | None) -> Entry:
    """Return the SOP that is asked for, or say which one may have been meant."""
    shelves = office.shelves
    if instansi is None:
        entry, known = shelves.base(slug), checking.base_slugs(shelves)
    else:
        office.agency(instansi)
        entry, known = shelves.composed(slug, instansi), checking.agency_slugs(shelves, instansi)
    if entry is None:
        owner = say('Instansi "{id}"', id=instansi) if instansi else say("Pustaka")
        raise NotThere(
            say('{pemilik} belum punya SOP "{slug}".{dekat}', pemilik=owner, slug=slug, dekat=nearest(slug, known))
        )
    return entry


def _agency_id(entry: Entry) -> str | None:
    return entry.agency.id if entry.agency else None


def _columns(entry: Entry) -> tuple[str, ...]:
    sop = entry.sop
    if sop is None:
        return entry.slug, _agency_id(entry) or "-", say("bermasalah"), "-", str(entry.errors[0].message)
    return entry.slug, _agency_id(entry) or "-", sop.status, str(len(sop.langkah)), sop.nama


def _facts(entry: Entry) -> dict[str, object]:
    sop = entry.sop
    return {
        "slug": entry.slug, "instansi": _agency_id(entry), "varian_dari": entry.varian_dari,
        "nama": sop.nama if sop else None, "nomor": sop.nomor if sop else None,
        "status": sop.status if sop else None, "siklus": sop.siklus if sop else None,
        "tag": list(sop.tag) if sop else [], "langkah": len(sop.langkah) if sop else 0,
        "digest": entry.digest or None, "galat": [str(problem) for problem in entry.errors],
    }  # fmt: skip
