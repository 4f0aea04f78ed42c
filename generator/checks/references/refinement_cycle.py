"""Finds every cycle of refinements, at the reference that closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import SeeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R106"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields a finding for each cycle, at the reference that closes it."""
    done: set[str] = set()
    for rule in book.rules:
        if rule.see and rule.id not in done:
            yield from _walk(book, rule.id, done)


def _walk(book: Handbook, start: str, done: set[str]) -> Iterator[Finding]:
    """Goes down from one rule, without recursion: a chain may be as long as the handbook."""
    path = [start]
    on_path = {start: 0}
    stack = [_refined(book, start)]
    while stack:
        index, target = next(stack[-1], (-1, ""))
        if index < 0:
            stack.pop()
            last = path.pop()
            del on_path[last]
            done.add(last)
        elif target in on_path:
            cycle = " → ".join([*path[on_path[target] :], target])
            place = book.span(book.rule[path[-1]], "see", index, "rule")
            yield Finding(
                place,
                _("细化绕成了圈：{cycle}").format(cycle=cycle),
                _("断开其中一环：删掉一项，或两边都改成“配合”。"),
            )
        elif target not in done and target in book.rule:
            on_path[target] = len(path)
            path.append(target)
            stack.append(_refined(book, target))


def _refined(book: Handbook, rule_id: str) -> Iterator[tuple[int, str]]:
    for index, see in enumerate(book.rule[rule_id].see):
        if see.kind is SeeKind.REFINES and see.rule != rule_id:
            yield index, see.rule
