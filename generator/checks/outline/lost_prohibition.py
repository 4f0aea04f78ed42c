"""原文的“不得”丢了

outline.yaml 用 `prohibitions` 记着原文在这一条写了几处“不得”。每一处都要有一条约束程度为“不得”、
出自原文的规则；
写成“应”或“不宜”就是把禁令放松了。

错误（1.1.1 原文有1处“不得”）：

    - id: 1.1.1-2
      modality: 应

正确：

    - id: 1.1.1-2
      modality: 不得
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import countable_clauses
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.vocabulary import Modality, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C213"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every clause with fewer prohibitions than the source has there."""
    for clause in countable_clauses(book):
        if not clause.prohibitions or clause.no_rule or not clause.rules_in_force:
            continue
        kept = sum(
            rule.modality is Modality.MUST_NOT and rule.origin is Origin.SOURCE
            for rule in clause.rules_in_force
        )
        if kept < clause.prohibitions:
            message = f"{clause.number} 原文有{clause.prohibitions}处“不得”，规则里只有{kept}条"
            hint = "补一条 modality: 不得、origin: source 的规则。"
            yield Finding(book.outline_span(clause.number, "prohibitions"), message, hint)
