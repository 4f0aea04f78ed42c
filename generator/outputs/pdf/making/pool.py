"""Does jobs in parallel processes, each once, and only those whose result is not known from before.

A thread for each process hands it work and waits for the answer over pipes. A process that dies closes them,
at whatever point: its thread then knows. (The pools of the standard library need semaphores in /dev/shm, and
in Python 3.11.2 wait for ever for a process that was killed while it sent its result.)
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Protocol, Self, cast

from generator.core import machine_faults
from generator.outputs.pdf import requirements
from generator.outputs.pdf.making import worker
from generator.outputs.pdf.making.cache import Cache
from generator.outputs.pdf.making.weasy import PdfError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

    from generator.outputs.pdf.making.tasks import Task, Work
    from generator.outputs.pdf.making.weasy import Problem

#: Then a fresh process begins: what the libraries have held on to is given back.
_JOBS_A_PROCESS = 8


class Observer(Protocol):
    """Is told how work goes on."""

    def begin(self, total: int) -> None:
        """So many jobs will be done; the others are known from before."""

    def done(self, name: str) -> None:
        """One more is done."""

    def spared(self) -> None:
        """One turned out to be known: what it is made from came out as before."""

    def note(self, text: str) -> None:
        """Something that people should know, and that is no error yet."""


class Silent:
    """Tells nobody."""

    def begin(self, total: int) -> None:
        """Nothing."""

    def done(self, name: str) -> None:
        """Nothing."""

    def spared(self) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""


class WorkerDiedError(Exception):
    """A process ended before it answered; ``how`` says what is known of the reason."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


def make(
    wanted: Mapping[str, Task],
    *,
    cache: Path | None = None,
    processes: int | None = None,
    observer: Observer | None = None,
) -> dict[str, bytes]:
    """The bytes of every wanted job, by the keys of ``wanted``.

    ``cache`` is the folder where results are kept; without one nothing is kept. Raises PdfUnavailableError,
    also when processes die again and again, or PdfError with the problems of all jobs. When interrupted, the
    processes are ended first.
    """
    requirements.require()
    if cache is None:
        with TemporaryDirectory(prefix="handbook-pdf-") as work:
            return _make(wanted, Cache(Path(work)), processes, observer)
    made = _make(wanted, store := Cache(cache), processes, observer)
    store.prune()
    return made


