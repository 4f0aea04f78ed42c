"""Finds every term that neither rules nor pages contain, by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import incomplete
from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.core.diagnostic import Severity
from generator.core.texts import _

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
            hint = _("把规则里的写法加进 aliases，或删掉这个术语。")
            yield Finding(
                book.span(term, "term"), _("没有规则或页面用到术语“{term}”").format(term=term.term), hint
            )
