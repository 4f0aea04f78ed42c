"""Finds texts that are nearly the same among thousands, without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import add
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator


def grams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(map(add, text, text[1:]))


def alike(sets: list[frozenset[str]], threshold: float) -> Iterator[tuple[int, int]]:
    """Yields the pairs of sets whose Jaccard index reaches the threshold, the earlier set first.

    Two such sets differ in few members. Dealt into more heaps than that, by a hash of each member, they have
    at least one heap in common; so only sets that meet in an index of heaps are compared, and the work grows
    with the number of sets, not with its square. The larger set looks for the smaller one.
    """
    hashes = {member: crc32(member.encode()) >> 6 for member in frozenset(chain.from_iterable(sets))}
    tables: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for here in sorted(range(len(sets)), key=lambda number: len(sets[number])):
        members = sets[here]
        if not members:
            continue  # a text of one character is like none
        dealt = list(map(hashes.__getitem__, members))
        met: set[int] = set()
        own = _count(len(members), threshold)
        for count in range(_count(len(members) * threshold, threshold), own + 1):
            table, heaps = tables[count], _heaps(dealt, count)
            met.update(*[table[heap] for heap in heaps if heap in table])
            if count == own:
                for heap in heaps:
                    if heap in table:
                        table[heap].append(here)
                    else:
                        table[heap] = [here]
        for other in met:
            shared = len(members & sets[other])
            if shared >= threshold * (len(members) + len(sets[other]) - shared):
                yield min(other, here), max(other, here)


def _count(size: float, threshold: float) -> int:
    """How many heaps a set of this size is dealt into: more than it and a larger one like it differ by."""
    largest = size / threshold
    return int(2 * largest * (1 - threshold) / (1 + threshold)) + 1


def _heaps(hashes: list[int], count: int) -> list[int]:
    """A sum for each heap: the same in two sets when the heap's members are the same."""
    heaps = list(range(count))
    for one in hashes:
        heaps[one % count] += one
    return heaps
