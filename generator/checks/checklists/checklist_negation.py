"""核对项用了否定的说法

打勾表示“是”。问“没有不妥”，打了勾也不知道是什么意思；写应该看到的样子。

错误：

    text: 没有泄露客户信息

正确：

    text: 附件和截图里的个人信息已遮好
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K704"
SEVERITY = Severity.ERROR

#: Words that say no …
_NO = re.compile("[不没未无勿别莫禁]|拒绝|避免|防止|非(?!常)")
#: … and words that merely hold one of those characters.
_HARMLESS = re.compile(
    "特别|分别|识别|级别|类别|区别|别人|性别|个别|鉴别|辨别|告别|未来|未成年|无线|无障碍|不动产|不锈|莫大"
)


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every item that says what should not be."""
    for checklist in book.checklists:
        for item in checklist.items:
            text = _HARMLESS.sub(lambda found: "　" * len(found.group()), item.text)
            if found := _NO.search(text):
                yield Finding(
                    book.span_of(
                        found.group(), item, "text", nth=item.text.count(found.group(), 0, found.start())
                    ),
                    f"核对项用了否定的说法“{found.group()}”",
                    "写成打勾时应看到的样子，如“已……”“……才……”。",
                )
