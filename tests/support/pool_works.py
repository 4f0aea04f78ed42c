"""Work that goes wrong in a worker's process, for test_pdf_pool.py; workers import this module."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BIG = 3_000_000
"""More bytes than a pipe holds."""


def _once(marker: Path) -> bool:
    """Whether this is the first time."""
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Plain:
    """Makes many bytes of one text."""

    text: str

    def __call__(self, *_inputs: bytes) -> bytes:
        return self.text.encode() * BIG


@dataclass(frozen=True)
class Sleep:
    """Takes a minute, unless it is ended."""

    started: Path

    def __call__(self, *_inputs: bytes) -> bytes:
        self.started.write_text(str(os.getpid()))
        time.sleep(60)
        self.started.write_text("slept to the end")
        return b""


@dataclass(frozen=True)
class DieWhileAsked:
    """Kills the process that reads it, before it has read the inputs."""

    marker: Path
    always: bool = False

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        if self.always or _once(self.marker):
            _die()

    def __call__(self, *_inputs: bytes) -> bytes:
        return b"asked"


@dataclass(frozen=True)
class DieAtWork:
    """Kills the process that does it."""

    marker: Path
    always: bool = False

    def __call__(self, *_inputs: bytes) -> bytes:
        if self.always or _once(self.marker):
            _die()
        return b"at work"


@dataclass(frozen=True)
class DieWhileAnswering:
    """Kills the process in the middle of its answer, when the parent has begun to read it."""

    marker: Path
    always: bool = False

    def __call__(self, *_inputs: bytes) -> bytes:
        if self.always or _once(self.marker):
            answers = sys._getframe(1).f_locals["answers"]
            answers.raw.write(b"\x80\x05\x8e" + BIG.to_bytes(8, "little") + b"half")
            _die()
        return b"answered"


@dataclass(frozen=True)
class OutOfMemory:
    """Asks for more than there is."""

    def __call__(self, *_inputs: bytes) -> bytes:
        raise MemoryError


@dataclass(frozen=True)
class Wrong:
    """Has a fault in its program."""

    def __call__(self, *_inputs: bytes) -> bytes:
        raise ZeroDivisionError("by nothing")


@dataclass(frozen=True)
class Loaded:
    """Does other work, then tells which modules are loaded and which files were opened."""

    work: object

    def __call__(self, *_inputs: bytes) -> bytes:
        opened: list[str] = []
        sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
        assert callable(self.work)
        self.work()
        loaded = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
        return "\n".join([*loaded, *opened]).encode()
