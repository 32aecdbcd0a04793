"""Imports run one way, stand at the top, and touch nothing."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.house.source import ROOT, Module, imports, modules

FLOORS: tuple[tuple[set[str], ...], ...] = (
    ({"say", "refusal", "clock", "fault"},),
    ({"settings", "resources", "canon"},),
    ({"sop"},),
    ({"drawing"}, {"cycle"}),
    ({"hooks"},),
    ({"paper"},),
    ({"plugins", "builtin"}, {"store"}, {"evidence"}),
    ({"library"}, {"people"}),
    ({"days"},),
    ({"desk"},),
    ({"rounds"},),
    ({"web"}, {"demo"}),
    ({"cli"}, {"testing"}),
)
"""The house, from the ground up. A room may import from lower floors and from itself, never from its neighbours."""

PURE = {
    "sop": {"markdown", "nh3", "yaml"},
    "drawing": set[str](),
    "cycle": set[str](),
}
"""Rooms without web, database, clock and files, and the libraries each may use."""

AREAS = ("sop", "siklus", "instansi", "kalender", "admin")
"""The rooms of the pages, each above those it takes parts from; what all pages share stands below them all."""

ENTRANCES = {"api", "app", "beranda", "serving", "tugas"}
"""Pages with no room of their own, and what puts all pages together: they may ask every room."""

WORLDLY = {
    *("asyncio", "http", "multiprocessing", "os", "pathlib", "shutil", "socket", "sqlite3"),
    *("subprocess", "tempfile", "threading", "time", "urllib"),
}
"""Modules of the standard library through which a pure room would reach the world."""

LATE: dict[str, str] = {}
"""Imports inside a function: `module: imported`, each with its reason."""


def room_of(name: str) -> str:
    """Return the room of a dotted name: `portal.sop.model` stands in `sop`, `portal.plugin_loading` in `plugins`."""
    word = name.split(".")[1]
    return "plugins" if word.startswith("plugin_") else word


def floor_of(room: str) -> tuple[int, set[str]]:
    """Return the floor of a room and the modules that make it one room."""
    for number, floor in enumerate(FLOORS):
        for rooms in floor:
            if room in rooms:
                return number, rooms
    raise AssertionError(f"portal.{room} has no floor: name it in {__name__}.FLOORS")


def inside() -> list[Module]:
    """Return the modules of the portal, its public door left out."""
    return [module for module in modules("portal") if module.name != "portal" and "/starter/" not in module.place]


def test_every_room_stands_on_a_floor() -> None:
    assert [floor_of(room_of(module.name))[0] for module in inside()]


def test_imports_run_downward() -> None:
    wrong = []
    for module in inside():
        floor, own = floor_of(room_of(module.name))
        for found in imports(module):
            if not found.module.startswith("portal."):
                continue
            target = room_of(found.module)
            if target not in own and floor_of(target)[0] >= floor:
                wrong.append(f"{module.at(found.statement)} imports {found.module}")
    assert wrong == []


def area_of(name: str) -> str:
    """Return the room of pages that a name of `portal.web` stands in; the module itself where it has none."""
    return name.removeprefix("portal.web.").split(".")[0]


def test_pages_take_parts_from_the_rooms_below_them() -> None:
    wrong = []
    for module in modules("portal/web"):
        own = area_of(module.name)
        below = AREAS if own in ENTRANCES else AREAS[: AREAS.index(own)] if own in AREAS else ()
        for found in imports(module):
            area = area_of(found.module)
            if found.module.startswith("portal.web.") and area in AREAS and area not in (own, *below):
                wrong.append(f"{module.at(found.statement)} imports {found.module}")
    assert wrong == []


def test_nothing_inside_imports_from_the_door_of_plugins() -> None:
    assert [m.at(found.statement) for m in inside() for found in imports(m) if found.module == "portal"] == []


def test_imports_name_the_whole_path() -> None:
    relative = [m.at(found.statement) for m in inside() for found in imports(m) if getattr(found.statement, "level", 0)]
    assert relative == []


COLLECTED = {"portal.store.tables"}
"""Modules that are there to collect what others make; a room's `__init__` is its door."""


def made_by(module: Module) -> set[str]:
    """Return the names that a module makes itself."""
    body = [inner for node in module.tree.body for inner in ([node] if not isinstance(node, ast.If) else node.body)]
    kinds = ast.FunctionDef | ast.ClassDef
    stored = (name for node in body if not isinstance(node, kinds) for name in ast.walk(node))
    return {node.name for node in body if isinstance(node, kinds)} | {
        name.id for name in stored if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }


