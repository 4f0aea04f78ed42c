"""Keeps Python's cyclic garbage collector out of work that makes much and throws away nothing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Collects no cyclic garbage meanwhile.

    A parsed handbook is millions of small objects that all stay. The collector would walk them again and
    again, find nothing, and take half of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep() -> None:
    """Has the collector never look again at what is there by now: it stays until the program ends."""
    gc.freeze()
