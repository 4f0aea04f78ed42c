"""用了口号

确保、进一步加强、高度重视——去掉这些词，意思一点不少。写出谁做什么。

错误：

    practice:
      - 高度重视客户投诉，确保客户满意。

正确：

    practice:
      - 当场听完、记下，复述一遍请客户确认。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W321"
SEVERITY = Severity.WARNING
_SLOGANS = ("确保", "进一步加强", "高度重视")
_HINT = "写出谁、什么时候、做什么。"


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every slogan in the prose."""
    prose = prose_of(book)
    for slogan in _SLOGANS:
        for at in prose.words(slogan):
            yield Finding(
                prose.span(at, len(slogan)), f"“{slogan}”是口号：{prose.around(at, len(slogan))}", _HINT
            )