def test_a_name_is_imported_from_where_it_is_made() -> None:
    makers = {m.name: made_by(m) for m in inside() if m.path.name != "__init__.py" and m.name not in COLLECTED}
    detours = [
        f"{module.at(found.statement)} imports {alias.name} from {found.module}"
        for module in inside()
        for found in imports(module)
        if isinstance(found.statement, ast.ImportFrom) and found.module == found.statement.module in makers
        for alias in found.statement.names
        if alias.name not in makers[found.module]
    ]
    assert detours == []


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reaches_nothing(room: str) -> None:
    wrong = []
    for module in modules(f"portal/{room}"):
        for found in imports(module):
            package = found.module.split(".")[0]
            if package not in (sys.stdlib_module_names - WORLDLY) | PURE[room] | {"portal"}:
                wrong.append(f"{module.at(found.statement)} imports {found.module}")
    assert wrong == []


NEEDS = {"pdf": "weasyprint", "word": "docx", "excel": "openpyxl"}
"""The modules behind the door `portal.paper.heavy`, and the library that each alone may import."""


def door_of(name: str) -> str:
    """Return the name by which the door is asked for a module and its parts: `word` for `portal.paper.word_bits`."""
    return name.removeprefix("portal.paper.").split("_")[0]


def test_a_large_library_is_imported_by_its_own_module_behind_the_door_alone() -> None:
    wrong = {
        module.name
        for module in inside()
        for found in imports(module)
        if (package := found.module.split(".")[0]) in NEEDS.values() and NEEDS.get(door_of(module.name)) != package
    }
    assert wrong == set()


def test_nothing_behind_the_door_is_imported_otherwise() -> None:
    wrong = [
        module.at(found.statement)
        for module in inside()
        for found in imports(module)
        if (door := door_of(found.module)) in NEEDS and (door != door_of(module.name) or found.module.endswith(door))
    ]
    assert wrong == []


def test_modules_are_imported_by_name_in_two_places_only() -> None:
    """The commands' own table, and the door to what is heavy."""
    by_name = {module.name for module in inside() if "import_module(" in module.text}
    assert by_name == {"portal.cli", "portal.paper.heavy"}


def test_imports_stand_at_the_top_of_the_file() -> None:
    late = {f"{m.name}: {found.module}" for m in inside() for found in imports(m) if found.late}
    assert late == LATE.keys()


WATCH = """
import importlib, os, sys

seen = []

def culprit(others_too):
    frame = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib") or (not others_too and "site-packages" in file):
            return None
        if file.startswith(HOUSE):
            return f"{file}:{frame.f_lineno}"
        frame = frame.f_back
    return None

class Watched(type(os.environ)):
    def __getitem__(self, key):
        place = culprit(others_too=False)
        if place:
            seen.append(f"{place} reads the environment: {key}")
        return super().__getitem__(key)

def watch(event, args):
    if event in ("open", "os.listdir", "os.scandir", "os.mkdir", "subprocess.Popen", "sqlite3.connect") \\
            or event.startswith("socket."):
        place = culprit(others_too=True)
        if place:
            seen.append(f"{place} does {event} {args[:1]}")

os.environ.__class__ = Watched
sys.addaudithook(watch)
for name in NAMES:
    importlib.import_module(name)
print("\\n".join(seen))
"""


def touched(house: str, names: list[str], *folders: str) -> list[str]:
    """Import `names` in a process of its own; return what code below `house` touched meanwhile."""
    header = f"HOUSE = {house!r}; NAMES = {names!r}; import sys; sys.path[:0] = {list(folders)!r}\n"
    answer = subprocess.run([sys.executable, "-c", header + WATCH], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split("\n")[:-1] if answer.stdout.strip() else []


def test_nothing_happens_on_import() -> None:
    assert touched(str(ROOT / "portal"), ["portal", *(module.name for module in inside())]) == []


def test_the_watch_sees_what_an_import_touches(tmp_path: object) -> None:
    lines = ["import os, pathlib", "os.environ.get('HOME')", "pathlib.Path(__file__).read_text()"]
    busy = ROOT.__class__(str(tmp_path)) / "busy_on_import.py"
    busy.write_text("\n".join(lines))
    found = touched(str(tmp_path), ["busy_on_import"], str(tmp_path))
    assert [line.split()[0].rsplit(":", 1)[1] for line in found] == ["2", "3"]
