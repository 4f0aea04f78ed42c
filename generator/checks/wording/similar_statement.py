"""Finds every statement that shares nearly all its pairs of characters with an earlier one."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from generator.checks.shared.alike import alike, grams
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "W318"
SEVERITY = Severity.WARNING
#: Share of common pairs of characters among all of both.
_THRESHOLD = 0.85


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that shares nearly all its pairs of characters with an earlier one."""
    texts: dict[str, model.Provision] = {}
    for rule in book.provisions_in_force:
        texts.setdefault(rule.statement, rule)
    rules = list(texts.values())
    pairs = alike([grams(text) for text in texts], _THRESHOLD)
    for earlier, later in sorted(pairs, key=itemgetter(1, 0)):
        place = book.span(rules[later], "statement")
        message = _("{rules_id} 与 {rules_id2} 的陈述几乎一样").format(
            rules_id=rules[later].id, rules_id2=rules[earlier].id
        )
        yield Finding(place, message, _("写出两条的差别，或并成一条。"))
