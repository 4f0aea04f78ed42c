"""Finds every authority that nothing in force cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import sourced
from generator.checks.shared.files import incomplete
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R117"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every authority that nothing in force cites."""
    if incomplete(book) or "supplements.yaml" in book.library.broken:
        return  # what is not known yet may cite it
    cited = {place.authority for one in book.provisions_in_force for place in one.places}
    cited |= {part.authority for __, ___, part in sourced(book) if part.authority}
    if not cited <= {authority.id for authority in book.authorities}:
        return  # a misspelt id may mean it
    for authority in book.authorities:
        if authority.id not in cited:
            message = _("没有规则、法定补充或时限引用《{short_title}》").format(
                short_title=authority.short_title.strip("《》")
            )
            yield Finding(book.span(authority, "id"), message, _("写上引用，或从表里删掉它。"))
