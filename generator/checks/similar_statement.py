"""两条规则的陈述几乎一样

只差一两个字的两条，读者分不清该看哪条。写出差别，或并成一条。

错误：

    - statement: 员工应在1个工作日内回复一般投诉的客户。
    - statement: 员工应在2个工作日内回复一般投诉的客户。

正确：

    - statement: 对一般投诉，员工应在1个工作日内回复客户。
    - statement: 重大投诉先报网点负责人，员工应在2个工作日内答复。
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import add, itemgetter
from typing import TYPE_CHECKING
from zlib import crc32

from generator.checks import Finding
from generator.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import model
    from generator.handbook import Handbook

CODE = "W318"
SEVERITY = Severity.WARNING
#: Share of common pairs of characters among all of both.
_THRESHOLD = 0.85


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that shares nearly all its pairs of characters with an earlier one."""
    texts: dict[str, model.Rule] = {}
    for rule in book.rules_in_force:
        texts.setdefault(rule.statement, rule)
    rules = list(texts.values())
    grams = [frozenset(map(add, text, text[1:])) for text in texts]
    for earlier, later in sorted(_pairs(grams), key=itemgetter(1, 0)):
        place = book.span(rules[later], "statement")
        message = f"{rules[later].id} 与 {rules[earlier].id} 的陈述几乎一样"
        yield Finding(place, message, "写出两条的差别，或并成一条。")


def _pairs(sets: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
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
            continue  # a statement of one character; the checks of statements say enough about it
        dealt = list(map(hashes.__getitem__, members))
        met: set[int] = set()
        own = _count(len(members))
        for count in range(_count(len(members) * _THRESHOLD), own + 1):
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
            if shared >= _THRESHOLD * (len(members) + len(sets[other]) - shared):
                yield min(other, here), max(other, here)


def _count(size: float) -> int:
    """How many heaps a set of this size is dealt into: more than it and a larger one like it differ by."""
    largest = size / _THRESHOLD
    return int(2 * largest * (1 - _THRESHOLD) / (1 + _THRESHOLD)) + 1


def _heaps(hashes: list[int], count: int) -> list[int]:
    """A sum for each heap: the same in two sets when the heap's members are the same."""
    heaps = list(range(count))
    for one in hashes:
        heaps[one % count] += one
    return heaps
