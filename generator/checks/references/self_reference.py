"""Finds every rule that names itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.references import references
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R104"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule that names itself."""
    for node, keys, target in references(book):
        if getattr(node, "id", None) == target:
            hint = _("改成另一条规则的编号，或删掉这一项。")
            yield Finding(book.span(node, *keys), _("{target} 引用了自己").format(target=target), hint)
