"""Finds every text that is longer than its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import OPTION, SCENE, STEM
from generator.checks.shared.items import Judged, items, text_span, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.checks.shared.items import Owner
    from generator.core.diagnostic import Span

CODE = "I830"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every text that is longer than its limit."""
    for case in book.cases:
        if len(case.scene) > SCENE:
            yield _too_long((case,), book.span(case, "scene"), _("情境"), len(case.scene), SCENE)
    for item in items(book):
        question = item.question
        if len(question.stem) > STEM:
            yield _too_long(item.owners, book.span(question, "stem"), _("题干"), len(question.stem), STEM)
        for index, text in enumerate(question.texts):
            if len(text) > OPTION:
                place = text_span(book, question, index)
                yield _too_long(item.owners, place, _("选项"), len(text), OPTION)


def _too_long(owners: tuple[Owner, ...], place: Span, what: str, length: int, most: int) -> Judged:
    return Judged(
        owners,
        Finding(
            place,
            _("{what}{length}个字，最多{most}个字").format(what=what, length=length, most=most),
            _("删掉与答案无关的话。"),
        ),
    )
