"""The house keeps its shape: imports point down, each outside library has one door, no room is too big."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")
MOST_LINES = 400
#: From the ground up: nothing reaches, over any number of imports, a room that stands later in this list.
SPINE = (
    *("diagnostic", "vocabulary", "source", "model", "fit", "loader", "handbook", "quiz", "checks", "views"),
    *("addresses", "render", "pages", "desk", "plugin", "site", "cli", "__main__"),
)
#: Library → the rooms that may let it in.
DOORS = {
    "yaml": {"source"},
    "jinja2": {"render"},
    "weasyprint": {"pdf"},
    "mkdocs": {"site", "plugin", "serving"},
    "click": {"cli"},
}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}
#: `mkdocs serve` has no other place to tell authors what is wrong.
MAY_PRINT = {"cli", "plugin"}


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Full names of everything that a module imports, for types or inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _plan() -> dict[str, set[str]]:
    """Room → the other rooms that it imports from."""
    plan: dict[str, set[str]] = {_room(path): set() for path in MODULES}
    for path in MODULES:
        names = (name.split(".") for name in _imports(path) if name.startswith("generator."))
        plan[_room(path)] |= {parts[1] for parts in names if parts[1] in plan} - {_room(path)}
    return plan


def _reached(plan: dict[str, set[str]], room: str) -> set[str]:
    reached: set[str] = set()
    ahead = list(plan[room])
    while ahead:
        other = ahead.pop()
        if other not in reached:
            reached.add(other)
            ahead += plan[other]
    return reached


@pytest.fixture(params=MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_imports_go_in_no_circle() -> None:
    plan = _plan()
    assert [room for room in plan if room in _reached(plan, room)] == []


def test_imports_point_down_the_spine() -> None:
    plan = _plan()
    assert plan.keys() >= set(SPINE)
    wrong = {room: _reached(plan, room) & set(SPINE[number:]) for number, room in enumerate(SPINE)}
    assert {room: others for room, others in wrong.items() if others} == {}


def test_outside_libraries_come_in_by_one_door(module: Path) -> None:
    for name in _imports(module):
        rooms = DOORS.get(name.split(".")[0])
        assert rooms is None or _room(module) in rooms, f"{_room(module)} must not import {name}"


def test_no_clock_and_no_print_but_in_the_command(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert _room(module) in MAY_PRINT, f"line {node.lineno}: print"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            assert (owner, node.attr) not in CLOCKS, f"line {node.lineno}: a clock"


def test_no_module_is_too_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
