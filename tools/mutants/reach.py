"""A pytest plugin that writes down which test comes by which line of the files to change, and its cost.

``pytest -p tools.mutants.reach`` gives every statement there another that notes it: no tracer, so the run is
hardly slower. Each process of a run writes a part; :func:`read` joins what they tell of the program and the
tests as they are. What a fixture that tests share comes by counts for all of them, not for the first.
"""

from __future__ import annotations

import builtins
import hashlib
import json
import os
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tools.mutants import FOLDER, ROOT, edits, files, live

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PROBE = "__reached__"
#: A line's number is its file's place in the list times this, and its line.
SPREAD = 1 << 16
#: What every test depends on, besides its own file.
_INPUTS = ("generator", "tests", "tools/mutants", "content", "checklists", "pyproject.toml")
_TESTS = ROOT / "tests"
_PARTS = FOLDER / "reach"


@dataclass(frozen=True)
class Reached:
    """What a test comes by, and how many seconds of CPU it takes, processes that it begins included."""

    lines: frozenset[int]
    cost: float


def read() -> tuple[dict[str, Reached], list[str]]:
    """Of every test by its id; and the files of tests of which nothing is known since the last change."""
    now = {file.relative_to(ROOT).as_posix(): _digest([file]) for file in _TESTS.rglob("test_*.py")}
    found: dict[str, Reached] = {}
    known: set[str] = set()
    for path in sorted(_PARTS.glob("*.json")):
        part = json.loads(path.read_text(encoding="utf-8"))
        fresh = {name for name, digest in part["files"].items() if now.get(name) == digest}
        if part["key"] == _common():
            known |= fresh
            found |= {
                name: Reached(frozenset(lines), cost)
                for name, (cost, lines) in part["tests"].items()
                if name.partition("::")[0] in fresh
            }
    return found, sorted(now.keys() - known)


@cache
def _common() -> str:
    """A digest of all that every test depends on, but for installed libraries."""
    paths = (ROOT / name for name in _INPUTS)
    files = (file for path in paths for file in ([path] if path.is_file() else path.rglob("*")))
    return _digest(
        file
        for file in sorted(files)
        if file.is_file() and not file.match("test_*.py") and "__pycache__" not in file.parts
    )


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


class Recorder:
    """Notes what each test comes by."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._now: dict[int, None] = {}
        self._shared: dict[str, frozenset[int]] = {}
        self._tests: dict[str, tuple[float, list[int]]] = {}
        self._failed: set[str] = set()
        self._files: set[str] = set()

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Files whose tests are all left out are looked at, too."""
        self._files.add(item.nodeid.partition("::")[0])

    def pytest_collection_finish(self) -> None:
        """Puts the probes in: all modules are there now."""
        setattr(builtins, _PROBE, self._now)
        targets = files()
        for number, (file, functions) in enumerate(live.load(targets).items()):
            tree = edits.probed(file.read_text(encoding="utf-8"), _PROBE, number * SPREAD)
            live.swap(functions, file, tree)
        live.forget()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        """What a shared fixture comes by counts for each test that asks for it."""
        before = dict(self._now)
        self._now.clear()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self._shared[fixturedef.argname] = frozenset(self._now)
            self._now |= before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """One test, from its set-up to its end."""
        self._now.clear()
        began = _cpu()
        try:
            return (yield)
        finally:
            cost = round(_cpu() - began, 3)
            shared = (self._shared.get(name, frozenset()) for name in getattr(item, "fixturenames", ()))
            self._tests[item.nodeid] = cost, sorted(frozenset(self._now).union(*shared))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails by itself tells nothing of a change."""
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Writes the part of this process."""
        _PARTS.mkdir(parents=True, exist_ok=True)
        digests = {name: _digest([ROOT / name]) for name in sorted(self._files)}
        tests = {name: found for name, found in self._tests.items() if name not in self._failed}
        part = {"key": _common(), "files": digests, "tests": tests}
        text = json.dumps(part, separators=(",", ":"))
        (_PARTS / f"{self._part}.json").write_text(text, encoding="utf-8")


def _cpu() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def pytest_configure(config: pytest.Config) -> None:
    """In each process that runs tests: with xdist the first one runs none."""
    worker = getattr(config, "workerinput", None)
    if worker is None:
        for old in _PARTS.glob("*.json"):
            if json.loads(old.read_text(encoding="utf-8"))["key"] != _common():
                old.unlink()
    if worker is not None or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Recorder(f"{os.getpid()}-{time.time_ns()}"))
