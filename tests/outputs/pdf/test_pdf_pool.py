"""The pool: a process that dies is noticed wherever it dies, work is tried once more, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.core.files.cache import Cache
from generator.outputs.pdf.making import pool, provenance
from generator.outputs.pdf.making.task_kinds import Render
from generator.outputs.pdf.making.tasks import Task
from generator.outputs.pdf.requirements import PdfUnavailableError
from tests.support import pool_works as works

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.pdf.making.tasks import Work

pytestmark = [pytest.mark.slow, pytest.mark.mutants]

ROOT = Path(__file__).parents[3]
DEADLY: list[Callable[..., Work]] = [works.DieWhileAsked, works.DieAtWork, works.DieWhileAnswering]


class Heard(pool.Silent):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.names: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def done(self, name: str) -> None:
        self.names.append(name)


def _jobs(work: Work) -> dict[str, Task]:
    """The work on large inputs, and others beside it."""
    large = Task("大的", works.Plain("甲"))
    return {
        "deadly": Task("要命的", work, (large,)),
        **{f"{number}": Task(f"第{number}件", works.Plain(str(number))) for number in range(3)},
    }


@pytest.mark.parametrize("work", DEADLY, ids=lambda work: work.__name__)
def test_a_process_that_dies_is_replaced_by_one_and_everything_is_made(
    work: Callable[..., Work], tmp_path: Path
) -> None:
    heard = Heard()
    made = pool.make(_jobs(work(tmp_path / "once")), processes=2, observer=heard)
    assert made["deadly"] in {b"asked", b"at work", b"answered"}
    assert [made[str(number)] for number in range(3)] == [str(n).encode() * works.BIG for n in range(3)]
    died = "生成 PDF 的一个进程没有做完就结束了（SIGKILL），正在做“要命的”"
    assert heard.notes == [f"{died}：多半是内存不够。改用一个进程，再试一次。"]
    assert sorted(heard.names) == sorted(["大的", "要命的", "第0件", "第1件", "第2件"]), "each counted once"


@pytest.mark.parametrize("work", DEADLY, ids=lambda work: work.__name__)
def test_a_process_that_always_dies_ends_the_run_with_one_sentence(
    work: Callable[..., Work], tmp_path: Path
) -> None:
    with pytest.raises(PdfUnavailableError) as caught:
        pool.make(_jobs(work(tmp_path / "once", always=True)), processes=2)
    said = str(caught.value)
    assert said.startswith(
        "生成 PDF 的一个进程没有做完就结束了（SIGKILL），正在做“要命的”，只用一个进程也一样"
    )
    assert "内存" in said
    assert "--no-pdf" in said
    assert "\n" not in said


def test_what_was_made_before_a_death_is_kept(tmp_path: Path) -> None:
    jobs = _jobs(works.DieAtWork(tmp_path / "once", always=True))
    with pytest.raises(PdfUnavailableError):
        pool.make(jobs, cache=Cache(tmp_path / "cache"), processes=1)
    heard = Heard()
    del jobs["deadly"]
    pool.make(jobs, cache=Cache(tmp_path / "cache"), processes=1, observer=heard)
    assert set(heard.names) < {"第0件", "第1件", "第2件"}


def test_a_process_without_memory_counts_as_dead() -> None:
    with pytest.raises(PdfUnavailableError, match="内存不够"):
        pool.make({"one": Task("要太多的", works.OutOfMemory())}, processes=1)


def test_a_process_that_cannot_begin_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(PdfUnavailableError, match="进程开不了（内存不够）"):
        pool.make({"one": Task("一", works.Plain("一"))}, processes=2)


def test_a_fault_of_the_program_is_not_taken_for_a_death() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)错的.*ZeroDivisionError: by nothing"):
        pool.make({"one": Task("错的", works.Wrong())}, processes=1)


def test_no_semaphore_is_needed_so_no_dev_shm() -> None:
    """Where /dev/shm is missing or closed, sem_open fails: here it does, and is not even asked for."""
    script = """
import _multiprocessing, sys
def refuse(*_): raise OSError(38, "no /dev/shm")
_multiprocessing.SemLock = refuse
from generator.outputs.pdf.making import pool
from generator.core.files.cache import Cache
from generator.outputs.pdf.making.tasks import Task
from tests.support.pool_works import Plain
made = pool.make({"one": Task("one", Plain("x")), "two": Task("two", Plain("y"))}, processes=2)
print(len(made["one"]), len(made["two"]), {"multiprocessing.synchronize"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"{works.BIG} {works.BIG} set()\n", "")


def test_an_interrupt_comes_through_and_ends_the_processes(tmp_path: Path) -> None:
    marks = [tmp_path / "one", tmp_path / "two"]

    def interrupt() -> None:
        while not all(mark.exists() and mark.read_text() for mark in marks):
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    jobs = {mark.name: Task(mark.name, works.Sleep(mark)) for mark in marks}
    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        pool.make(jobs, processes=2)
    for mark in marks:
        assert mark.read_text().isdigit(), "nobody waited for the sleepers"
        with pytest.raises(ProcessLookupError):
            os.kill(int(mark.read_text()), 0)


def test_a_worker_uses_no_module_and_no_file_that_the_key_does_not_count() -> None:
    """Whatever a work came to need would otherwise be able to change without its key."""
    head = '<html lang="zh"><head><title>样张</title></head>'
    html = f'<!DOCTYPE html>{head}<body style="font-family: Noto Sans CJK SC"><p>字</p></body></html>'
    work = Render(html, ())
    made = pool.make({"one": Task("一", works.Loaded(work))}, processes=1)["one"].decode()
    package = ROOT / "generator"
    used = {
        Path(name)
        for name in made.splitlines()
        if name.endswith(".py") and Path(name).is_relative_to(package)
    }
    read = {
        name
        for name in made.splitlines()
        if name.startswith(str(package)) and not name.endswith((".py", ".pyc"))
    }
    counted = provenance.modules(Render.__module__)
    assert package / "outputs/pdf/making/weasy.py" in used
    assert used - counted == {package / "outputs/pdf/making/worker.py"}, (
        "what carries the work is no part of it"
    )
    assert {Path(name) for name in read if "__pycache__" not in name} == provenance.tables(Render.__module__)
