"""Finds every choice question that asks for what is not so, unless it says so loudly and once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import (
    BALANCED,
    DOUBLE_NEGATIVE,
    MARKED,
    NEGATIVE_QUESTION,
    NEGATIVE_WORD,
)
from generator.checks.shared.items import items
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I809"
SEVERITY = Severity.ERROR
_ASKED = {QuestionType.SINGLE, QuestionType.MULTIPLE}
_CLAUSES = re.compile("[，。；：？]")
#: What somebody in the scene says.
_QUOTED = re.compile("“[^”]*”")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every choice question that asks for what is not so, unless it says so loudly and once."""
    for item in items(book):
        question = item.question
        if question.type not in _ASKED:
            continue
        asked = _QUOTED.sub("□", _question(question.stem))
        plain = BALANCED.sub("□", asked)
        marked = MARKED.search(plain)
        rest = MARKED.sub("□", plain)
        if DOUBLE_NEGATIVE.search(rest) or (marked and NEGATIVE_WORD.search(rest)):
            yield Finding(book.span(question, "stem"), _("问句里有双重否定"), _("改成正着问。"))
        elif not marked and (match := NEGATIVE_QUESTION.search(rest)):
            word = NEGATIVE_WORD.search(match[0])
            what = word[0] if word else match[0]
            hint = _("能正着问就正着问；不能就把否定词标出来，如【不】符合。")
            yield Finding(
                book.span_of(what, question, "stem"), _("反着问，没有标出“{what}”").format(what=what), hint
            )


def _question(stem: str) -> str:
    """The last sentence or clause: what is asked; the scene before it may say 不 as often as it likes."""
    return _CLAUSES.split(stem.rstrip("。：？"))[-1] + "？"
