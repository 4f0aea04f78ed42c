"""一句陈述要有且只有一个约束词

约束词是 应、不得、宜、不宜、可。没有约束词，读者不知道是不是要求；有两个，就是两条规则，请分开写。
“相应”“可能”“适宜”这类词、引号里的话不算。

错误：

    statement: 员工应核对证件，不得代客户签字。

正确（分成两条）：

    statement: 员工应核对客户的证件。
    statement: 员工不得代客户签字。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.modal import modals
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W302"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement with no modal verb, or with several."""
    for rule in book.provisions_in_force:
        found = modals(rule.statement)
        if not found:
            hint = f"写上“{rule.modality.value}”。"
            yield Finding(book.span(rule, "statement"), f"{rule.id} 的陈述里没有约束词", hint)
        elif len(found) > 1:
            words = "、".join(modal.word for modal in found)
            second = found[1]
            nth = rule.statement.count(second.word, 0, second.offset)
            place = book.span_of(second.word, rule, "statement", nth=nth)
            hint = "一句只留一个；是两个要求就分成两条规则。"
            yield Finding(place, f"{rule.id} 的陈述里有{len(found)}个约束词：{words}", hint)
