"""The portal's own plugins: what it does itself goes through the same doors."""

from portal.builtin import exports, trail

MODULES = (exports, trail)
