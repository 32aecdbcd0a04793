"""Every hook a plugin may answer, to be read in one sitting.

A plugin is a module; it answers a hook by a function of the same name marked `@hookimpl`.
It may leave out parameters it does not need. Plugins are asked by name, in alphabetical order,
each on its own: one that raises or answers junk is logged and its answer dropped, the others are
still asked. (`objections` is the exception: there a fault refuses, because silence would allow.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pluggy

if TYPE_CHECKING:  # the types of the signatures; a plugin gets them from `portal`
    from portal.cycle.events import Event
    from portal.cycle.state import CycleState, Slot
    from portal.sop.edits import Activity, Edit
    from portal.sop.model import Agency, Problem, Sop

NAMESPACE = "portal"
hookspec = pluggy.HookspecMarker(NAMESPACE)
hookimpl = pluggy.HookimplMarker(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who wants to act, as a plugin sees him: never a password, NIP or address."""

    id: str
    name: str
    role: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What is about to be recorded: the act (`centang`, `putuskan`, `serah`), its slot, and what was typed."""

    act: str
    slot: Slot | None
    note: str | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    choice: str | None = None


Paper = Literal["A4", "F4"]


@dataclass(frozen=True, slots=True)
class Around:
    """What a format may show beside the SOP itself. `staff` is False for visitors, who see no names.

    `logo` is the agency's, as SVG or PNG. `address` is where a printed sheet can be looked up, the start of a QR code;
    None where the portal does not know its own address. `naskah_sha256` is the hash of the signed scan.
    """

    staff: bool = False
    agency: Agency | None = None
    logo: bytes | None = None
    address: str | None = None
    naskah_sha256: str | None = None
    paper: Paper = "A4"


class Render(Protocol):
    """How a format turns an SOP, and what is around it, into bytes: the same for the same."""

    def __call__(self, sop: Sop, around: Around, /) -> bytes: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Format:
    """An export format of an SOP: `name` is the word on the command line and the ending of the file."""

    name: str
    media_type: str
    render: Render


@dataclass(frozen=True, slots=True)
class Panel:
    """A box on a page: a template of the plugin and the values it is given. Never raw HTML."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


@hookspec
def sop_edits(sop: Sop, agency: Agency) -> Sequence[Edit]:  # type: ignore[empty-body]
    """Change an agency's composed SOP: answer `Add`, `Replace` and `Drop` values.

    Called while an SOP is composed, only for plugins in the agency's `aktifkan`. Every plugin sees the
    same `sop` (base and variant, before any edit). Answers combine: first all Drops, then Replaces, then
    Adds; two that contradict each other make the SOP unavailable for new cycles, with the reason.
    """


@hookspec
def activities() -> Sequence[Activity]:  # type: ignore[empty-body]
    """Offer activities, each named `<plugin>.<word>`: a step template, a form, and what the form produces.

    Called once at start. Answers are put together; a name offered twice quarantines the second plugin.
    """


@hookspec
def sop_problems(sop: Sop) -> Sequence[Problem]:  # type: ignore[empty-body]
    """Judge an SOP: answer problems (`galat` blocks new cycles, `saran` is advice).

    Called by `portal check` and the page of problems, for every composed SOP. Answers are put together.
    """


@hookspec
def objections(cycle: CycleState, step: str, check: Check, person: Asker) -> Sequence[str]:  # type: ignore[empty-body]
    """Refuse a check: answer sentences that say why and what to do; no sentence means no objection.

    Called before a check, decision or hand-in is written, outside the transaction. Any sentence of any
    plugin refuses, and all are shown. A plugin that raises or answers anything but sentences refuses too.
    """


@hookspec
def recorded(event: Event) -> None:
    """Learn that an event is on disk.

    Called once for every event, after the commit, in the process that wrote it. Answers are ignored.
    """


@hookspec
def formats() -> Sequence[Format]:  # type: ignore[empty-body]
    """Offer export formats for `portal sop show --format` and the page's links.

    Called once at start. Answers are put together; a name offered twice quarantines the second plugin.
    """


@hookspec
def panels(place: str, subject: object) -> Sequence[Panel]:  # type: ignore[empty-body]
    """Put boxes on a page.

    `place` is `sop` (subject: the `Sop`), `step` (subject: a pair of `CycleState` and step id) or
    `instansi` (subject: the `Agency`). Called when that page is made. Answers are shown in order.
    """
