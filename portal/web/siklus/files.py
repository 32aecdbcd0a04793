"""The files of a cycle as its page shows them: what came with a step, and what there is to work with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from portal.cycle.events import Event
from portal.desk import Desk
from portal.desk.files import Berkas
from portal.desk.values import Cycle
from portal.evidence.judging import ACCEPT
from portal.sop.model import Step
from portal.web.intake import FIELD, KEPT, MOST_FILES, sent_files
from portal.web.rooms import rooms


class CycleFiles:
    """The files of a cycle, read when a page first asks for one. One query."""

    def __init__(self, cycle: Cycle, desk: Desk) -> None:
        self.cycle, self._desk = cycle, desk

    @cached_property
    def files(self) -> tuple[Berkas, ...]:
        """All of them, in the order they came."""
        return self._desk.files.of(self.cycle.id)

    @property
    def broken(self) -> tuple[Berkas, ...]:
        """Those whose bytes are known not to be whole."""
        return tuple(berkas for berkas in self.files if berkas.broken_at)

    @property
    def at_opening(self) -> tuple[Berkas, ...]:
        """The files that were given when the cycle was opened."""
        return tuple(berkas for berkas in self.files if berkas.purpose == "bahan")

    def of(self, step: str) -> tuple[Berkas, ...]:
        """Return all that came with a step, also in earlier rounds."""
        return tuple(berkas for berkas in self.files if berkas.step == step)

    def by(self, event: Event) -> tuple[Berkas, ...]:
        """Return what one act brought."""
        return tuple(berkas for berkas in self.files if berkas.seq == event.seq)

    @cached_property
    def standing(self) -> frozenset[Berkas]:
        """The files whose act stands: neither taken back, replaced, nor opened again by a return."""
        state = self.cycle.state
        acts = {filled.event.seq for step in state.steps.values() for filled in step.filled}
        acts |= {one.event.seq for step in state.steps.values() for one in step.handins if one.event}
        return frozenset(berkas for berkas in self.files if berkas.purpose == "bahan" or berkas.seq in acts)

    def materials(self) -> tuple[tuple[Step | None, tuple[Berkas, ...]], ...]:
        """Return what the active step works with: the files of the opening (None), and of the steps done before."""
        state = self.cycle.state
        before = [step for step in self.cycle.sop.langkah if step.id in state.path and step.id != state.active]
        groups = [(step, tuple(filter(self.standing.__contains__, self.of(step.id)))) for step in before]
        return tuple((step, files) for step, files in [(None, self.at_opening), *groups] if files)


def files_shown(cycle: Cycle) -> Mapping[str, object]:
    """Return what the page of a cycle needs for its files and file fields."""
    return {"files": CycleFiles(cycle, rooms().desk), **file_fields()}


def file_fields() -> Mapping[str, object]:
    """Return what a form with a file field needs."""
    return {
        "sent_files": sent_files, "file_field": FIELD, "kept_field": KEPT, "accept": ACCEPT,
        "largest_mb": rooms().settings.largest_file_mb, "most_files": MOST_FILES,
    }  # fmt: skip
