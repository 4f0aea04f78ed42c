"""Finds every reference to a rule id that no rule has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import suggest_rule
from generator.checks.shared.references import may_be_unread, references
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R102"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every reference to a rule id that no rule has."""
    for node, keys, target in references(book):
        if target in book.provision or may_be_unread(book, target):
            continue
        hint = suggest_rule(book, target, _("改成手册里有的编号，或删掉这一项。"))
        yield Finding(book.span(node, *keys), _("引用的规则不存在：{target}").format(target=target), hint)
