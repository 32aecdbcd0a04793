"""Every hook is a promise: typed, explained, documented, called, used and tested."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.house.source import ROOT, files, functions, modules

SPECS = {
    node.name: node
    for node in ast.parse((ROOT / "portal/hooks.py").read_text("utf-8")).body
    if isinstance(node, ast.FunctionDef) and any(ast.unparse(mark) == "hookspec" for mark in node.decorator_list)
}

every_hook = pytest.mark.parametrize("hook", SPECS)


def signature(hook: str) -> str:
    """Return a hook's signature in one line, as the heading in the docs must have it."""
    spec = SPECS[hook]
    assert spec.returns is not None
    return f"{hook}({ast.unparse(spec.args)}) -> {ast.unparse(spec.returns)}"


def answered_in(*folders: str) -> set[str]:
    """Return the hooks that code in these folders answers."""
    return {
        function.name
        for folder in folders
        for module in modules(folder)
        for function in functions(module)
        if any(ast.unparse(mark).startswith("hookimpl") for mark in function.decorator_list)
    }


@every_hook
def test_a_hook_is_typed_and_explained(hook: str) -> None:
    spec = SPECS[hook]
    assert spec.returns is not None
    assert all(argument.annotation for argument in spec.args.args)
    promise = ast.get_docstring(spec) or ""
    assert len(promise.split("\n\n")) >= 2, "first what it is for, then when it is called and how answers combine"
    assert "Called" in promise
    assert "nswers" in promise


def test_the_docs_explain_exactly_the_hooks_there_are() -> None:
    page = (ROOT / "docs/hooks.md").read_text("utf-8")
    assert re.findall(r"^## `(\w+\(.*)`$", page, re.MULTILINE) == [signature(hook) for hook in SPECS]


@every_hook
def test_a_hook_is_called(hook: str) -> None:
    """Somebody asks for it by name; where that is a method of `Plugins`, somebody else calls the method."""
    askers = {(module, name) for module, name, asked in asking() if asked == hook}
    assert any(module != "portal.plugins" or name in called_from_elsewhere() for module, name in askers), askers


@cache
def asking() -> frozenset[tuple[str, str, object]]:
    """Return (module, function, constant) for each constant that a function of the portal hands to a call."""
    return frozenset(
        (module.name, function.name, constant.value)
        for module in modules("portal")
        for function in functions(module)
        for call in calls(function)
        for constant in constants(call)
    )


def calls(tree: ast.AST) -> list[ast.Call]:
    """Return the calls below a node."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def constants(call: ast.Call) -> list[ast.Constant]:
    """Return the constants a call is given."""
    return [argument for argument in call.args if isinstance(argument, ast.Constant)]


@cache
def called_from_elsewhere() -> frozenset[str]:
    """Return the names of the methods that are called in the portal; private ones from their own module."""
    return frozenset(
        call.func.attr
        for module in modules("portal")
        for call in calls(module.tree)
        if isinstance(call.func, ast.Attribute) and (module.name != "portal.plugins" or call.func.attr.startswith("_"))
    )


@every_hook
def test_a_hook_is_used_by_a_plugin_of_the_portal(hook: str) -> None:
    assert hook in answered_in("plugins", "portal/builtin")


@every_hook
def test_a_hook_has_a_test(hook: str) -> None:
    """Some test answers it, calls it, or asks for it by name."""
    tests = [path for path in files() if path.suffix == ".py" and "tests" in path.relative_to(ROOT).parts]
    named = re.compile(rf"""\b{hook}\(|["']{hook}["']""")
    assert any(named.search(path.read_text("utf-8")) for path in tests if "house" not in path.parts)
