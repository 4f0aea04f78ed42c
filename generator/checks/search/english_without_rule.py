"""Finds every English word none of whose Chinese words stands in a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import incomplete
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "W325"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every English word none of whose Chinese words stands in a provision."""
    if not book.english or incomplete(book):
        return
    texts = "\n".join(text for one in book.provisions_in_force for text in _texts(one))
    file = book.library.single["synonyms.yaml"]
    for word, meant in book.english.items():
        if not any(one in texts for one in meant):
            message = _("英文词 {word} 说的中文词，哪条规则里都没有：{meant}").format(
                word=word, meant=_("、").join(meant)
            )
            hint = _("换成规则的标题、条文、做法、关键词、说法或问法里有的词。")
            yield Finding(file.span("english", word, on_key=True), message, hint)


def _texts(one: model.Provision) -> Iterator[str]:
    yield from (one.title, one.statement, one.rationale)
    yield from (point.text for point in one.practice)
    yield from (*one.keywords, *one.said_as, *one.asked_as)
