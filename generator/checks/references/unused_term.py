"""术语没有用到

术语表只收规则和页面里真的出现的词。没有出现的，要么是规则换了说法，要么不该收。

错误：

    - term: 双录        # 哪条规则里都没有这个词

正确：

    - term: 双录
      aliases: [录音录像]    # 规则里写的是这个
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import incomplete
from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "G601"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every term that neither rules nor pages contain, by any of its names."""
    if not book.terms or incomplete(book) or "supplements.yaml" in book.library.broken:
        return  # a rule that is not known yet may use it
    prose = prose_of(book)
    pages = "\n".join(book.pages.values())
    for term in book.terms:
        names = (term.term, *term.aliases)
        if not any(prose.text.find(name, 0, prose.rules_end) >= 0 or name in pages for name in names):
            hint = "把规则里的写法加进 aliases，或删掉这个术语。"
            yield Finding(book.span(term, "term"), f"没有规则或页面用到术语“{term.term}”", hint)
