"""A process that does work for pool.py: asked on its standard input, it answers on its standard output.

Plain pipes, no locks or memory shared between processes: a pipe ends when either side dies, and needs no
/dev/shm.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from typing import IO

from generator.outputs.pdf.making.weasy import PdfError

#: Runs in a fresh interpreter, which learns first where its parent finds modules.
COMMAND = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer)\n"
    "from generator.outputs.pdf.making import worker; worker.main()"
)
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Works until nobody asks any more.

    Should the parent be killed, Linux ends this process too, in the middle of its work. An interrupt is the
    parent's business. Cyclic garbage is collected between works. Out of memory, the process ends: the parent
    sees it.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    with suppress(EOFError, pickle.UnpicklingError, BrokenPipeError, MemoryError):
        serve(sys.stdin.buffer, answers)
    os._exit(0)  # at once, and without writing to a pipe that nobody reads


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answers each (work, inputs) with bytes, with the problems of a PdfError, or with the text of any error.

    Raises EOFError when nobody asks any more, BrokenPipeError when nobody listens.
    """
    while True:
        work, inputs = pickle.load(asked)  # noqa: S301 - our own parent wrote it
        answer: object
        try:
            answer = work(*inputs)
        except PdfError as fault:
            answer = fault
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - it is raised anew in the parent
            answer = traceback.format_exc()
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
        del work, inputs, answer
        gc.collect()
        _give_back()


def _give_back() -> None:
    """Returns freed memory to the system; glibc alone can be asked to, others do it by themselves."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
