"""`portal assign`: give a person a role of an agency, or a right of the portal."""

from __future__ import annotations

from datetime import date

import click

from portal.cli.indonesian import Command
from portal.cli.live import Live
from portal.cycle.calendar import Calendar
from portal.people import assignments, grants
from portal.people.model import CAPACITIES, CONSOLE, RIGHTS
from portal.refusal import Refusal
from portal.say import say
from portal.sop.faults import nearest
from portal.sop.model import Agency


@click.command(cls=Command)
@click.argument("username", metavar="NAMA_PENGGUNA")
@click.option("--instansi", metavar="ID", help="Instansi.")
@click.option("--peran", metavar="ID", help="Peran dalam SOP, misalnya sekretaris.")
@click.option("--unit", metavar="ID", help="Hanya untuk unit ini.")
@click.option("--kapasitas", type=click.Choice(list(CAPACITIES)), default="definitif", help="definitif, Plt. atau Plh.")
@click.option("--hak", type=click.Choice(list(RIGHTS)), help="Hak portal; sebagai ganti --peran.")
@click.option("--mulai", metavar="TANGGAL", help="Bawaan hari ini; seperti 2026-10-14.")
@click.option("--sampai", metavar="TANGGAL", help="Hari terakhir.")
@click.option("--surat", metavar="NOMOR", help="Surat perintah; wajib untuk Plt. dan Plh.")
@click.option("--surat-tanggal", metavar="TANGGAL", help="Tanggal surat perintah.")
@click.option("--menggantikan", metavar="NAMA", help="Pejabat yang digantikan Plt. atau Plh.")
def assign(
    username: str, instansi: str | None, peran: str | None, unit: str | None, kapasitas: str, hak: str | None,
    mulai: str | None, sampai: str | None, surat: str | None, surat_tanggal: str | None, menggantikan: str | None,
) -> None:  # fmt: skip
    """Tugaskan seseorang pada peran SOP, atau beri hak portal."""
    live = Live()
    who = live.person(username)
    first, last = _day(mulai), _day(sampai)
    if (peran is None) == (hak is None):
        raise Refusal(say("Pilih salah satu: --peran untuk peran dalam SOP, atau --hak untuk hak portal."))
    if hak is not None:
        if instansi is not None:
            live.agency(instansi)
        grants.give(
            live.store, CONSOLE, person_id=who.id, right=hak, agency=instansi, now=live.now,  # type: ignore[arg-type]
            mulai=first, sampai=last,
        )  # fmt: skip
    else:
        agency = _known(live, instansi, str(peran), unit)
        assignments.assign(
            live.store, CONSOLE, person_id=who.id, agency=agency.id, role=str(peran), unit=unit, now=live.now,
            capacity=kapasitas, sampai=last, surat=surat,  # type: ignore[arg-type]
            mulai=first or Calendar(agency.zona_waktu).local(live.now).date(),
            surat_tanggal=_day(surat_tanggal), menggantikan=menggantikan,
        )  # fmt: skip
    click.echo(say("Tercatat untuk {nama}.", nama=who.nama))


def _known(live: Live, agency_id: str | None, role: str, unit: str | None) -> Agency:
    """Return the agency if it has the role and the unit."""
    agency = live.agency(agency_id or "")
    roles = {column.id for entry in live.shelves.of_agency(agency.id) if entry.sop for column in entry.sop.pelaksana}
    if role not in roles:
        raise Refusal(
            say('Peran "{role}" tidak ada pada SOP instansi ini.{near}', role=role, near=nearest(role, roles))
        )
    if unit is not None and unit not in {known.id for known in agency.unit}:
        raise Refusal(say('Unit "{unit}" tidak ada pada instansi ini.', unit=unit))
    return agency


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Refusal(say('Tanggal "{text}" tidak dapat dibaca; tulis seperti 2026-10-14.', text=text)) from fault
