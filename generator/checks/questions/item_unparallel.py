"""Finds every question whose options differ much in length, or end in a full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import UNPARALLEL_GAP, UNPARALLEL_RATIO
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I829"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every question whose options differ much in length, or end in a full stop."""
    for item in items(book):
        options = item.question.options or ()
        if not options:
            continue
        for index, option in enumerate(options):
            if option.text.endswith("。"):
                place = book.span(item.question, "options", index, "text")
                yield Judged(item.owners, Finding(place, _("选项末尾有句号"), _("删掉句号。")))
        lengths = [len(option.text) for option in options]
        least, most = min(lengths), max(lengths)
        if most > UNPARALLEL_RATIO * least and most - least >= UNPARALLEL_GAP:
            place = book.span(item.question, "options", lengths.index(most), "text")
            message = _("选项长短悬殊：最短{least}个字，最长{most}个字").format(least=least, most=most)
            yield Judged(item.owners, Finding(place, message, _("写成同一种句式、差不多长。")))
