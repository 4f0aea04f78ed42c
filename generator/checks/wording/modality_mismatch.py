"""陈述里的约束词与约束程度不一致

`modality` 是什么词，陈述里就用什么词：应、不得、宜、不宜、可。两处不一样，
读者不知道是必须做还是可以做。

错误：

    modality: 应
    statement: 本机构可在1个工作日内回复客户。

正确：

    modality: 应
    statement: 本机构应在1个工作日内回复客户。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.modal import modals
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W301"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement whose one modal verb is not the rule's modality."""
    for rule in book.provisions_in_force:
        found = modals(rule.statement)
        if len(found) == 1 and found[0].modality is not rule.modality:
            word = found[0].word
            place = book.span_of(word, rule, "statement", nth=rule.statement.count(word, 0, found[0].offset))
            message = f"陈述里的约束词是“{word}”，modality 却是“{rule.modality.value}”"
            yield Finding(place, message, "以原文为准，改成一致。")
