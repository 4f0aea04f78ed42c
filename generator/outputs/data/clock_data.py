"""Clocks and holidays in handbook.json, for programs that remind people of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from generator.outputs.data.shape import Shape

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content import model


class Event(Shape):
    """起算的事件。"""

    id: str
    title: str
    timed: bool
    """要知道几点几分：有按小时、分钟算的时限从它起算。"""


class Step(Shape):
    """一个时限：从事件或另一个时限期满（from）起，value 个 unit。

    工作日和日：当天不算。小时和分钟：从那一刻接着走。立即：value 是 0。
    """

    id: str
    group: str
    title: str
    when: str | None
    value: int
    unit: Literal["工作日", "日", "小时", "分钟", "立即"]
    start: str = Field(alias="from")
    until: str | None
    """每隔这么久一次，到这个事件为止；null 是只有一次。"""
    rule: str | None
    authority: str | None
    locator: str | None
    confidence: str
    approved_by: str | None
    needs: str | None
    text: str | None
    assumed: str | None
    """来源没有写明、本手册这样算的地方。"""


class Pause(Shape):
    """不计入 steps 的时间。"""

    id: str
    title: str
    text: str | None
    needs: str | None
    """不计入的时候还要办什么。"""
    authority: str | None
    locator: str | None
    steps: list[str]


class Restart(Shape):
    """让 steps 从头再数的事件。"""

    id: str
    title: str
    text: str | None
    rule: str | None
    authority: str | None
    locator: str | None
    steps: list[str]


class Clock(Shape):
    """一组时限。"""

    id: str
    title: str
    summary: str
    events: list[Event]
    steps: list[Step]
    pauses: list[Pause]
    restarts: list[Restart]


class Holiday(Shape):
    """一次放假，和为它调休的补班。"""

    name: str
    first: str = Field(alias="from")
    last: str = Field(alias="to")
    workdays: list[str]


class Year(Shape):
    """一年的放假安排；complete 为 false 的还没有录入齐。"""

    year: int
    complete: bool
    source: str | None
    holidays: list[Holiday]


def clocks(book: Handbook) -> list[Clock]:
    """All clocks as others read them."""
    return [_clock(clock) for clock in book.clocks]


def holidays(book: Handbook) -> list[Year]:
    """All years as others read them."""
    return [
        Year(
            year=year.year,
            complete=year.pending is None,
            source=year.source,
            holidays=[
                Holiday(
                    name=one.name,
                    first=one.first.isoformat(),
                    last=one.end.isoformat(),
                    workdays=[day.isoformat() for day in one.workdays],
                )
                for one in year.holidays
            ],
        )
        for year in book.holidays
    ]


def _clock(clock: model.Clock) -> Clock:
    return Clock(
        id=clock.id,
        title=clock.title,
        summary=clock.summary,
        events=[
            Event(id=event.id, title=event.title, timed=event.id in clock.timed) for event in clock.events
        ],
        steps=[
            Step(
                id=step.id,
                group=group.title,
                title=step.title,
                when=step.when,
                value=step.value or 0,
                unit=step.unit.value,
                start=step.start,
                until=step.until,
                rule=step.rule,
                authority=step.authority,
                locator=step.locator,
                confidence=step.confidence.value,
                approved_by=step.approved_by,
                needs=step.needs,
                text=step.text,
                assumed=step.assumed,
            )
            for group in clock.groups
            for step in group.steps
        ],
        pauses=[
            Pause(
                id=one.id,
                title=one.title,
                text=one.text,
                needs=one.needs,
                authority=one.authority,
                locator=one.locator,
                steps=list(one.steps),
            )
            for one in clock.pauses
        ],
        restarts=[
            Restart(
                id=one.id,
                title=one.title,
                text=one.text,
                rule=one.rule,
                authority=one.authority,
                locator=one.locator,
                steps=list(one.steps),
            )
            for one in clock.restarts
        ],
    )
