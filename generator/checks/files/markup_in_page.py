"""Finds every tag, attribute or link of a written page that is shown as text, once a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.content.harmless import literal
from generator.core.diagnostic import Severity, Span
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W336"
SEVERITY = Severity.WARNING
_MARKUP = N_("改成Markdown；确实要用HTML，在 handbook.yaml 写 raw_html: true。")
_LINK = N_("链接写手册里的地址，或者以 https://、http://、mailto:、tel: 开头。")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every tag, attribute or link of a written page that is shown as text, once a line."""
    if book.info.raw_html:
        return
    for name, text in book.pages.items():
        lines: set[int] = set()
        for offset, shown in literal(text):
            line = text.count("\n", 0, offset) + 1
            if line not in lines:
                lines.add(line)
                column = offset - (text.rfind("\n", 0, offset) + 1) + 1
                place = Span(f"content/pages/{name}.md", line, column, column + len(shown))
                hint = _(_LINK) if shown.startswith("]") else _(_MARKUP)
                yield Finding(place, _("这里会照字面显示：{shown}").format(shown=shown), hint)
