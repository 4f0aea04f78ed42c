"""答案里的时间与规则的时限不符

规则改了时限而题没有改，读者就会记住错的数。

错误：

    rules: [4.3.2-2]        # 时限1个工作日
    - text: 收到后3个工作日内
      correct: true

正确：

    - text: 收到后1个工作日内
      correct: true
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.checks._items import items
from generator.checks._times import length, stated
from generator.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import model
    from generator.checks._times import Time
    from generator.handbook import Handbook
    from generator.source import Key

CODE = "I811"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every limit in a key that no rule it tests knows, when one of them has a deadline."""
    for item in items(book):
        question = item.question
        rules = [book.provision[id_] for id_ in question.rules if id_ in book.provision]
        if not any(rule.deadline for rule in rules):
            continue
        known = {time for rule in rules for time in _times(rule)}
        for text, keys in _claims(question):
            for _, words, time, is_limit in stated(text):
                if is_limit and time not in known:
                    limits = "、".join(rule.deadline.duration for rule in rules if rule.deadline)
                    message = f"答案写的是“{words}”，规则的时限是{limits}"
                    place = book.span_of(words, question, *keys)
                    yield Finding(place, message, "以规则为准；考的是别条的时限，就把那条写进 rules。")


def _claims(question: model.CaseQuestion) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """What the question says is right."""
    for index in question.keys:
        yield (question.options or ())[index].text, ("options", index, "text")
    if question.answer is True:
        yield question.stem, ("stem",)
    for index, pair in enumerate(question.pairs or ()):
        yield pair.right, ("pairs", index, "right")


def _times(rule: model.Provision) -> Iterator[Time]:
    if rule.deadline:
        yield length(rule.deadline)
    for text in (rule.statement, rule.rationale, *(point.text for point in rule.practice)):
        yield from (time for _, _, time, _ in stated(text))
