"""The project's own source as the house rules look at it: files, modules and their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file of the project; `name` is dotted for `portal`, else the path."""

    path: Path

    @property
    def place(self) -> str:
        """The path as people read it, from the root of the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """The dotted name: `portal.sop.model`."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.place)

    def at(self, node: ast.AST) -> str:
        """Return `file:line` of a node."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that belongs to the project: known to git, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


@cache
def modules(folder: str = "") -> tuple[Module, ...]:
    """Return the Python files below `folder` of the project: the same values every time, so each is parsed once."""
    if folder:
        return tuple(module for module in modules() if module.path.is_relative_to(ROOT / folder))
    return tuple(Module(path) for path in files() if path.suffix == ".py")


@dataclass(frozen=True)
class Import:
    """One import: where, of what; `late` inside a function, `typing` if only the reader of the types needs it."""

    statement: ast.Import | ast.ImportFrom
    module: str
    late: bool
    typing: bool


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """Return every import of a module."""
    return tuple(_imports(module.tree.body, late=False, typing=False))


def _imports(body: list[ast.stmt], *, late: bool, typing: bool) -> Iterator[Import]:
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (Import(statement, alias.name, late, typing) for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield from (Import(statement, name, late, typing) for name in _sources(statement))
        late_below = late or isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
        typing_below = typing or (isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test))
        for part in (statement, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            for field in ("body", "orelse", "finalbody"):
                yield from _imports(getattr(part, field, []), late=late_below, typing=typing_below)


def _sources(statement: ast.ImportFrom) -> set[str]:
    """Return the modules a `from … import …` takes from: a name may be a module of the package itself."""
    package = statement.module or ""
    inside = ROOT / package.replace(".", "/")
    return {
        f"{package}.{alias.name}"
        if (inside / f"{alias.name}.py").is_file() or (inside / alias.name / "__init__.py").is_file()
        else package
        for alias in statement.names
    }


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module, methods and inner ones included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
