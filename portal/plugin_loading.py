"""Loading one plugin: import it, check it at the door, and say what is wrong with it."""

from __future__ import annotations

import difflib
import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType, TracebackType
from typing import NamedTuple, cast

import pluggy

from portal import hooks
from portal.plugin_finding import NAME, Candidate
from portal.resources import resource_dir
from portal.say import Said, say

PARENT = "portal_plugins"
SPECS = {name: spec for name, spec in vars(hooks).items() if hasattr(spec, f"{hooks.NAMESPACE}_spec")}


class Rejected(Exception):
    """A plugin that may not be used: the reason, and where the fault is."""

    def __init__(self, reason: str, path: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path
        self.line = line


class Loaded(NamedTuple):
    """A plugin's folder, its module (None where it brings no code) and the manager that calls it, and only it."""

    folder: Path
    module: ModuleType | None
    manager: pluggy.PluginManager
    hooks: tuple[str, ...]


def load(candidate: Candidate) -> Loaded:
    """Import and check a candidate; raise `Rejected` whatever happens in there."""
    if not NAME.fullmatch(candidate.name):
        raise Rejected(
            say('nama "{nama}" tidak dapat dipakai; pakai huruf kecil, angka dan garis bawah', nama=candidate.name),
            candidate.name,
        )
    if candidate.folder is not None:
        _check_kind(candidate.folder)
    try:
        module = _import(candidate)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # sys.exit() in a plugin must not end the portal
        raise _import_fault(candidate, fault) from fault
    folder = candidate.folder or _folder_of(cast(ModuleType, module))
    _check_templates(candidate.name, folder)
    return Loaded(folder, module, *managed(candidate.name, module))


def managed(name: str, module: ModuleType | None) -> tuple[pluggy.PluginManager, tuple[str, ...]]:
    """Return a manager that knows the hooks and this plugin alone, and the names of the hooks it answers.

    One manager a plugin keeps a fault, a wrapper or a `tryfirst` inside the plugin that has it.
    """
    manager = pluggy.PluginManager(hooks.NAMESPACE)
    if module is None:
        return manager, ()  # documents alone: never asked
    manager.add_hookspecs(hooks)
    for attribute, function in inspect.getmembers(module, inspect.isfunction):
        marks = manager.parse_hookimpl_opts(module, attribute)
        if marks is not None:
            _check_function(name, marks.get("specname") or attribute, function)
        elif attribute in SPECS and function.__module__ == module.__name__:
            raise _at(name, function, say("fungsi {hook} belum ditandai @hookimpl", hook=attribute))
    try:
        manager.register(module, name)
        manager.check_pending()
    except (pluggy.PluginValidationError, TypeError, ValueError) as fault:
        raise Rejected(say("hook tidak cocok: {sebab}", sebab=fault), f"{name}/__init__.py") from fault
    answered = [hook for hook in SPECS if getattr(manager.hook, hook).get_hookimpls()]
    return manager, tuple(answered)


def described(fault: BaseException) -> Said:
    """Return a fault in one short line, whatever its own text does."""
    try:
        text = " ".join(str(fault).split())[:300]
    except Exception:
        text = ""
    kind = type(fault).__name__
    return say("{jenis}: {sebab}", jenis=kind, sebab=text) if text else say("{jenis}", jenis=kind)


def _check_kind(folder: Path) -> None:
    has = {part for part in ("instansi.md", "__init__.py", "sop") if (folder / part).exists()}
    if not has & {"instansi.md", "__init__.py"}:
        raise Rejected(say("folder ini tidak berisi instansi.md atau __init__.py"), folder.name)
    if "sop" in has and "instansi.md" not in has:
        raise Rejected(say("folder ini berisi sop/ tetapi tidak ada instansi.md"), folder.name)


def _import(candidate: Candidate) -> ModuleType | None:
    if candidate.entry is not None:
        module = candidate.entry.load()
        if not isinstance(module, ModuleType):
            raise TypeError(f"{candidate.entry.value} bukan modul")
        return module
    folder = candidate.folder
    if folder is None or not (folder / "__init__.py").is_file():
        return None
    name = f"{PARENT}.{candidate.key}"
    for stale in [known for known in sys.modules if known == name or known.startswith(f"{name}.")]:
        del sys.modules[stale]  # of another folder of this name, in a process that looks twice
    sys.modules.setdefault(PARENT, _parent())
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _folder_of(module: ModuleType) -> Path:
    """Return the folder of an installed package; a module that lies alone among others is its own place."""
    own = list(getattr(module, "__path__", ()))
    file = Path(str(own[0] if own else module.__file__))
    return file.parent if "." in module.__name__ and not own else file


def _parent() -> ModuleType:
    parent = ModuleType(PARENT)
    parent.__path__ = []
    return parent


def _import_fault(candidate: Candidate, fault: BaseException) -> Rejected:
    return Rejected(
        say("gagal dimuat: {sebab}", sebab=described(fault)), *where(candidate.name, candidate.folder, fault)
    )


def where(name: str, folder: Path | None, fault: BaseException) -> tuple[str, int | None]:
    """Return the file of the plugin in which a fault lies, as people know it, and the line."""
    if isinstance(fault, SyntaxError) and fault.filename:
        file, line = Path(fault.filename), fault.lineno
    else:
        file, line = _place(fault.__traceback__, folder)
    if folder is not None and file.is_relative_to(folder):
        return f"{name}/{file.name if file == folder else file.relative_to(folder).as_posix()}", line
    return name, None


def _place(trace: TracebackType | None, folder: Path | None) -> tuple[Path, int | None]:
    """Return the innermost line of the plugin's own files."""
    place: tuple[Path, int | None] = (Path(), None)
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if folder is not None and file.is_relative_to(folder):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _check_function(name: str, hook: str, function: object) -> None:
    if hook not in SPECS:
        near = difflib.get_close_matches(hook, SPECS, n=1)
        if near:
            raise _at(name, function, say('hook "{hook}" tidak ada. Maksudnya "{dekat}"?', hook=hook, dekat=near[0]))
        raise _at(name, function, say('hook "{hook}" tidak ada; yang ada: {ada}', hook=hook, ada=", ".join(SPECS)))
    offered = inspect.signature(SPECS[hook]).parameters
    unknown = [word for word in inspect.signature(function).parameters if word not in offered]  # type: ignore[arg-type]
    if unknown:
        raise _at(
            name,
            function,
            say("{hook}: parameter {kata} tidak dikenal; yang ada: {ada}",
                hook=hook, kata=", ".join(unknown), ada=", ".join(offered) or "—"),
        )  # fmt: skip


def _at(name: str, function: object, reason: str) -> Rejected:
    code = inspect.unwrap(function).__code__  # type: ignore[arg-type]
    return Rejected(reason, f"{name}/{Path(code.co_filename).name}", code.co_firstlineno)


def _check_templates(name: str, folder: Path) -> None:
    """Refuse templates that would stand in the way of the portal's own or of another plugin's."""
    if not (folder / "templates").is_dir():
        return
    foreign = sorted(child.name for child in (folder / "templates").iterdir() if child.name not in (name, ".DS_Store"))
    if foreign:
        raise Rejected(
            say("templates/ hanya boleh berisi folder {nama}/; pindahkan {lain}", nama=name, lain=", ".join(foreign)),
            f"{name}/templates",
        )
    if (resource_dir("templates") / name).exists():
        raise Rejected(
            say('nama "{nama}" dipakai portal sendiri untuk halamannya; ganti nama plugin', nama=name),
            f"{name}/templates",
        )
