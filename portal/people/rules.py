"""Who may manage whom: administrators, each within his reach, and nobody himself.

Every function is called inside the transaction that it guards, and reads the manager's rights anew there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from portal.people.model import Console, Right
from portal.people.standing import Standing, standing_if_enabled, standing_of
from portal.refusal import NotAllowed, NotThere
from portal.say import say

Manager = Standing | Console

_WIB = timezone(timedelta(hours=7))
_GIVEN_BY_OFFICE: tuple[Right, ...] = ("pengelola", "pemantau")


def day_of(now: datetime) -> date:
    """Return the day on which administrators' rights are judged, everywhere alike: that of WIB."""
    return now.astimezone(_WIB).date()


def require_admin(by: Manager, now: datetime) -> None:
    """Refuse whoever does not administer the portal."""
    if not isinstance(by, Console) and not standing_of(by.id, now).is_admin(day_of(now)):
        raise NotAllowed(say("Hanya admin portal yang dapat melakukan ini."))


def require_office(by: Manager, agency: str | None, now: datetime) -> None:
    """Refuse whoever does not administer `agency`, as if it were not there; None: the whole portal."""
    if isinstance(by, Console):
        return
    if agency is None:
        require_admin(by, now)
    elif not standing_of(by.id, now).may_administer(agency, day_of(now)):
        raise _not_there()


def require_right(by: Manager, right: Right, now: datetime) -> None:
    """Refuse whoever gives or takes a right above his own."""
    if right not in _GIVEN_BY_OFFICE:
        require_admin(by, now)


def require_other(by: Manager, person_id: str) -> None:
    """Refuse whoever would change his own rights or account as a manager."""
    if by.id == person_id:
        raise NotAllowed(say("Hak dan akun Anda sendiri diurus oleh admin lain, bukan oleh Anda."))


def require_visible(by: Manager, person_id: str, now: datetime) -> Standing:
    """Return what a person holds (or would, if enabled) to a manager who may see him; all others are not there."""
    target = standing_if_enabled(person_id, now)
    if isinstance(by, Console):
        return target
    mine = standing_of(by.id, now)
    if mine.is_admin(day_of(now)) or _offices(target) & set(mine.administered(day_of(now))):
        return target
    raise _not_there()


def require_account(by: Manager, person_id: str, now: datetime) -> Standing:
    """Return the standing of a person whose account the manager may change.

    An admin_instansi changes accounts of his own office only, and none that can do more than he:
    a link to a mightier account would be a way to its rights.
    """
    target = require_visible(by, person_id, now)
    require_other(by, person_id)
    if isinstance(by, Console):
        return target
    mine, day = standing_of(by.id, now), day_of(now)
    if mine.is_admin(day):
        return target
    within = _offices(target) <= set(mine.administered(day))
    if not within or any(grant.right not in _GIVEN_BY_OFFICE for grant in target.grants):
        raise NotAllowed(say("Akun ini juga berhak di luar instansi Anda; yang mengurusnya admin portal."))
    return target


def _offices(target: Standing) -> set[str | None]:
    held = {held.agency for held in target.assignments} | {grant.agency for grant in target.grants}
    return {target.person.agency, *held}


def _not_there() -> NotThere:
    return NotThere(say("Yang Anda cari tidak ada."))
