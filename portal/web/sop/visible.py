"""Which SOPs a reader may see: those in force are everybody's, the others their own office's."""

from __future__ import annotations

from portal.library import Entry
from portal.people.standing import Standing
from portal.refusal import NotThere
from portal.say import say
from portal.sop.model import Agency
from portal.web.rooms import reader, today

NOT_HERE = say("SOP ini tidak ada, atau bukan untuk Anda.")


def may_read(entry: Entry, person: Standing | None) -> bool:
    """True if `person` (None: a visitor) may read this SOP."""
    day = today(entry.agency.zona_waktu if entry.agency else "WIB")
    if entry.sop is not None and entry.sop.in_force(day):
        return True
    if person is None:
        return False
    return person.is_admin(day) or (entry.agency is not None and person.may_see(entry.agency.id, day))


def sees_all_of(agency: Agency) -> bool:
    """True if this request's reader sees an agency's SOPs that are not in force, too."""
    person, day = reader(), today(agency.zona_waktu)
    return person is not None and (person.is_admin(day) or person.may_see(agency.id, day))


def readable(entry: Entry | None) -> Entry:
    """Return `entry` if this request's reader may read it; else the same 404 as for one that does not exist."""
    if entry is None or not may_read(entry, reader()):
        raise NotThere(NOT_HERE)
    return entry
