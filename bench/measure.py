"""Whole-process CPU time and memory of a command, children included."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """``cpu`` in seconds (user + system), ``memory`` in MB (largest resident set)."""

    cpu: float
    memory: float


def cost(command: Sequence[str], cwd: Path | None = None, rounds: int = 3) -> Cost:
    """The cheapest of some rounds: other work on the machine only ever adds."""
    return min((run(command, cwd)[0] for _ in range(rounds)), key=lambda one: one.cpu)


def run(command: Sequence[str], cwd: Path | None = None) -> tuple[Cost, str]:
    """Runs a command once; its cost, and what it said on stderr."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} failed:\n{said.decode()[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), said.decode()


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a Markdown table."""
    print("|", " | ".join(head), "|")
    print("|" + " --- |" * len(head))
    for row in rows:
        print(
            "|",
            " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row),
            "|",
            flush=True,
        )
