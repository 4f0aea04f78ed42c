"""Finds every stem that shares nearly all its pairs of characters with an earlier one."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from generator.checks.shared.alike import alike, grams
from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import SIMILAR_STEMS
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I828"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every stem that shares nearly all its pairs of characters with an earlier one."""
    asked = items(book)
    texts = [f"{item.case.scene if item.case else ''}{item.question.stem}" for item in asked]
    pairs = alike([grams(text) for text in texts], SIMILAR_STEMS)
    for earlier, later in sorted(pairs, key=itemgetter(1, 0)):
        item, other = asked[later], asked[earlier]
        if item.case is not None and item.case is other.case:
            continue  # they share the scene, and so nearly everything
        place = book.span(item.question, "stem")
        message = _("{question_id} 与 {question_id2} 的题干几乎一样").format(
            question_id=item.question.id, question_id2=other.question.id
        )
        yield Judged(item.owners, Finding(place, message, _("换一个情形或换一个角度问。")))
