"""The environment of the templates: Flask's own, without what it costs for things that no template has."""

from __future__ import annotations

from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from types import FunctionType
from typing import Any

from flask import templating
from jinja2 import FileSystemBytecodeCache, runtime
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled, by their content: derived, so that a folder which takes none is no fault."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if it is kept."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if the folder takes it."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


class Context(runtime.Context):
    """Calls a plain function as it is: Jinja looks at each call whether the function wants the context itself."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Return what a template's call gives."""
        if type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class Environment(templating.Environment):
    """One dictionary of globals for all templates.

    Jinja lays each template's own over it in a chain, which it copies and compares name by name at every page and
    import; no template of the portal has any.
    """

    context_class = Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the environment's globals themselves, where a template has none of its own."""
        return super().make_globals(d) if d else self.globals
