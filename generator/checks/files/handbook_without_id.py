"""手册没有 id

读者打的勾、练习的结果记在他的浏览器里，按手册的 `id` 记。一台服务器上放两本手册，各记各的，靠的就是它。
没有写的，用标题算出一个；标题一改，读者记下的东西就找不到了。`id` 定了就不改。

错误：

    title: 客户沟通规范

正确：

    id: client-communication
    title: 客户沟通规范
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W335"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields a handbook that is told from others by its title alone."""
    if book.info.id is None:
        hint = f"在 title 上面加一行，如 id: client-communication；现在用的是按标题算出的 {book.info.key}。"
        yield Finding(book.span(book.info, "title", on_key=True), "手册没有 id", hint)
