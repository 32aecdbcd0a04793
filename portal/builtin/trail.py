"""One line a recorded event in the log `portal.events`, for whoever watches the machine: no names, no texts."""

from __future__ import annotations

import json
import logging

from portal.cycle.events import Event
from portal.hooks import hookimpl

log = logging.getLogger("portal.events")


@hookimpl
def recorded(event: Event) -> None:
    """Write the event's place, kind and hash as one line of JSON."""
    facts = {
        "cycle": event.cycle, "seq": event.seq, "kind": event.kind, "step": event.step, "putaran": event.putaran,
        "role": event.role, "unit": event.unit, "actor": event.actor.id, "time": event.time.isoformat(),
        "hash": event.hash,
    }  # fmt: skip
    log.info("%s", json.dumps(facts, ensure_ascii=True))
