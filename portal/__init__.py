"""What a plugin may import, and nothing else."""

from portal.cycle.day_words import in_words
from portal.cycle.events import Event
from portal.cycle.state import CycleState, Slot
from portal.hooks import Around, Asker, Check, Format, Panel, hookimpl
from portal.say import say
from portal.sop.edits import Activity, Add, Drop, FormField, Replace
from portal.sop.model import Agency, Kaitan, Problem, Sop, Step, Waktu

__all__ = [
    "Activity", "Add", "Agency", "Around", "Asker", "Check", "CycleState", "Drop", "Event", "FormField", "Format",
    "Kaitan", "Panel", "Problem", "Replace", "Slot", "Sop", "Step", "Waktu", "hookimpl", "in_words", "say",
]  # fmt: skip
