"""What questions are worth and how long a paper takes, where nobody told."""

from __future__ import annotations

from itertools import product
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a question of a kind is worth beside others, and how many half minutes it takes.
_WORTH = {"single": 2, "multiple": 3, "true-false": 1, "match": 4, "order": 4, "case": 4}
_HALF_MINUTES = {"single": 2, "multiple": 3, "true-false": 1, "match": 4, "order": 4, "case": 4}
#: What people like to add up. Marks that were told may be any.
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
_TRIED = 4
_PASS = 60


def each(kinds: Mapping[str, int], told: Mapping[str, int]) -> dict[str, int]:
    """Kind → marks for one question, so that the total is round: 100 if it can be.

    ``kinds``: kind → number of questions. Marks that were told stay; of the others true-false is worth no
    more than single, and single no more than the rest.
    """
    wanted = -(-sum(kinds.values()) // 100) * 100
    totals = sorted(range(wanted // 2, wanted * 3 // 2 + 1, 5), key=lambda one: _rank(one, wanted))
    free = [number for kind, number in kinds.items() if kind not in told]
    fixed = sum(told[kind] * number for kind, number in kinds.items() if kind in told)
    step = gcd(*free) or 1
    for total in totals:
        left = total - fixed
        if left >= sum(free) and left % step == 0 and (found := _solved(kinds, told, total)):
            return found
    return {kind: told.get(kind, _WORTH[kind]) for kind in kinds}


def _rank(total: int, wanted: int) -> tuple[int, int, int]:
    """Exactly what is wanted, then tens, then fives; the nearest first."""
    roundness = 0 if total == wanted else 1 if total % 10 == 0 else 2
    return roundness, abs(total - wanted), total


def _solved(kinds: Mapping[str, int], told: Mapping[str, int], total: int) -> dict[str, int]:
    """Marks that make exactly the total, nearest to what kinds are worth; empty if there are none."""
    names = list(kinds)
    whole = sum(_WORTH[kind] * number for kind, number in kinds.items())
    # The last kind takes what is left, so that nothing need be tried for it.
    tried = [_tried(kind, told, total, whole) for kind in names[:-1]]
    last = names[-1]
    best: dict[str, int] = {}
    least = 0
    for values in product(*tried):
        left = total - sum(value * kinds[kind] for kind, value in zip(names, values, strict=False))
        if left <= 0 or left % kinds[last] or told.get(last, left // kinds[last]) != left // kinds[last]:
            continue
        found = dict(zip(names, (*values, left // kinds[last]), strict=True))
        if not _is_fine(found, told):
            continue
        off = sum(abs(mark * whole - total * _WORTH[kind]) for kind, mark in found.items())
        if not best or off <= least:
            best, least = found, off
    return best


def _tried(kind: str, told: Mapping[str, int], total: int, whole: int) -> list[int]:
    """The round marks nearest to a kind's share of the total."""
    if kind in told:
        return [told[kind]]
    nearest = sorted(_ROUND, key=lambda mark: (abs(mark * whole - total * _WORTH[kind]), mark))
    return sorted(nearest[:_TRIED])


def _is_fine(found: Mapping[str, int], told: Mapping[str, int]) -> bool:
    """Whether the marks that nobody told are round, and none is out of order."""
    free = {kind: mark for kind, mark in found.items() if kind not in told}
    if any(mark not in _ROUND for mark in free.values()):
        return False
    single = free.get("single")
    low = free.get("true-false", 0)
    others = [mark for kind, mark in free.items() if kind not in {"single", "true-false"}]
    return all(mark >= low for mark in free.values()) and (
        single is None or all(mark >= single for mark in others)
    )


def pass_mark(total: int) -> int:
    """60 of 100, rounded up."""
    return -(-total * _PASS // 100)


def minutes(kinds: Mapping[str, int]) -> int:
    """How long, in fives, at least ten."""
    halves = sum(_HALF_MINUTES[kind] * number for kind, number in kinds.items())
    return max(10, -(-halves // 10) * 5)
