"""说由另一张单管，那张单上却没有

`checked_on` 写的核对单必须有，而且这几条规则真的列在那张单上。

错误：

    left_out:
      - reason: 客户一说投诉就换那张单。
        checked_on: complaint
        rules: [3.2.1-3]   # 投诉受理单上没有这一条

正确：

    left_out:
      - reason: 客户一说投诉就换那张单。
        checked_on: complaint
        rules: [4.3.2-2]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K713"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every claim that another sheet has a rule which it has not."""
    listed = {one.id: {id_ for item in one.items for id_ in item.rules} for one in book.checklists}
    for checklist in book.checklists:
        for group in checklist.left_out:
            other = group.checked_on
            if other is None or other in book.library.broken:
                continue
            if other not in listed:
                hint = suggest(other, named(book.checklists), f"有的核对单：{'、'.join(sorted(listed))}。")
                yield Finding(book.span(group, "checked_on"), f"没有这张核对单：{other}", hint)
                continue
            for index, id_ in enumerate(group.rules):
                if id_ not in listed[other]:
                    yield Finding(
                        book.span(group, "rules", index),
                        f"{id_} 不在核对单 {other} 上",
                        "列到那张单上，或换一个理由。",
                    )
