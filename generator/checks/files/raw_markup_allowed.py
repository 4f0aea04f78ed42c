"""手册允许说明文字里的HTML

handbook.yaml 写了 `raw_html: true`：`content/pages` 里的HTML原样放进网页，能在读者的浏览器里运行。
改这些文件的人等于能改程序，审稿时要按程序来看；覆盖情况页也会写明。用不着就删掉这个键。

错误：

    raw_html: true

正确：

    （不写）
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W337"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the key that lets HTML through."""
    if book.info.raw_html:
        place = book.span(book.info, "raw_html")
        yield Finding(place, "说明文字里的HTML会原样放进网页", "审稿时按程序来看；用不着就删掉这个键。")
