"""核对单的 id 与文件名不同

网址、下载的文件名和 id 相同，文件名也相同，找起来才快；这样也不会有两张单用同一个 id。

错误：

    checklists/phone.yaml 里写 id: telephone

正确：

    checklists/phone.yaml 里写 id: phone
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K708"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every checklist whose file is not called after it."""
    for file in book.library.checklists:
        folder, _, name = file.document.path.rpartition("/")
        wanted = f"{file.value.id}.yaml"
        if name != wanted:
            yield Finding(
                file.span("id"),
                f"id 是 {file.value.id}，文件名却是 {name}",
                f"把文件改名为 {folder}/{wanted}，或改 id。",
            )
