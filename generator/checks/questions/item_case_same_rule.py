"""Finds every rule that a question of a case tests although an earlier one of the case does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I832"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every rule that a question of a case tests although an earlier one of the case does."""
    tested: dict[tuple[str, str], str] = {}
    for item in items(book):
        if item.case is None:
            continue
        for nth, rule in enumerate(item.question.rules):
            earlier = tested.setdefault((item.case.id, rule), item.question.id)
            if earlier == item.question.id:
                continue
            place = book.span(item.question, "rules", nth)
            message = _("{question_id} 和同一案例的 {earlier} 都考 {rule}，这个案例进不了试卷").format(
                question_id=item.question.id, earlier=earlier, rule=rule
            )
            hint = _("各考各的规则；只是顺带提到的，从 rules 里去掉。")
            yield Judged(item.owners, Finding(place, message, hint))
