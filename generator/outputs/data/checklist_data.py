"""Checklists in handbook.json. Others rely on every key: add freely, change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.core.vocabulary import Origin
from generator.outputs.data.shape import Shape

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content import model


class ChecklistItem(Shape):
    """核对项。"""

    text: str
    rules: list[str]
    stop: bool
    """没做到就不往下走。"""
    when: str | None
    """什么情况下才核对，其余的勾“不适用”。"""
    record: str | None
    """打勾时还要写下什么。"""
    drafted: bool
    """依据的规则里有拟定的。"""
    law: bool
    """依据的里有法定补充。"""


class SheetTable(Shape):
    """核对时照着看的小表。"""

    head: list[str]
    rows: list[list[str]]
    rules: list[str]


class PausePoint(Shape):
    """停顿点。"""

    title: str
    table: SheetTable | None
    items: list[ChecklistItem]


class LeftOut(Shape):
    """没有列上核对单的一条规则。"""

    rule: str
    reason: str
    checked_on: str | None
    """哪一张核对单管它。"""


class Checklist(Shape):
    """核对单。"""

    id: str
    title: str
    objective: str
    when: str
    mode: Literal["do-confirm", "read-do"]
    channel: str | None
    owner: str
    revised: str
    review_due: str
    pause_points: list[PausePoint]
    left_out: list[LeftOut]
    fingerprint: str


def checklist(book: Handbook, one: model.Checklist) -> Checklist:
    """A checklist as others read it."""
    drafted = {rule.id for rule in book.rules if rule.origin is Origin.DRAFTED}
    law = {supplement.id for supplement in book.supplements}
    return Checklist(
        id=one.id,
        title=one.title,
        objective=one.objective,
        when=one.when,
        mode=one.mode.value,
        channel=one.channel,
        owner=one.owner,
        revised=one.revised.isoformat(),
        review_due=(one.review_due or book.info.review_due).isoformat(),
        pause_points=[
            PausePoint(
                title=point.title,
                table=_table(point.table) if point.table else None,
                items=[
                    ChecklistItem(
                        text=item.text,
                        rules=list(item.rules),
                        stop=item.stop,
                        when=item.when,
                        record=item.record,
                        drafted=not drafted.isdisjoint(item.rules),
                        law=not law.isdisjoint(item.rules),
                    )
                    for item in point.items
                ],
            )
            for point in one.pause_points
        ],
        left_out=[
            LeftOut(rule=rule, reason=group.reason, checked_on=group.checked_on)
            for group in one.left_out
            for rule in group.rules
        ],
        fingerprint=one.fingerprint,
    )


def _table(table: model.checklist.SheetTable) -> SheetTable:
    return SheetTable(head=list(table.head), rows=list(map(list, table.rows)), rules=list(table.rules))
