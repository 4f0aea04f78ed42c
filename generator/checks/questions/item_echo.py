"""Finds every key that shares characters in a row with the stem which no distractor has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import ECHO
from generator.checks.shared.items import Judged, single_items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I827"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every key that shares characters in a row with the stem which no distractor has."""
    for item in single_items(book):
        key = item.right[0]
        shared = _runs(key) & _runs(item.question.stem)
        if shared and (echo := shared.difference(*map(_runs, item.distractors))):
            word = min(echo, key=key.index)
            place = book.span_of(word, item.question, "options", item.question.keys[0], "text")
            hint = _("换个说法，或让一个干扰项也有这个词。")
            yield Judged(
                item.owners, Finding(place, _("只有答案重复了题干的“{word}”").format(word=word), hint)
            )


def _runs(text: str) -> set[str]:
    """Runs of characters without punctuation."""
    runs = (text[at : at + ECHO] for at in range(len(text) - ECHO + 1))
    return {run for run in runs if run.isalnum()}
