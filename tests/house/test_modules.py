"""Modules are small, say what they are, and get the time from outside."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.house.source import ROOT, files, functions, modules

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 60

CLOCKS = {
    "portal.library.files.stamp_of": "compares with the file system's clock, not with the office's",
    "portal.clock.utcnow": "the one clock, handed to the application and to the commands",
}
"""Functions that may ask what time it is: `module.function`, each with its reason."""

ASKING_THE_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}


def test_every_module_says_what_it_is_in_one_sentence() -> None:
    wordless = [module.place for module in modules() if module.text.strip() and not ast.get_docstring(module.tree)]
    assert wordless == []
    first_lines = {module.place: (ast.get_docstring(module.tree) or ".").split("\n")[0] for module in modules()}
    assert [place for place, line in first_lines.items() if not line.endswith((".", ":", "?"))] == []


def test_a_file_is_read_in_one_sitting() -> None:
    long = [f"{m.place}: {count}" for m in modules() if (count := m.text.count("\n")) > LINES_OF_A_FILE]
    assert long == []


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{module.at(function)} {function.name}: {length}"
        for module in modules()
        for function in functions(module)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LINES_OF_A_FUNCTION
    ]
    assert long == []


ASKED_FOR_BY_PLUGINS = "portal.testing"
"""The module whose functions are there for the tests of plugins."""


def test_nothing_is_there_that_nobody_asks_for() -> None:
    """What a module names stands somewhere else too: what only the tests ask for belongs to the tests."""
    shipped = [
        module for folder in ("portal", "plugins") for module in modules(folder) if "/tests/" not in module.place
    ]
    texts = [module.text for module in shipped]
    texts += [path.read_text("utf-8") for path in files() if path.suffix == ".html"]
    said = Counter(word for text in texts for word in re.findall(r"\w+", text))
    lonely = [
        f"{module.at(node)} {name}"
        for module in shipped
        if module.name != ASKED_FOR_BY_PLUGINS
        for node in module.tree.body
        for name in names_of(node)
        if said[name] < 2
    ]
    assert lonely == []


def names_of(node: ast.stmt) -> list[str]:
    """Return the names a statement of a module gives; a decorated function is asked for by what decorates it."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [] if node.decorator_list and isinstance(node, ast.FunctionDef) else [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def test_the_clock_is_asked_in_named_places_only() -> None:
    asked = {}
    for module in modules("portal"):
        for function in functions(module):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ASKING_THE_CLOCK:
                    asked[f"{module.name}.{function.name}"] = module.at(node)
    assert {name: place for name, place in asked.items() if name not in CLOCKS} == {}
    assert CLOCKS.keys() <= asked.keys()


def test_the_rule_that_times_are_aware_is_nowhere_silenced() -> None:
    silenced = [
        f"{module.place}:{number}"
        for folder in ("portal", "plugins", "benchmarks")
        for module in modules(folder)
        for number, line in enumerate(module.text.split("\n"), 1)
        if "noqa" in line and "DTZ" in line
    ]
    assert silenced == []


def test_nothing_is_left_to_do() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "X" + "XX")
    texts = (path for path in files() if path.suffix in {".py", ".html", ".css", ".js", ".md", ".toml"})
    left = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts
        if ".min." not in path.name
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if any(word in line for word in words)
    ]
    assert left == []
