"""The order of tasks, what is known, faults: over an executor in this very thread, without a process."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from generator.core.files.cache import Cache
from generator.outputs.pdf import requirements
from generator.outputs.pdf.making import pool
from generator.outputs.pdf.making.tasks import Task
from generator.outputs.pdf.making.weasy import PdfError, Problem
from generator.outputs.pdf.requirements import PdfUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Joined:
    """Its text and its inputs, one after the other."""

    text: str

    def __call__(self, *inputs: bytes) -> bytes:
        return b"+".join((self.text.encode(), *inputs))


@dataclass(frozen=True)
class Always:
    """The same, whatever it is made from; ``told`` makes another work of it."""

    told: str

    def __call__(self, *_inputs: bytes) -> bytes:
        return b"always"


@dataclass(frozen=True)
class Faulty:
    """Cannot be set."""

    message: str

    def __call__(self, *_inputs: bytes) -> bytes:
        raise PdfError([Problem(self.message)])


class Here(Executor):
    """Does it at once, in this thread; breaks at each work in ``breaks``, as often as it stands there."""

    def __init__(self, done: list[object], breaks: list[object] | None = None) -> None:
        self._done, self._breaks = done, breaks or []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        future: Future[Any] = Future()
        if fn in self._breaks:
            self._breaks.remove(fn)
            future.set_exception(BrokenExecutor("断了"))
            return future
        self._done.append(fn)
        try:
            future.set_result(fn(*args))
        except Exception as fault:  # noqa: BLE001 - as executors do
            future.set_exception(fault)
        return future


class Heard(pool.Silent):
    def __init__(self) -> None:
        self.total = self.spares = 0
        self.names: list[str] = []
        self.notes: list[str] = []

    def begin(self, total: int) -> None:
        self.total = total

    def done(self, name: str) -> None:
        self.names.append(name)

    def spared(self) -> None:
        self.spares += 1

    def note(self, text: str) -> None:
        self.notes.append(text)


@pytest.fixture(autouse=True)
def _no_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "require", lambda: None)


def _one(part: str, text: str) -> Task:
    return Task(part, Joined(text))


def test_inputs_come_first_and_each_task_is_done_once() -> None:
    done: list[object] = []
    shared = _one("共用", "a")
    book = Task("书", Joined("b"), (shared, _one("另一", "c")))
    made = pool.make({"book": book, "shared": shared}, start=lambda _: Here(done))
    assert made == {"book": b"b+a+c", "shared": b"a"}
    assert done.index(shared.work) < done.index(book.work)
    assert len(done) == len(set(done)) == 3


def test_what_is_kept_is_not_done_again_nor_what_came_out_as_before(tmp_path: Path) -> None:
    done: list[object] = []

    def make(told: str) -> tuple[dict[str, bytes], Heard]:
        heard = Heard()
        book = Task("书", Joined("b"), (Task("件", Always(told)),))
        cache = Cache(tmp_path)
        return pool.make({"book": book}, cache=cache, observer=heard, start=lambda _: Here(done)), heard

    first, heard = make("一")
    assert (heard.total, heard.names) == (2, ["件", "书"])
    again, heard = make("一")
    assert (heard.total, again) == (0, first)
    third, heard = make("二")
    assert (heard.total, heard.names, heard.spares, third) == (2, ["件"], 1, first)
    assert done == [Always("一"), Joined("b"), Always("二")]


def test_the_faults_of_all_tasks_are_told_at_once() -> None:
    wanted = {name: Task(name, Faulty(name)) for name in "甲乙"}
    with pytest.raises(PdfError) as caught:
        pool.make(wanted | {"书": Task("书", Joined("b"), (wanted["甲"],))}, start=lambda _: Here([]))
    assert [one.message for one in caught.value.problems] == ["甲", "乙"]


def test_a_broken_executor_is_replaced_once_by_one_of_one_process() -> None:
    task, heard, counts = _one("它", "a"), Heard(), list[int]()
    breaks: list[object] = [task.work]

    def start(count: int) -> Executor:
        counts.append(count)
        return Here([], breaks)

    wanted = {"a": task, "b": _one("别的", "b")}
    assert pool.make(wanted, processes=2, observer=heard, start=start) == {"a": b"a", "b": b"b"}
    assert (counts, len(heard.notes)) == ([2, 1], 1)
    breaks += [task.work, task.work]
    with pytest.raises(PdfUnavailableError, match=r"断了，正在做“它”，只用一个进程也一样"):
        pool.make(wanted, processes=2, start=start)


def test_a_shared_folder_is_readable_for_others_and_never_pruned(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=None)
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    cache.put("ab" * 32, bytes(1000))
    (kept,) = (tmp_path / "ab").iterdir()
    assert kept.stat().st_mode == plain.stat().st_mode
    cache.prune()
    assert kept.exists()
