"""Finds every figure that a question calls right and that no rule it tests and no scene states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.figures import days, figures, unnamed, unstated
from generator.checks.shared.finding import Finding
from generator.checks.shared.items import items
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.checks.shared.items import Item
    from generator.checks.shared.times import Time
    from generator.content import model
    from generator.content.reading.source import Key

CODE = "I811"
SEVERITY = Severity.ERROR
#: Where a question may repeat a wrong option to say why it is wrong.
_REASONS = ("because", "rationale")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every figure that a question calls right and that no rule it tests and no scene states."""
    for item in items(book):
        question = item.question
        scene = _given(item)
        wrong = {figure.value for text in item.distractors for figure in figures(text)}
        for text, keys in _claims(question):
            reason = keys[-1] in _REASONS
            given = scene | wrong if reason else scene
            for figure in unstated(book, unnamed(text) if reason else text, question.rules):
                if figure.value not in given:
                    message = _("答案写的是“{words}”，{rules} 里没有这个数").format(
                        words=figure.words, rules=_("、").join(question.rules)
                    )
                    nth = text.count(figure.words, 0, figure.offset)
                    place = book.span_of(figure.words, question, *keys, nth=nth)
                    yield Finding(place, message, _("以规则为准；考的是别条的时限，就把那条写进 rules。"))


def _given(item: Item) -> set[Time]:
    """The figures that the reader is told: in the stem, unless it is the claim itself, and in the scene.

    On the left of a pair stands what happened: its counts are told, its times may be the rule's.
    """
    question = item.question
    told = [] if question.answer is not None else [question.stem]
    told += [item.case.scene] if item.case else []
    counted = [figure for pair in question.pairs or () for figure in figures(pair.left) if not figure.time]
    found = [*counted, *(figure for text in told for figure in figures(text))]
    return {figure.value for figure in found}.union(*(days(text) for text in told))


def _claims(question: model.CaseQuestion) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """What the question says is right, and why."""
    for index in question.keys:
        option = (question.options or ())[index]
        yield option.text, ("options", index, "text")
        yield option.because, ("options", index, "because")
    if question.answer is True:
        yield question.stem, ("stem",)
    for index, pair in enumerate(question.pairs or ()):
        yield pair.left, ("pairs", index, "left")
        yield pair.right, ("pairs", index, "right")
        yield pair.because, ("pairs", index, "because")
    for index, step in enumerate(question.sequence or ()):
        yield step, ("sequence", index)
    yield question.rationale, ("rationale",)
