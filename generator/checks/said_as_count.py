"""说法超过24个

`said_as` 是还会怎么说起这件事：场面、物件、俗话、反面的做法。一个词只帮一点忙，写得太多，什么话都搜到这一条。

错误：

    said_as: [没人理, 干等着, 晾在一边, ……]  # 30个

正确：

    said_as: [没人理, 干等着, 晾在一边, ……]  # 留下最不像别的规则的24个
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Handbook

CODE = "W324"
SEVERITY = Severity.WARNING
_MOST = 24


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule with more than 24 ways to say it."""
    for rule in book.provisions_in_force:
        count = len(rule.said_as)
        if count > _MOST:
            place = book.span(rule, "said_as", on_key=True)
            yield Finding(place, f"{rule.id} 有{count}个说法，至多{_MOST}个", "留下最不像别的规则的。")
