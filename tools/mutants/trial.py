"""Tries changes: a process for each, forked from one that has collected the tests, so that none begins anew.

A process makes its change, runs the tests that come by, the cheapest first, and ends with the first that
fails. What is left after a time limit counts as noticed: the change made something hang.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import resource
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from generator.outputs.pdf import publication
from tools.mutants import ROOT, edits, files, live

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest

    from tools.mutants.edits import Mutant

_PASSED, _FAILED, _CANNOT_BE = 0, 1, 2
IMPOSSIBLE = "cannot be"
"""What is noted of a change that Python refuses."""
_PR_SET_PDEATHSIG = 1
_MEMORY = 6 << 30


@dataclass(frozen=True)
class Trial:
    """A change, or none, and the tests to run with it; ``cost`` is what they take in seconds of CPU."""

    mutant: Mutant | None
    tests: tuple[str, ...]
    cost: float


@dataclass(frozen=True)
class Outcome:
    """How it ended: the test that failed, or what else ended it; empty when nothing noticed."""

    trial: Trial
    noticed: str


@dataclass
class Trials:
    """A pytest plugin: in place of all tests, the trials ``first``, then those that follow from them."""

    first: Sequence[Trial]
    then: Callable[[list[Outcome]], Sequence[Trial]]
    processes: int
    tell: Callable[[Outcome], None] = lambda _: None
    outcomes: list[Outcome] = field(default_factory=list)

    @staticmethod
    def pytest_configure() -> None:
        """Hypothesis draws the same examples every time, keeps none, and looks for no smaller ones."""
        hypothesis = importlib.import_module("hypothesis")  # by now: pytest wants to be there before it
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs them all, so many at a time."""
        self._session = session
        self._items = {item.nodeid: item for item in session.items}
        self._functions = live.load(files())
        live.forget()
        gc.collect()
        gc.freeze()
        self._all(self.first)
        self._all(self.then(self.outcomes))
        return True

    def _all(self, trials: Sequence[Trial]) -> None:
        waiting, running = list(reversed(trials)), dict[int, tuple[Trial, Path, float]]()
        while waiting or running:
            while waiting and len(running) < self.processes:
                trial, folder = waiting.pop(), Path(tempfile.mkdtemp(prefix="mutant-"))
                folder.chmod(0o755)  # some tests look with another user's eyes
                running[self._begin(trial, folder)] = trial, folder, time.monotonic() + 30 + trial.cost * 10
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                self._end_late(running)
                time.sleep(0.02)
            elif process in running:
                trial, folder, _ = running.pop(process)
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process, signal.SIGKILL)  # what it may have begun
                self.outcomes.append(Outcome(trial, _noticed(status, folder)))
                self.tell(self.outcomes[-1])
                shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _end_late(running: dict[int, tuple[Trial, Path, float]]) -> None:
        for process, (_, _, deadline) in running.items():
            if time.monotonic() > deadline:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process, signal.SIGKILL)

    def _begin(self, trial: Trial, folder: Path) -> int:
        process = os.fork()
        if process:
            return process
        status = _FAILED
        try:
            _alone(trial, folder)
            status = self._child(trial, folder)
        finally:  # whatever the change has done: this process must not go on as the parent
            os._exit(status)

    def _child(self, trial: Trial, folder: Path) -> int:
        if trial.mutant is not None:
            file = ROOT / trial.mutant.file
            tree = edits.changed(file.read_text(encoding="utf-8"), trial.mutant.number)
            try:
                live.swap(self._functions[file], file, tree)
            except (ValueError, SyntaxError):
                return _CANNOT_BE
        items = [self._items[name] for name in trial.tests if name in self._items]
        for item, following in zip_longest(items, items[1:]):
            (folder / "test").write_text(item.nodeid, encoding="utf-8")
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._session.testsfailed:
                return _FAILED
        return _PASSED


def _alone(trial: Trial, folder: Path) -> None:
    """Whatever the change does: it reaches nothing of others, tells nobody, and comes to an end."""
    os.setpgid(0, 0)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    seconds = int(20 + trial.cost * 5)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ |= {"TMPDIR": str(folder), "PYTEST_DEBUG_TEMPROOT": str(folder)}
    tempfile.tempdir = str(folder)
    publication.CACHE = str(folder / "pdf")  # else a wrong PDF might be kept as if it were a right one


def _noticed(status: int, folder: Path) -> str:
    """What noticed; empty for nothing."""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _PASSED:
        return ""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _CANNOT_BE:
        return IMPOSSIBLE
    test = folder / "test"
    name = test.read_text(encoding="utf-8") if test.is_file() else "before any test"
    return name if os.WIFEXITED(status) else f"{name} (ended by signal {os.WTERMSIG(status)})"
