"""`--scheduler`: a real scheduler and two workers on this machine; same bytes, deaths, no hanging."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.commands import build_command
from generator.outputs.pdf.making import cluster, pool
from generator.outputs.pdf.making.cluster import Cluster
from generator.outputs.pdf.making.task_kinds import Printed
from generator.outputs.pdf.making.tasks import Task
from generator.outputs.pdf.requirements import PdfUnavailableError
from tests.support import handbooks
from tests.support import pool_works as works

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

ROOT = Path(__file__).parents[3]
HTML = (
    '<!DOCTYPE html><html lang="zh"><head><title>样张</title></head>'
    '<body style="font-family: Noto Sans CJK SC"><p>第{}页</p></body></html>'
)


class Dask:
    """A scheduler and its workers, as people start them."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.all: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))

    def worker(self, path: Path = ROOT) -> subprocess.Popen[bytes]:
        return self._start("worker", self.address, "--no-nanny", "--nthreads", "1", path=path)

    def _start(self, *words: str, path: Path = ROOT) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
        environment = os.environ | {"PYTHONPATH": str(path)}
        quiet = subprocess.DEVNULL
        self.all.append(subprocess.Popen(command, cwd=path, env=environment, stdout=quiet, stderr=quiet))
        return self.all[-1]

    def end(self) -> None:
        for one in self.all:
            one.kill()
            one.wait()


@pytest.fixture
def dask() -> Iterator[Dask]:
    found = Dask()
    try:
        yield found
    finally:
        found.end()


def _jobs(count: int) -> dict[str, Task]:
    return {f"{n}": Task(f"第{n}件", Printed(HTML.format(n), (), ())) for n in range(count)}


def _when(mark: Path, process: subprocess.Popen[bytes] | None = None) -> threading.Thread:
    """Kills the process that does the work with this mark, or another, once it has begun."""

    def kill() -> None:
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.05)
        os.kill(process.pid if process else int(mark.read_text()), signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    return thread


def test_two_workers_make_the_same_bytes_also_when_one_is_killed_in_the_middle(
    dask: Dask, tmp_path: Path
) -> None:
    for _ in range(2):
        dask.worker()
    jobs = _jobs(6)
    deadly = Task("要命的", works.DieAtWork(tmp_path / "once"))
    made = pool.make({**jobs, "deadly": deadly}, start=partial(Cluster, dask.address))
    assert made.pop("deadly") == b"at work", "the other worker did it"
    assert [one.poll() for one in dask.all].count(-signal.SIGKILL) == 1
    assert made == pool.make(jobs, processes=2)


def test_a_worker_that_has_other_tools_is_named(dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    dask.worker()
    monkeypatch.setattr(cluster, "tools", lambda _module: "others")
    with pytest.raises(PdfUnavailableError, match=r"集群里的 tcp://127\.0\.0\.1:\d+ 和这台机器不一样"):
        pool.make(_jobs(1), start=partial(Cluster, dask.address))


def test_work_that_kills_every_worker_is_a_sentence(
    dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 5.0)
    for _ in range(2):
        dask.worker()
    deadly = Task("要命的", works.DieAtWork(tmp_path / "once", always=True))
    with pytest.raises(PdfUnavailableError, match="没有一个在做事的进程"):
        pool.make({"deadly": deadly}, start=partial(Cluster, dask.address))


def test_a_scheduler_that_dies_in_the_middle_is_a_sentence(
    dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 5.0)
    dask.worker()
    mark = tmp_path / "begun"
    killer = _when(mark, dask.scheduler)
    with pytest.raises(PdfUnavailableError, match="的调度器不再回答"):
        pool.make({"long": Task("久的", works.Sleep(mark))}, start=partial(Cluster, dask.address))
    killer.join()


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_cluster(dask: Dask) -> None:
    dask.worker()
    with pytest.raises(RuntimeError, match=r"(?s)错的.*by nothing"):
        pool.make({"one": Task("错的", works.Wrong())}, start=partial(Cluster, dask.address))


def test_nobody_there_ends_the_build_with_one_sentence_and_the_last_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 2.0)
    handbooks.copy(handbooks.CASES / "checklist-without-fault", tmp_path)
    done = CliRunner().invoke(
        build_command.command, ["--root", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"]
    )
    assert done.exit_code == 1
    assert "连不上集群 tcp://127.0.0.1:9" in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "site").exists()


def test_without_the_extra_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PdfUnavailableError, match=r"pip install 'handbook-generator\[cluster\]'"):
        Cluster("tcp://127.0.0.1:9")
