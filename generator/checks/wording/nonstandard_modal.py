"""用了五个词以外的约束词

全手册只用 应、不得、宜、不宜、可 五个词，意思见“约束程度说明”。应当、必须、
可以这些词意思差不多又不完全一样，读者会去猜差别。

错误：

    statement: 员工必须核对客户的证件。

正确：

    statement: 员工应核对客户的证件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.modal import modals
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W303"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every modal word that is not one of the five."""
    for rule in book.provisions_in_force:
        for modal in modals(rule.statement):
            if not modal.is_standard:
                nth = rule.statement.count(modal.word, 0, modal.offset)
                place = book.span_of(modal.word, rule, "statement", nth=nth)
                yield Finding(place, f"约束词不用“{modal.word}”", f"改用“{modal.modality.value}”。")
