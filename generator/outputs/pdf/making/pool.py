"""Has jobs done by an executor, each once, and only those whose result is not known from before.

Any executor of concurrent.futures will do: this machine's processes (processes.py), a cluster (cluster.py).
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from generator.core.files.cache import Cache
from generator.core.texts import _
from generator.outputs.pdf import requirements
from generator.outputs.pdf.making.processes import Processes
from generator.outputs.pdf.making.weasy import PdfError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from concurrent.futures import Executor, Future

    from generator.outputs.pdf.making.tasks import Task
    from generator.outputs.pdf.making.weasy import Problem


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


def make(
    wanted: Mapping[str, Task],
    *,
    cache: Cache | None = None,
    processes: int | None = None,
    observer: Observer | None = None,
    start: Callable[[int], Executor] = Processes,
) -> dict[str, bytes]:
    """The bytes of every wanted job, by the keys of ``wanted``.

    ``cache`` is where results are kept; without one nothing is kept. ``start`` makes an executor that does so
    many jobs at once; leaving it must end what it does. Raises PdfUnavailableError, also when executors break
    again and again, or PdfError with the problems of all jobs.
    """
    requirements.require()
    if cache is None:
        with TemporaryDirectory(prefix="handbook-pdf-") as work:
            return make(wanted, cache=Cache(Path(work)), processes=processes, observer=observer, start=start)
    results = {key: cache.get(job.key) for key, job in wanted.items()}
    missing = [wanted[key] for key, data in results.items() if data is None]
    if missing:
        made = _Run(cache, observer or Silent(), start).run(missing, processes or default_processes())
        results |= {key: made[job.key] for key, job in wanted.items() if job.key in made}
    cache.prune()
    return {key: data for key, data in results.items() if data is not None}


def default_processes() -> int:
    """As many as this process may use of the machine's processors."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Run:
    store: Cache
    observer: Observer
    start: Callable[[int], Executor]
    made: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def run(self, missing: Iterable[Task], processes: int) -> dict[str, bytes]:
        """Does them; once more with one process when one died, since most die of too little memory."""
        waiting = self._needed(missing)
        self.observer.begin(len(waiting))
        try:
            self._work(waiting, min(processes, len(waiting)))
        except BrokenExecutor as died:
            self.observer.note(_("{died}：多半是内存不够。改用一个进程，再试一次。").format(died=died))
            try:
                self._work(waiting, 1)
            except BrokenExecutor as again:
                raise requirements.PdfUnavailableError(
                    _(
                        "{again}，只用一个进程也一样：多半是内存不够。关掉别的程序再运行一次，"
                        "已经做好的不会重做；暂时不要 PDF：./run build --no-pdf"
                    ).format(again=again)
                ) from again
        if self.problems:
            raise PdfError(list(dict.fromkeys(self.problems)))
        return self.made

    def _work(self, waiting: list[Task], processes: int) -> None:
        """Does what can be done; a job leaves ``waiting`` when it is settled. Raises BrokenExecutor."""
        running: dict[Future[bytes], Task] = {}
        with self.start(processes) as executor:
            while True:
                given = {job.key for job in running.values()}
                for job in [one for one in self._ready(waiting) if one.key not in given]:
                    inputs = [self.made[one.key] for one in job.inputs]
                    if self._is_known(job, inputs):
                        waiting.remove(job)
                        break
                    running[executor.submit(job.work, *inputs)] = job
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
        except BrokenExecutor as died:
            raise BrokenExecutor(
                _("{died}，正在做“{job_name}”").format(died=died, job_name=job.name)
            ) from died
        except requirements.PdfUnavailableError:
            raise
        except Exception as fault:
            raise RuntimeError(f"{job.name}: {fault}") from fault
        else:
            self.made[job.key] = data
            self.store.put(job.key, data)
            if job.inputs:
                self.store.put(job.key_from([self.made[one.key] for one in job.inputs]), data)
        self.observer.done(job.name)
