"""页眉页脚里放不下

PDF的页眉印手册的标题和章名，页脚印版次和生效日期；各占半页宽，大字本里一行20个汉字，最多两行。
再长就排出纸边，生成PDF时会停下（P903），所以检查时就说。字母和数字算半个汉字宽。

错误：

    edition: 2026版（适用于总行营业部、各分行、各支行和全部社区网点）

正确：

    edition: 2026版
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.sheet_limits import width
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.core.diagnostic import Span

CODE = "W331"
SEVERITY = Severity.ERROR
#: Half the width of the text in the large-print edition is 86 mm; its heads are set in 12 pt. Two lines.
_MOST = 2 * 20


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every title and edition that takes more than its place at the head or foot of a page."""
    for place, text in _heads(book):
        if (wide := width(text)) > _MOST:
            message = f"页眉页脚放不下：“{text}”有{wide:g}个汉字宽，最多{_MOST}个"
            yield Finding(place, message, "缩短；要说明的，写到 description 或正文里。")


def _heads(book: Handbook) -> Iterator[tuple[Span, str]]:
    """What is printed at the head and foot, and where it is said."""
    info, since = book.info, book.info.effective
    yield book.span(info, "title"), info.title
    yield (
        book.span(info, "edition"),
        f"{info.edition} · {since.year}年{since.month}月{since.day}日起施行",
    )
    for chapter in book.chapters:
        yield book.outline_span(chapter.number, "title"), f"第{chapter.number}章 {chapter.title}"
