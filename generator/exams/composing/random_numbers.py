"""Chance that is the same everywhere: sfc32 on 32-bit words, seeded by text.

Python's own generator exists in no browser; web/scripts/exam/composing/random_numbers.js does the same
steps with the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = 0xFFFFFFFF
_PRIME = 0x01000193
#: FNV-1a from three beginnings: its own offset basis, and that basis moved twice by the golden ratio.
_BASES = (0x811C9DC5, 0x1F54177E, 0xBD8B9137)
_WARM_UP = 15
_T = TypeVar("_T")


class Random:
    """A stream of numbers that follows from its name alone."""

    def __init__(self, *name: str) -> None:
        text = "\n".join(name).encode()
        self._a, self._b, self._c = (_hashed(text, basis) for basis in _BASES)
        self._count = 1
        for _ in range(_WARM_UP):
            self._next()

    def _next(self) -> int:
        """The next word of sfc32 (Chris Doty-Humphrey, PractRand)."""
        word = (self._a + self._b + self._count) & _WORD
        self._count = (self._count + 1) & _WORD
        self._a = self._b ^ (self._b >> 9)
        self._b = (self._c + (self._c << 3)) & _WORD
        self._c = (((self._c << 21) | (self._c >> 11)) + word) & _WORD
        return word

    def below(self, end: int) -> int:
        """A number from 0 to end-1. ``end`` is below 2**21, so that a double holds the product exactly."""
        return (self._next() * end) >> 32

    def shuffled(self, things: Iterable[_T]) -> list[_T]:
        """The things in another order (Fisher and Yates, from the end)."""
        mixed = list(things)
        for place in range(len(mixed) - 1, 0, -1):
            other = self.below(place + 1)
            mixed[place], mixed[other] = mixed[other], mixed[place]
        return mixed


def _hashed(text: bytes, basis: int) -> int:
    value = basis
    for byte in text:
        value = ((value ^ byte) * _PRIME) & _WORD
    return value
