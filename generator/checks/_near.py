"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.handbook import Handbook

#: Comparing is slow, so among thousands of ids only the neighbours in the alphabet are compared.
_NEIGHBOURS = 20
_CUTOFF = 0.6


def suggest(target: str, options: Iterable[str], otherwise: str) -> str:
    """是否为 X？ — or ``otherwise`` when nothing is like ``target``."""
    near = difflib.get_close_matches(target, options, n=1, cutoff=_CUTOFF)
    return f"是否为 {near[0]}？" if near else otherwise


def suggest_rule(book: Handbook, target: str, otherwise: str) -> str:
    """The same for the id of a rule or supplement."""
    ids = _sorted_ids(book)
    at = bisect_left(ids, target)
    return suggest(target, ids[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS], otherwise)


@lru_cache(maxsize=1)
def _sorted_ids(book: Handbook) -> Sequence[str]:
    return sorted(book.provision)
