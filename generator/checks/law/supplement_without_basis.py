"""法定补充没有写依据

法定补充的分量全在条文上。没有 `citations`，它就只是一条没有出处的要求，不能标“法定”。

错误：

    - id: L3.1-1
      statement: 在网点向个人销售理财产品，本机构应同步录音录像。

正确：

    - id: L3.1-1
      statement: 在网点向个人销售理财产品，本机构应同步录音录像。
      citations:
        - authority: sales-recording-rules
          locator: 第二条
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R113"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every supplement in force that cites nothing."""
    for one in book.supplements_in_force:
        if not one.citations:
            hint = "写上 citations 的 authority 和 locator；没有条文的要求，写成规则或删掉。"
            yield Finding(book.span(one, "id"), f"{one.id} 没有写依据哪一条", hint)
