"""The house keeps its shape: imports point down, each outside library has one door, no room is too big."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")
MOST_LINES = 400
#: From the ground up. A module imports from floors below its own, and within its own folder.
FLOORS = (
    {"diagnostic", "vocabulary", "garbage", "exchange", "raw_blocks", "publication", "branches"},
    {"source", "codes", "model"},
    {"fit", "report"},
    {"loader"},
    {"handbook"},
    {"quiz", "checklist", "search", "tables", "schemas"},
    {"question_data"},
    {"export"},
    {"checks", "review", "data", "views"},
    {"diagnostics_manual", "addresses", "checklist_tables"},
    {"prose"},
    {"render"},
    {"pdf", "pages", "plain_pages"},
    {"desk", "checklist_command"},
    {"site", "plugin"},
    {"cli"},
    {"__main__"},
)
#: Library → the rooms that may let it in.
DOORS = {
    "yaml": {"source"},
    "jinja2": {"render"},
    "weasyprint": {"pdf"},
    "mkdocs": {"site", "plugin"},
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


def _floor(room: str) -> int:
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), -1)


def _imports(path: Path) -> set[str]:
    """Full names of everything that a module imports, for types or inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.fixture(params=MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_a_module_has_its_floor_and_imports_only_from_below(module: Path) -> None:
    room = _room(module)
    assert _floor(room) >= 0, f"{room} has no floor yet: add it to FLOORS"
    for name in _imports(module):
        first, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if first == "generator" and _floor(other) >= 0 and other != room:
            assert _floor(other) < _floor(room), f"{room} must not import {other}"


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
