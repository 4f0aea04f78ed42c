"""试题待复核：规则改过了

题是照着规则当时的文字写的；规则一改，题可能错了。网页上标“待复核”，导出和试卷不收，直到有人看过。

错误：

    # 规则 4.3.2-2 的时限改了，4.3.2-2-q1 还是照旧的写

正确：

    # 看过或改过这道题，然后
    handbook review --stamp 4.3.2-2-q1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import quiz
from generator.checks import Finding
from generator.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Handbook

CODE = "I840"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every question whose rules changed since somebody last looked at it."""
    for question in book.questions:
        if changed := quiz.changed_rules(book, question):
            message = f"{question.id} 待复核：{'、'.join(changed)} 改过了"
            hint = f"看一遍题，改好后运行 handbook review --stamp {question.id}"
            yield Finding(book.span(question, "id"), message, hint)
