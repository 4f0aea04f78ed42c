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

from collections import Counter, defaultdict
from itertools import chain
from math import ceil
from operator import add, itemgetter
from typing import TYPE_CHECKING

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
    """Yields the pairs of sets whose Jaccard index reaches the threshold.

    Two such sets share one of their rarest members (the prefix filter of set-similarity joins), so only sets
    that meet in an index of rare members are compared; the work stays near-linear in the number of sets.
    """
    frequency = Counter(chain.from_iterable(sets))
    index: dict[str, list[int]] = defaultdict(list)
    for here, members in enumerate(sets):
        size = len(members)
        prefix = sorted(sorted(members), key=frequency.__getitem__)[: size - ceil(_THRESHOLD * size) + 1]
        met = {other for gram in prefix for other in index[gram]}
        for other in met:
            there = sets[other]
            shared = len(members & there)
            if shared and shared >= _THRESHOLD * (size + len(there) - shared):
                yield other, here
        for gram in prefix:
            if frequency[gram] > 1:
                index[gram].append(here)
