"""Finds every rule with some keywords but fewer than four or more than ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W310"
SEVERITY = Severity.WARNING
_LEAST, _MOST = 4, 10


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule with some keywords but fewer than four or more than ten."""
    for rule in book.provisions_in_force:
        count = len(rule.keywords)
        if count and not _LEAST <= count <= _MOST:
            place = book.span(rule, "keywords", on_key=True)
            hint = (
                _("补上口语、近义或常见错字。")
                if count < _LEAST
                else _("留下最能区分这一条的，其余的写进 said_as。")
            )
            yield Finding(
                place,
                _("{rule_id} 有{count}个关键词，应为{least}至{most}个").format(
                    rule_id=rule.id, count=count, least=_LEAST, most=_MOST
                ),
                hint,
            )
