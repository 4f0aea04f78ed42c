"""Finds every statement that does not end with 。 or holds more than one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W307"
SEVERITY = Severity.ERROR
_ENDS = re.compile("[。！？\n]")
_QUOTED = re.compile("“[^”]*”")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that does not end with 。 or holds more than one sentence."""
    for rule in book.provisions_in_force:
        statement = rule.statement
        if not statement.endswith("。"):
            yield Finding(
                book.span(rule, "statement"),
                _("{rule_id} 的陈述没有以“。”结尾").format(rule_id=rule.id),
                _("末尾写上句号。"),
            )
        if inner := _ENDS.search(_QUOTED.sub("", statement[:-1]) if "“" in statement else statement[:-1]):
            place = book.span_of(inner[0], rule, "statement")
            yield Finding(
                place,
                _("{rule_id} 的陈述不止一句").format(rule_id=rule.id),
                _("写成一句；是两个要求就分成两条规则。"),
            )
