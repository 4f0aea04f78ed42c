"""Finds every stop item without a clock that stands before one with a clock on a read-do sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.figures import unread
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "K718"
SEVERITY = Severity.ERROR
_AT_ONCE = re.compile("立即|立刻|马上|当场|迅速|第一时间")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every stop item without a clock that stands before one with a clock on a read-do sheet."""
    timed = {id_ for clock in book.clocks for step in clock.steps if (id_ := step.rule)}
    for checklist in book.checklists:
        if checklist.mode is not Mode.READ_DO or unread(
            book, [id_ for one in checklist.items for id_ in one.rules]
        ):
            continue
        stops = [(item, _has_clock(book, item, timed)) for item in checklist.items if item.stop]
        last = max((index for index, (__, clock) in enumerate(stops) if clock), default=0)
        for item, clock in stops[:last]:
            if not clock:
                yield Finding(
                    book.span(item, "text"),
                    _("停止项“{item_text}”没有时钟，却排在有时钟的“{stops_text}”前面").format(
                        item_text=item.text, stops_text=stops[last][0].text
                    ),
                    _("把有时钟的停止项移到前面，或者去掉这一项的 stop。"),
                )


def _has_clock(book: Handbook, item: model.ChecklistItem, timed: set[str]) -> bool:
    """Whether something it checks must happen at once, or within a time."""
    rules = [book.provision[id_] for id_ in item.rules if id_ in book.provision]
    return any(one.deadline or one.id in timed or _AT_ONCE.search(one.statement) for one in rules)
