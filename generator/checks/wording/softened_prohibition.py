"""Finds every softener in the statement of a prohibition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W304"
SEVERITY = Severity.ERROR
#: 一般 counts only where it weakens: 一般投诉 is a kind of complaint.
_SOFTENER = re.compile("尽量|尽可能|原则上|适当|一般(?=不得|情况|情形|来说)|通常(?=不得|情况|情形)")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every softener in the statement of a prohibition."""
    for rule in book.provisions_in_force:
        if rule.modality is not Modality.MUST_NOT:
            continue
        for match in _SOFTENER.finditer(rule.statement):
            nth = rule.statement.count(match[0], 0, match.start())
            place = book.span_of(match[0], rule, "statement", nth=nth)
            yield Finding(
                place,
                _("“不得”前后不能有“{match}”").format(match=match[0]),
                _("删掉“{match}”；真有例外就另写一条。").format(match=match[0]),
            )
