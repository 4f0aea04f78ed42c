"""Finds every reason that is no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K714"
SEVERITY = Severity.ERROR

#: A shorter one says that there is a reason, not which.
_LEAST = 10


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every reason that is no sentence."""
    for checklist in book.checklists:
        for group in checklist.left_out:
            if len(group.reason) < _LEAST or not group.reason.endswith("。"):
                yield Finding(
                    book.span(group, "reason"),
                    _("理由不成句：{reason}").format(reason=group.reason),
                    _("写成一句话，至少{least}个字，以“。”结束。").format(least=_LEAST),
                )
