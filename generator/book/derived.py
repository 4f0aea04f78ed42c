"""What later rooms derive from a handbook, made once and kept on that handbook."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.book.handbook import Handbook

Made = TypeVar("Made")


def derived(make: Callable[[Handbook], Made]) -> Callable[[Handbook], Made]:
    """A function of a handbook that works once for each, as ``cached_property`` does for its own.

    What it made lives as long as the handbook, and two handbooks at once do not drive each other out.
    """
    key = f"{make.__module__}.{make.__qualname__}"  # with its dots no attribute's name

    @wraps(make)
    def once(book: Handbook) -> Made:
        kept = vars(book)
        if key not in kept:
            kept[key] = make(book)
        made: Made = kept[key]
        return made

    return once


def forget(book: Handbook, room: str = "") -> None:
    """Lets go of what is derived from a handbook, or of that part which a room derived: generator.checks."""
    kept = vars(book)
    for key in [key for key in kept if "." in key and f"{key}.".startswith(f"{room}." if room else "")]:
        del kept[key]
