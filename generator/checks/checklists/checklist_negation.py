"""Finds every item that says what should not be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

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
                    _("核对项用了否定的说法“{group}”").format(group=found.group()),
                    _("写成打勾时应看到的样子，如“已……”“……才……”。"),
                )
