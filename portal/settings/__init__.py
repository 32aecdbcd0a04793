"""Settings: what the operator has set, for the whole portal and for each agency."""

from portal.settings.settings import FILE, KEYS, PREFIX, YES, Settings, load

__all__ = ["FILE", "KEYS", "PREFIX", "YES", "Settings", "load"]
