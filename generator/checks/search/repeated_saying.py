"""Finds every saying that the rule's keywords or an earlier place of its sayings have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W324"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every saying that the rule's keywords or an earlier place of its sayings have."""
    for rule in book.provisions_in_force:
        words = (*rule.keywords, *rule.said_as)
        if len(set(words)) == len(words):
            continue
        for index, word in enumerate(rule.said_as):
            if word in rule.keywords or word in rule.said_as[:index]:
                where = "keywords" if word in rule.keywords else "said_as"
                message = _("这个说法 {rule_id} 的 {where} 里已经有了：{word}").format(
                    rule_id=rule.id, where=where, word=word
                )
                yield Finding(book.span(rule, "said_as", index), message, _("删掉，或者换一个说法。"))
