"""Finds every caution that offers no way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W322"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every caution that offers no way out."""
    for rule in book.rules_in_force:
        if rule.caution and not rule.caution.instead:
            hint = _("补上 instead: 改怎么做。")
            yield Finding(
                book.span(rule, "caution", on_key=True),
                _("{rule_id} 的合规提示没有写改怎么做").format(rule_id=rule.id),
                hint,
            )
