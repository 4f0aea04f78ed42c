"""Finds every step without a source, and whatever names a source by halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import sourced
from generator.checks.shared.finding import Finding
from generator.content.model import ClockStep, Restart
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "D413"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every step without a source, and whatever names a source by halves."""
    for clock, keys, part in sourced(book):
        if fault := _fault(part):
            yield Finding(book.span(clock, *keys), *fault)


def _fault(part: model.Sourced) -> tuple[str, str] | None:
    if part.locator and not part.authority:
        return _("写了 locator，没写是哪部文件"), _("补上 authority。")
    if isinstance(part, ClockStep):
        if not (part.rule or part.authority):
            return _("时限 {part_id} 没有出处").format(part_id=part.id), _(
                "补上 rule，或者 authority 和 locator。"
            )
        if part.authority and not part.locator:
            return _("时限 {part_id} 没写是哪一条").format(part_id=part.id), _(
                "补上 locator，如 第十八条第一款。"
            )
    if isinstance(part, Restart) and not (part.rule or part.authority):
        return _("重新起算 {part_id} 没有出处").format(part_id=part.id), _(
            "补上 rule，或者 authority 和 locator。"
        )
    return None
