"""Every hook is a promise: typed, explained, documented, called, used and tested."""

from __future__ import annotations

import ast
import re

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
    asked = {
        *(node.args[0].value for node in asking() if node.args and isinstance(node.args[0], ast.Constant)),
        *(node.func.attr for node in asking() if isinstance(node.func, ast.Attribute)),
    }
    assert hook in asked


def asking() -> list[ast.Call]:
    """Return the calls by which the portal asks its plugins."""
    return [
        node
        for module in modules("portal")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("ask", "objections")
    ]


@every_hook
def test_a_hook_is_used_by_a_plugin_of_the_portal(hook: str) -> None:
    assert hook in answered_in("plugins", "portal/builtin")


@every_hook
def test_a_hook_has_a_test(hook: str) -> None:
    tests = [path for path in files() if path.suffix == ".py" and "tests" in path.relative_to(ROOT).parts]
    assert any(f"def {hook}(" in path.read_text("utf-8") for path in tests if "house" not in path.parts)
