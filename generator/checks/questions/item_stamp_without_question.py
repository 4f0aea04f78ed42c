"""Finds stamps whose question is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.content.layout import REVIEWED
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I842"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields one finding for all stamps whose question is gone."""
    if any(name.startswith("quiz ") for name in book.library.broken):
        return  # the question may stand in a file that could not be read
    known = {question.id for question in book.questions}
    gone = [id_ for id_ in book.stamps if id_ not in known]
    if gone:
        place = book.library.single[REVIEWED].span("stamps", gone[0], on_key=True)
        message = _("有{count}个复核戳的试题不存在，第一个是 {gone}").format(count=len(gone), gone=gone[0])
        yield Finding(place, message, _("运行 ./run review --stamp --all，多余的戳会去掉。"))
