"""合规提示没有写改怎么做

只说“法律不许”，员工不知道该怎么办。`instead` 写一个做得到的办法。

错误：

    caution: {limit: 法律只准收集必需的信息。}

正确：

    caution: {limit: 法律只准收集必需的信息。, instead: 先写明用处，用不上的不收。}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W322"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every caution that offers no way out."""
    for rule in book.rules_in_force:
        if rule.caution and not rule.caution.instead:
            hint = "补上 instead: 改怎么做。"
            yield Finding(
                book.span(rule, "caution", on_key=True), f"{rule.id} 的合规提示没有写改怎么做", hint
            )
