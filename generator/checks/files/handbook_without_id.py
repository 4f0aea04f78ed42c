"""Finds a handbook that is told from others by its title alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W335"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields a handbook that is told from others by its title alone."""
    if book.info.id is None:
        hint = _("在 title 上面加一行，如 id: client-communication；现在用的是按标题算出的 {key}。").format(
            key=book.info.key
        )
        yield Finding(book.span(book.info, "title", on_key=True), _("手册没有 id"), hint)
