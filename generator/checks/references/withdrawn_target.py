"""Finds every reference from something in force to a withdrawn rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.references import references
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R107"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every reference from something in force to a withdrawn rule."""
    withdrawn = {rule.id: rule.withdrawn for rule in book.provisions if rule.withdrawn}
    if not withdrawn:
        return
    for node, keys, target in references(book):
        if target not in withdrawn or getattr(node, "withdrawn", None) or getattr(node, "id", None) == target:
            continue
        replacements = _("、").join(withdrawn[target].replaced_by)
        hint = (
            _("改成替代它的 {replacements}。").format(replacements=replacements)
            if replacements
            else _("它没有替代，删掉这一项。")
        )
        edition = withdrawn[target].edition
        yield Finding(
            book.span(node, *keys),
            _("{target} 从{edition}起已废止").format(target=target, edition=edition),
            hint,
        )