def _make(
    wanted: Mapping[str, Task], store: Cache, processes: int | None, observer: Observer | None
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

    def run(self, missing: Iterable[Task], processes: int) -> dict[str, bytes]:
        """Does them; once more with one process when one died, since most die of too little memory."""
        waiting = self._needed(missing)
        self.observer.begin(len(waiting))
        try:
            self._work(waiting, min(processes, len(waiting)))
        except WorkerDiedError as died:
            self.observer.note(f"{died.how}：多半是内存不够。改用一个进程，再试一次。")
            try:
                self._work(waiting, 1)
            except WorkerDiedError as again:
                raise requirements.PdfUnavailableError(
                    f"{again.how}，只用一个进程也一样：多半是内存不够。关掉别的程序再运行一次，"
                    "已经做好的不会重做；暂时不要 PDF：./run build --no-pdf"
                ) from again
        if self.problems:
            raise PdfError(list(dict.fromkeys(self.problems)))
        return self.made

    def _work(self, waiting: list[Task], processes: int) -> None:
        """Does what can be done; a job leaves ``waiting`` when it is settled. Raises WorkerDiedError."""
        running: dict[Future[bytes], Task] = {}
        with _Processes(processes) as workers:
            while True:
                given = {job.key for job in running.values()}
                for job in [one for one in self._ready(waiting) if one.key not in given]:
                    inputs = [self.made[one.key] for one in job.inputs]
                    if self._is_known(job, inputs):
                        waiting.remove(job)
                        break
                    running[workers.give(job, inputs)] = job
                else:
                    if not running:
                        return
                    done = wait(running, return_when=FIRST_COMPLETED).done
                    # In the order given: what is given to a process that died is not what killed it.
                    for future in [one for one in running if one in done]:
                        job = running.pop(future)
                        self._take(job, future)
                        waiting.remove(job)

    def _is_known(self, job: Task, inputs: list[bytes]) -> bool:
        """Whether it was made from just these inputs before, though they have been made anew."""
        data = self.store.get(job.key_from(inputs)) if inputs else None
        if data is None:
            return False
        self.made[job.key] = data
        self.store.put(job.key, data)
        self.observer.spared()
        return True

    def _ready(self, waiting: list[Task]) -> list[Task]:
        return [job for job in waiting if all(one.key in self.made for one in job.inputs)]

    def _needed(self, missing: Iterable[Task]) -> list[Task]:
        """Jobs to do, inputs before what needs them; what is in the cache is taken from there."""
        order: dict[str, Task] = {}

        def visit(job: Task) -> None:
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

    def _take(self, job: Task, future: Future[bytes]) -> None:
        try:
            data = future.result()
        except PdfError as fault:
            self.problems += fault.problems
        else:
            self.made[job.key] = data
            self.store.put(job.key, data)
            if job.inputs:
                self.store.put(job.key_from([self.made[one.key] for one in job.inputs]), data)
        self.observer.done(job.name)


class _Processes:
    """So many processes, each with a thread that speaks with it. Leaving ends them all."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, initializer=_undisturbed)
        self._own = threading.local()
        self._alive: set[_Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        """Processes begin when there is work for them."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends all processes; a thread that waits for one then gets to its end too."""
        self._closed = True
        for process in list(self._alive):
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._alive:
            process.end()

    def give(self, job: Task, inputs: list[bytes]) -> Future[bytes]:
        """Has it done; the result raises what the work did, or WorkerDiedError."""
        return self._threads.submit(self._do, job, inputs)

    def _do(self, job: Task, inputs: list[bytes]) -> bytes:
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = _Process()
            self._alive.add(process)
        if self._closed:  # since just now: nobody else would end it
            process.kill()
        try:
            return process.do(job, inputs)
        finally:
            process.left -= 1
            if not process.left:
                self._own.process = None
                self._alive.discard(process)
                process.end()


class _Process:
    """A worker and the pipes to it."""

    def __init__(self) -> None:
        self.left = _JOBS_A_PROCESS
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own Python and code
                [sys.executable, "-c", worker.COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as fault:
            raise WorkerDiedError(f"生成 PDF 的进程开不了（{machine_faults.reason(fault)}）") from fault
        # Popen says that they may be None: not when pipes were asked for.
        self._asked = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._is_new = True

    def do(self, job: Task, inputs: list[bytes]) -> bytes:
        """Raises WorkerDiedError, PdfError, and RuntimeError with the text of any other error of the work."""
        try:
            answer = self._ask(job.work, inputs)
        except (OSError, EOFError, pickle.UnpicklingError) as fault:
            raise WorkerDiedError(self._how(job)) from fault
        if isinstance(answer, PdfError):
            raise answer
        if isinstance(answer, bytes):
            return answer
        raise RuntimeError(f"{job.name}: {answer}")

    def _ask(self, work: Work, inputs: list[bytes]) -> object:
        if self._is_new:
            pickle.dump(sys.path, self._asked)
            self._is_new = False
        pickle.dump((work, inputs), self._asked, pickle.HIGHEST_PROTOCOL)
        self._asked.flush()
        return pickle.load(self._answers)  # noqa: S301 - our own worker wrote it

    def _how(self, job: Task) -> str:
        self.kill()
        code = self._process.wait()
        by = f"（{signal.Signals(-code).name}）" if -code in set(signal.Signals) else ""
        return f"生成 PDF 的一个进程没有做完就结束了{by}，正在做“{job.name}”"

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
