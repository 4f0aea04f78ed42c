"""Serving the built site under a bounded load: nginx as docs/deploy says beside bare nginx.

The client is the same for both, so what it costs hides differences in requests a second; the server's own CPU
a request does not.
"""

from __future__ import annotations

import http.client
import os
import shutil
import statistics
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench import nginx
from bench.measure import table

if TYPE_CHECKING:
    from collections.abc import Callable

REPO = Path(__file__).resolve().parent.parent
PATHS = [
    "/",
    "/chapters/04-relationship/",
    "/rules/",
    "/assets/hb/handbook.css",
    "/assets/hb/search/data.js",
]
REQUESTS = 12_000
CLIENTS = 4
ROUNDS = 3


def _cpu(pid: int) -> float:
    """CPU seconds of a process and its children so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if pid in (int(stat.parent.name), int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _client(port: int, count: int, times: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for number in range(count):
        began = time.perf_counter()
        connection.request("GET", PATHS[number % len(PATHS)])
        connection.getresponse().read()
        times.append(time.perf_counter() - began)
    connection.close()


def _load(port: int, pid: int) -> tuple[float, float, float]:
    """Requests a second, p99 in ms, server CPU in µs a request."""
    times: list[list[float]] = [[] for _ in range(CLIENTS)]
    threads = [threading.Thread(target=_client, args=(port, REQUESTS // CLIENTS, mine)) for mine in times]
    used, began = _cpu(pid), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    every = [one for mine in times for one in mine]
    p99 = statistics.quantiles(every, n=100)[-1]
    return len(every) / took, p99 * 1000, (_cpu(pid) - used) / len(every) * 1e6


def run() -> None:
    """Alternates between both servers, so that a busy machine is busy for both."""
    kinds: dict[str, Callable[[Path, int], str]] = {"bare": nginx.bare, "docs/deploy": nginx.documented}
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in kinds}
    with tempfile.TemporaryDirectory(prefix="handbook-nginx-") as folder:
        work = Path(folder)
        shutil.copytree(REPO / "site", work / "site")
        nginx.compress(work)
        for _ in range(ROUNDS):
            for name, server in kinds.items():
                with nginx.running(partial(server, work / "site"), work) as (port, pid):
                    found[name].append(_load(port, pid))
    medians = {
        name: [statistics.median(column) for column in zip(*rounds, strict=True)]
        for name, rounds in found.items()
    }
    rows: list[list[object]] = [
        [name, *(f"{one:,.1f}" for one in values)] for name, values in medians.items()
    ]
    ratios = [ours / other for ours, other in zip(medians["docs/deploy"], medians["bare"], strict=True)]
    rows.append(["ratio", *(f"{ratio:.2f}" for ratio in ratios)])
    table(("nginx", "requests/s", "p99, ms", "server CPU, µs a request"), rows)
