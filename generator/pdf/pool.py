"""Does jobs in parallel processes, each once, and only those whose result is not known from before."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from generator.pdf import machine
from generator.pdf.cache import Cache
from generator.pdf.engine import PdfFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

    from generator.pdf.engine import Problem
    from generator.pdf.jobs import Job

#: Then fresh processes begin: what the libraries have held on to is given back. (max_tasks_per_child of the
#: standard library does the same for each process, but waits for ever in Python 3.11.)
_JOBS_A_PROCESS = 8
_PR_SET_PDEATHSIG = 1


class Observer(Protocol):
    """Is told how work goes on."""

    def begin(self, total: int) -> None:
        """So many jobs will be done; the others are known from before."""

    def done(self, name: str) -> None:
        """One more is done."""

    def spared(self) -> None:
        """One turned out to be known: what it is made from came out as before."""


class Silent:
    """Tells nobody."""

    def begin(self, total: int) -> None:
        """Nothing."""

    def done(self, name: str) -> None:
        """Nothing."""

    def spared(self) -> None:
        """Nothing."""


def make(
    wanted: Mapping[str, Job],
    *,
    cache: Path | None = None,
    processes: int | None = None,
    observer: Observer | None = None,
) -> dict[str, bytes]:
    """The bytes of every wanted job, by the keys of ``wanted``.

    ``cache`` is the folder where results are kept; without one nothing is kept. Raises PdfUnavailable, or
    PdfFault with the problems of all jobs. When interrupted, the processes are ended first.
    """
    machine.require()
    if cache is None:
        with TemporaryDirectory(prefix="handbook-pdf-") as work:
            return _make(wanted, Cache(Path(work)), processes, observer)
    made = _make(wanted, store := Cache(cache), processes, observer)
    store.prune()
    return made


def _make(
    wanted: Mapping[str, Job], store: Cache, processes: int | None, observer: Observer | None
) -> dict[str, bytes]:
    results = {key: store.get(job.key) for key, job in wanted.items()}
    missing = [wanted[key] for key, data in results.items() if data is None]
    if missing:
        made = _Run(store, observer or Silent()).run(missing, processes or default_processes())
        results |= {key: made[job.key] for key, job in wanted.items() if job.key in made}
    return {key: data for key, data in results.items() if data is not None}


def default_processes() -> int:
    """As many as this process may use of the machine's processors."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Run:
    store: Cache
    observer: Observer
    made: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def run(self, missing: Iterable[Job], processes: int) -> dict[str, bytes]:
        waiting = self._needed(missing)
        self.observer.begin(len(waiting))
        while waiting and self._shift(waiting, min(processes, len(waiting))):
            pass
        if self.problems:
            raise PdfFault(list(dict.fromkeys(self.problems)))
        return self.made

    def _shift(self, waiting: list[Job], processes: int) -> bool:
        """Does some jobs in fresh processes; false when what waits needs something that failed."""
        left = processes * _JOBS_A_PROCESS
        pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _start)
        running: dict[Future[bytes], Job] = {}
        try:
            while True:
                ready = self._ready(waiting)[:left]
                left -= len(ready)
                for job in ready:
                    waiting.remove(job)
                    inputs = [self.made[one.key] for one in job.inputs]
                    if self._is_known(job, inputs):
                        left += 1
                    else:
                        running[pool.submit(_do, job, inputs)] = job
                if not running:
                    if ready:
                        continue
                    break
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    self._take(running.pop(future), future)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(getattr(pool, "_processes", None) or {}):
                os.kill(process, signal.SIGTERM)
            raise
        pool.shutdown()
        return left < processes * _JOBS_A_PROCESS

    def _is_known(self, job: Job, inputs: list[bytes]) -> bool:
        """Whether it was made from just these inputs before, though they have been made anew."""
        data = self.store.get(job.key_from(inputs)) if inputs else None
        if data is None:
            return False
        self.made[job.key] = data
        self.store.put(job.key, data)
        self.observer.spared()
        return True

    def _ready(self, waiting: list[Job]) -> list[Job]:
        return [job for job in waiting if all(one.key in self.made for one in job.inputs)]

    def _needed(self, missing: Iterable[Job]) -> list[Job]:
        """Jobs to do, inputs before what needs them; what is in the cache is taken from there."""
        order: dict[str, Job] = {}

        def visit(job: Job) -> None:
            if job.key in order or job.key in self.made:
                return
            for one in job.inputs:
                if one.key not in self.made and (known := self.store.get(one.key)) is not None:
                    self.made[one.key] = known
                visit(one)
            order[job.key] = job

        for job in missing:
            visit(job)
        return list(order.values())

    def _take(self, job: Job, future: Future[bytes]) -> None:
        try:
            data = future.result()
        except PdfFault as fault:
            self.problems += fault.problems
        else:
            self.made[job.key] = data
            self.store.put(job.key, data)
            if job.inputs:
                self.store.put(job.key_from([self.made[one.key] for one in job.inputs]), data)
        self.observer.done(job.name)


def _start() -> None:
    """In a new process: an interrupt is the parent's business; cyclic garbage is collected between jobs.

    Should the parent be killed, Linux ends the process too: it would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    gc.disable()


def _do(job: Job, inputs: list[bytes]) -> bytes:
    try:
        return job.work(*inputs)
    finally:
        gc.collect()
        _give_back()


def _give_back() -> None:
    """Returns freed memory to the system; glibc alone can be asked to, others do it by themselves."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
