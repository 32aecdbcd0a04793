"""A person's standing: everything he holds and may do, read in at most two queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.people.model import Assignment, Grant, Person, Right
from portal.refusal import NotThere
from portal.say import say
from portal.store import lookups


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is today. `day` is always the agency's own calendar day. A disabled person holds nothing."""

    person: Person
    assignments: tuple[Assignment, ...] = ()
    grants: tuple[Grant, ...] = ()

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id

    @property
    def nama(self) -> str:
        """The person's name."""
        return self.person.nama

    def holding(self, agency: str, day: date) -> tuple[Assignment, ...]:
        """Return the assignments in `agency` that hold on `day`, definitif first."""
        return tuple(held for held in self.assignments if held.agency == agency and held.on(day))

    def is_admin(self, day: date) -> bool:
        """True if the person administers the portal. That alone shows no cycle's contents."""
        return self._has("admin", None, day)

    def may_see(self, agency: str, day: date) -> bool:
        """True if the person may see the agency's cycles and trail."""
        return (
            bool(self.holding(agency, day)) or self._has("pengelola", agency, day) or self._has("pemantau", agency, day)
        )

    def only_oversees(self, agency: str, day: date) -> bool:
        """True if the person sees the agency's cycles as pemantau and by nothing else: such reading is noted."""
        return (
            self._has("pemantau", agency, day)
            and not self._has("pengelola", agency, day)
            and not self.holding(agency, day)
        )

    def may_oversee(self, agency: str, day: date) -> bool:
        """True if the person is pemantau of the agency, whatever else he is there."""
        return self._has("pemantau", agency, day)

    def may_manage(self, agency: str, day: date) -> bool:
        """True if the person is pengelola: opens the agency's cycles and answers for them."""
        return self._has("pengelola", agency, day)

    def may_administer(self, agency: str, day: date) -> bool:
        """True if the person looks after the agency's people and assignments."""
        return self._has("admin_instansi", agency, day) or self.is_admin(day)

    @property
    def known(self) -> tuple[str, ...]:
        """The agencies where the person holds anything, today or soon, by id."""
        found = {held.agency for held in self.assignments} | {grant.agency for grant in self.grants if grant.agency}
        return tuple(sorted(found))

    def agencies(self, day: date) -> tuple[str, ...]:
        """Return the agencies whose cycles the person may see, by id."""
        return tuple(agency for agency in self.known if self.may_see(agency, day))

    def administered(self, day: date) -> tuple[str, ...]:
        """Return the agencies of which the person is admin_instansi, by id. An admin administers all of them."""
        found = {grant.agency for grant in self.grants if grant.right == "admin_instansi" and grant.on(day)}
        return tuple(sorted(agency for agency in found if agency))

    def _has(self, right: Right, agency: str | None, day: date) -> bool:
        return any(grant.right == right and grant.agency == agency and grant.on(day) for grant in self.grants)


def standing_of(person_id: str, now: datetime) -> Standing:
    """Return a person's standing as it is now: two queries. Raises NotThere for an unknown id."""
    found = standing_if_enabled(person_id, now)
    return Standing(found.person) if found.person.disabled else found


def standing_if_enabled(person_id: str, now: datetime) -> Standing:
    """Return what a person holds or, if disabled, would hold again. Raises NotThere for an unknown id."""
    found = lookups.person_and_assignments(person_id)
    if found is None:
        raise NotThere(say("Yang Anda cari tidak ada."))
    earliest = now.date() - timedelta(days=1)  # a day is not over everywhere at once
    held = sorted((Assignment.of(row) for row in found[1]), key=lambda held: (held.capacity != "definitif", held.mulai))
    grants = (Grant.of(row) for row in lookups.grants_of(person_id))
    return Standing(
        Person.of(found[0]),
        tuple(one for one in held if one.sampai is None or one.sampai >= earliest),
        tuple(one for one in grants if one.sampai is None or one.sampai >= earliest),
    )
