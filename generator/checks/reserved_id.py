"""表里的 id 用了 all

all 在规则里表示“全部”，渠道和环节不能叫这个名字；核对单也不能，all.pdf 是合订本。

错误：

    stages:
      - id: all

正确：

    stages:
      - id: during
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.diagnostic import Severity
from generator.handbook import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import model
    from generator.handbook import Handbook

CODE = "V504"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel, stage or checklist whose id stands for all of them."""
    entries: tuple[model.Channel | model.Stage | model.Checklist, ...] = (
        *book.channels,
        *book.stages,
        *book.checklists,
    )
    for entry in entries:
        if entry.id == ALL:
            yield Finding(book.span(entry, "id"), "id 不能是 all", "换一个名字。")
