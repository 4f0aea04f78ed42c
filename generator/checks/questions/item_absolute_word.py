"""Finds every question in which only wrong or only right options hold an absolute word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import ABSOLUTE
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.checks.shared.items import Item
    from generator.core.diagnostic import Span

CODE = "I825"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every question in which only wrong or only right options hold an absolute word."""
    for item in items(book):
        right = [match for text in item.right if (match := ABSOLUTE.search(text))]
        wrong = [match for text in item.distractors if (match := ABSOLUTE.search(text))]
        if bool(right) == bool(wrong) or not item.right:
            continue
        side, word = (_("答案"), right[0][0]) if right else (_("错的选项"), wrong[0][0])
        place = _place(book, item, word)
        yield Judged(
            item.owners,
            Finding(
                place, _("只有{side}里有“{word}”").format(side=side, word=word), _("两边都用，或都不用。")
            ),
        )


def _place(book: Handbook, item: Item, word: str) -> Span:
    options = enumerate(item.question.options or ())
    index = next(index for index, option in options if word in option.text)
    return book.span_of(word, item.question, "options", index, "text")
