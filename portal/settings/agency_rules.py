"""What holds for an agency: what the operator set, and what holds where nothing is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.settings.agency import AgencySettings, Geser, Hari, Menit, SopSettings, Window

QUOTA_MB = 2048


@dataclass(frozen=True, slots=True)
class SopRules:
    """What holds for one SOP: its ledger's `jendela` (None: not set), first and last period, and its plain days."""

    jendela: Window | None = None
    dicatat_sejak: str | None = None
    buka_otomatis: bool = False
    hari: Hari = "kerja"
    dicatat_sampai: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyRules:
    """What holds for an agency; `forbidden` are the acts an acting official may not do, by capacity."""

    geser: Geser = "tetap"
    hari: Hari = "kerja"
    menit: Menit = "hari kerja berikutnya"
    kuota_bukti_mb: int = QUOTA_MB
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: Mapping[str, SopSettings] = field(default_factory=dict)

    def of(self, slug: str) -> SopRules:
        """Return what holds for one SOP of the agency."""
        own = self.given.get(slug, SopSettings())
        return SopRules(
            own.jendela, own.dicatat_sejak, bool(own.buka_otomatis), own.hari or self.hari, own.dicatat_sampai
        )

    def may(self, capacity: str, act: str) -> bool:
        """True unless the agency keeps those of this capacity ("Plt.", "Plh.") from an act."""
        return act not in self.forbidden.get(capacity, ())


def rules_of(settings: AgencySettings) -> AgencyRules:
    """Return what holds where these settings are all that was set."""
    return AgencyRules(
        settings.geser or "tetap",
        settings.hari or "kerja",
        settings.menit or "hari kerja berikutnya",
        settings.kuota_bukti_mb or QUOTA_MB,
        {"Plt.": settings.plt_tidak_boleh or (), "Plh.": settings.plh_tidak_boleh or ()},
        dict(settings.sop),
    )
