"""Processes of our own as an executor: a thread for each hands it work and waits for the answer over pipes.

A process that dies closes them, at whatever point: its thread then knows. (The pools of the standard library
need semaphores in /dev/shm, and in Python 3.11.2 wait for ever for a process that was killed while it sent
its result.)
"""

# ruff: noqa: ANN401, ARG002, FBT001, FBT002 - signatures are those of the standard library

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from generator.core import machine_faults
from generator.core.texts import _
from generator.outputs.pdf.making import worker
from generator.outputs.pdf.making.weasy import PdfError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Then a fresh process begins: what the libraries have held on to is given back.
_TASKS_A_PROCESS = 8


class Processes(Executor):
    """So many processes, which begin when there is work for them. Leaving it as a context ends them all."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, initializer=_undisturbed)
        self._own = threading.local()
        self._alive: set[_Process] = set()
        self._closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **__: Any) -> Future[Any]:
        """Has ``fn`` called with ``args``, which are pickled.

        The result raises PdfError, BrokenExecutor when its process died, and RuntimeError with the text of
        any other error.
        """
        return self._threads.submit(self._do, fn, args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends all processes at once; a thread that waits for one then gets to its end too."""
        self._closed = True
        for process in list(self._alive):
            process.kill()
        self._threads.shutdown(wait, cancel_futures=True)
        for process in self._alive:
            process.end()

    def _do(self, work: Callable[..., bytes], inputs: tuple[bytes, ...]) -> bytes:
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = _Process()
            self._alive.add(process)
        if self._closed:  # since just now: nobody else would end it
            process.kill()
        try:
            return process.do(work, inputs)
        finally:
            process.left -= 1
            if not process.left:
                self._own.process = None
                self._alive.discard(process)
                process.end()


class _Process:
    """A worker and the pipes to it."""

    def __init__(self) -> None:
        self.left = _TASKS_A_PROCESS
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own Python and code
                [sys.executable, "-c", worker.COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as fault:
            raise BrokenExecutor(
                _("生成 PDF 的进程开不了（{reason}）").format(reason=machine_faults.reason(fault))
            ) from fault
        # Popen says that they may be None: not when pipes were asked for.
        self._asked = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._is_new = True

    def do(self, work: Callable[..., bytes], inputs: tuple[bytes, ...]) -> bytes:
        """Raises BrokenExecutor, PdfError, and RuntimeError with the text of any other error of the work."""
        try:
            answer = self._ask(work, inputs)
        except (OSError, EOFError, pickle.UnpicklingError) as fault:
            raise BrokenExecutor(self._how()) from fault
        if isinstance(answer, PdfError):
            raise answer
        if isinstance(answer, bytes):
            return answer
        raise RuntimeError(answer)

    def _ask(self, work: Callable[..., bytes], inputs: tuple[bytes, ...]) -> object:
        if self._is_new:
            pickle.dump(sys.path, self._asked)
            self._is_new = False
        pickle.dump((work, inputs), self._asked, pickle.HIGHEST_PROTOCOL)
        self._asked.flush()
        return pickle.load(self._answers)  # noqa: S301 - our own worker wrote it

    def _how(self) -> str:
        self.kill()
        code = self._process.wait()
        by = (
            _("（{signals_name}）").format(signals_name=signal.Signals(-code).name)
            if -code in set(signal.Signals)
            else ""
        )
        return _("生成 PDF 的一个进程没有做完就结束了{by}").format(by=by)

    def kill(self) -> None:
        """Ends it now; what it was doing is lost."""
        self._process.kill()

    def end(self) -> None:
        """Lets it end, and closes the pipes."""
        for pipe in (self._asked, self._answers):
            with suppress(OSError):  # what a dead process did not read any more
                pipe.close()
        self._process.wait()


def _undisturbed() -> None:
    """In a thread: an interrupt is the main thread's business, and that of no process begun from here."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
