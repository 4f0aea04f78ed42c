"""Finds every key that is the longest option and much longer than the mean distractor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import KEY_LENGTH_RATIO
from generator.checks.shared.items import Judged, single_items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I820"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every key that is the longest option and much longer than the mean distractor."""
    for item in single_items(book):
        lengths = [len(text) for text in item.distractors]
        mean = sum(lengths) / len(lengths)
        own = len(item.right[0])
        if own > max(lengths) and own > KEY_LENGTH_RATIO * mean:
            message = _("答案{own}个字，是最长的选项，别的平均{mean:.0f}个字").format(own=own, mean=mean)
            place = book.span(item.question, "options", item.question.keys[0], "text")
            yield Judged(item.owners, Finding(place, message, _("把答案写短，或把干扰项写得一样具体。")))
