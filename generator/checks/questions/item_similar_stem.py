"""两道题的题干几乎一样

一道题问了两遍，一张卷子上就白送一道。案例里的题连同情境一起比。

错误：

    stem: 一般投诉最晚什么时候回复客户？
    stem: 一般投诉最迟什么时候回复客户？

正确：

    stem: 一般投诉最晚什么时候回复客户？
    stem: 客户周五下午投诉服务态度，网点最晚哪天回电话？
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from generator.checks.shared.alike import alike, grams
from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import SIMILAR_STEMS
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity

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
        message = f"{item.question.id} 与 {other.question.id} 的题干几乎一样"
        yield Judged(item.owners, Finding(place, message, "换一个情形或换一个角度问。"))
