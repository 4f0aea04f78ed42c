"""Finds every letter that is the key too often or too seldom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.book.bank import letter
from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import ENOUGH_SINGLE, KEY_LETTER
from generator.checks.shared.items import Judged, single_items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I822"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every letter that is the key too often or too seldom."""
    singles = single_items(book)
    if len(singles) < ENOUGH_SINGLE:
        return
    keys = Counter(item.question.keys[0] for item in singles)
    sizes = Counter(len(item.question.options or ()) for item in singles)
    for index in range(max(sizes)):
        offered = sum(count for size, count in sizes.items() if size > index)
        share = keys[index] / len(singles)
        if 2 * offered > len(singles) and not KEY_LETTER.least <= share <= KEY_LETTER.most:
            name = letter(index)
            message = _("{count}道单选题里有{keys}道选{name}（{share:.0%}，应在15%至35%）").format(
                count=len(singles), keys=keys[index], name=name, share=share
            )
            place = book.span(book.quizzes[0], "chapter")
            yield Judged(book.quizzes, Finding(place, message, _("调换一些题里选项的先后。")))
