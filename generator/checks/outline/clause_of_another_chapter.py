"""规则放错了章

一章一个文件，文件里只放这一章的规则；放错的地方，编辑下次就找不到。

错误（写在第4章的文件里）：

    clause: 5.1

正确：

    移到 chapters/05-….yaml
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C206"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule that stands in the file of another chapter."""
    for file in book.library.chapters:
        chapter = file.value.chapter
        for rule in file.value.rules:
            if rule.clause.partition(".")[0] != chapter:
                hint = f"移到第{rule.clause.partition('.')[0]}章的文件里。"
                yield Finding(book.span(rule, "clause"), f"{rule.clause} 不属于第{chapter}章", hint)
