"""缺少关键词

没有 `keywords` 的规则，员工用自己的话搜不到它。写员工会打的词：口语、近义、错字、英文。

错误：

    keywords: []

正确：

    keywords: [投诉, 客户发火, 告状, complaint]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W309"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule without keywords."""
    for rule in book.provisions_in_force:
        if not rule.keywords:
            place = (
                book.span(rule, "keywords") if "keywords" in rule.model_fields_set else book.span(rule, "id")
            )
            yield Finding(place, f"{rule.id} 缺少关键词", "写上4至10个员工会打的词。")
