"""Finds banks in which the key is the longest option too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import ENOUGH_SINGLE, LONGEST_KEYS
from generator.checks.shared.items import Judged, single_items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I821"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields one finding when the key is the longest option too often."""
    singles = single_items(book)
    longest = sum(len(item.right[0]) > max(map(len, item.distractors)) for item in singles)
    if len(singles) >= ENOUGH_SINGLE and longest > LONGEST_KEYS * len(singles):
        share = f"{longest / len(singles):.0%}"
        message = _("{count}道单选题里有{longest}道的答案最长（{share}，最多{longest_keys:.0%}）").format(
            count=len(singles), longest=longest, share=share, longest_keys=LONGEST_KEYS
        )
        place = book.span(book.quizzes[0], "chapter")
        yield Judged(book.quizzes, Finding(place, message, _("挑一些题，把一个干扰项写得比答案长。")))
