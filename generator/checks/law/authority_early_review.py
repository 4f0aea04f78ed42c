"""提前核对的依据文件没写缘由

`next_review` 早于核对后一年的，是可能已经修改、或者没有读到原文的文件。依据页把它们列在“可能已经变了的”里，
缘由就是 `note`；不写，读者不知道该提防什么，下一次核对的人也不知道该查什么。

错误：

    as_of: 2026-11-30
    next_review: 2027-02-28

正确：

    as_of: 2026-11-30
    next_review: 2027-02-28
    note: 正在修订，到核对那天没有查到新办法发布。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R121"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every authority that is looked at again early and does not say why."""
    for authority in book.authorities:
        if authority.doubtful and authority.as_of < authority.review_by and not authority.note:
            message = f"{authority.short_title} 要提前核对，没写为什么"
            yield Finding(
                book.span(authority, "next_review"), message, "补上 note；没有缘由就删掉 next_review。"
            )
