"""法定补充没有写适用机构

法律各管各的机构：管银行的不一定管保险，管销售产品的不一定管贷款。不写 `scope`，读的人会当成人人都要守。

错误：

    - id: L3.1-1
      title: 理财代销要双录

正确：

    - id: L3.1-1
      title: 理财代销要双录
      scope: 银行业金融机构
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R112"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every supplement in force that does not say whom it binds."""
    for one in book.supplements_in_force:
        if not one.scope:
            hint = "写上 scope: 条文管的机构，可以照 authorities.yaml 里那部文件的 scope。"
            yield Finding(book.span(one, "id"), f"{one.id} 没有写适用机构", hint)
