"""Clocks: what is due how long after what; and the calendar by which working days are counted."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.content.model.base import Line, Model, ProvisionId, Reference, Slug, Text
from generator.core.texts import _
from generator.core.vocabulary import ClockUnit, Confidence

#: Dates that a handbook may name. Outside of these a year is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 2000, 2100
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""09:30, by the clock on the institution's wall."""
Day = Annotated[datetime.date, Field(ge=datetime.date(FIRST_YEAR, 1, 1), le=datetime.date(LAST_YEAR, 12, 31))]


class Sourced(Model):
    """Something with a source: a rule of this handbook, or a place in a law."""

    rule: ProvisionId | None = None
    """本手册的规则或法定补充。"""
    authority: Reference | None = None
    """authorities.yaml 里的 id。"""
    locator: Line | None = None
    """第…条第…款第…项；不知道是哪一条就不写。"""
    confidence: Confidence = Confidence.VERIFIED
    """secondary 表示条文是第三方引用的，没有核对过。"""


class ClockEvent(Model):
    """起算的事件：知道它的日期，才算得出后面的日期。"""

    id: Slug
    title: Line
    """如 收到投诉。"""
    hint: Line | None = None
    """填哪一天、几点，一句话。按小时算的时限从它起算的，页面就问到几点几分。"""


class ClockStep(Sourced):
    """一个时限。"""

    id: Slug
    title: Line
    """到期前要做完的事。"""
    when: Line | None = None
    """什么情况下适用这个时限。"""
    value: Annotated[int, Field(ge=1, le=1000)] | None = None
    """多少；立即的不写。"""
    unit: ClockUnit
    start: Annotated[Reference, Field(alias="from")]
    """从哪个事件或哪个时限期满起算：写它的 id。"""
    until: Reference | None = None
    """每隔这么久做一次，做到哪个事件为止：写它的 id。只做一次的不写。"""
    approved_by: Line | None = None
    """延长要谁批准。"""
    needs: Line | None = None
    """延长还要办什么。"""
    text: Text | None = None
    """还要知道的，一两句话。"""
    assumed: Text | None = None
    """来源没有写明、本手册这样算的地方。"""

    @property
    def duration(self) -> str:
        """1个工作日, 15日, 每2小时, 立即."""
        every = _("每") if self.until else ""
        return f"{every}{self.value or ''}{_('个') if self.unit is ClockUnit.WORKING_DAY else ''}{self.unit}"


class ClockGroup(Model):
    """放在一起看的几个时限。"""

    title: Line
    steps: Annotated[tuple[ClockStep, ...], Field(min_length=1, max_length=20)]


class Pause(Sourced):
    """不计入时限的时间。"""

    id: Slug
    title: Line
    """如 调解期间。"""
    text: Text | None = None
    needs: Line | None = None
    """不计入的时候还要办什么，如 及时告知投诉人。"""
    steps: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """从哪些时限里扣除；从它们接着算的时限会跟着顺延，不用再写。"""


class Restart(Sourced):
    """让时限从头再数的事件：知道它的日期，就从那天起算。"""

    id: Slug
    title: Line
    """如 收到新的事实和理由。"""
    text: Text | None = None
    steps: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """哪些时限重新起算；从它们接着算的时限会跟着重算，不用再写。"""


class ClockNote(Sourced):
    """怎么数、要注意什么，一条一句。"""

    text: Text


class WorkedExample(Model):
    """一个算好的例子：日期由程序算。"""

    event: Reference | None = None
    """哪个事件；不写就是第一个。"""
    date: Day
    """它发生的日期。"""
    time: TimeOfDay | None = None
    """几点几分，如 17:30；事件要问到几点的才写。"""
    why: Line
    """这一天特别在哪里，如 国庆节前最后一个工作日。"""


class Clock(Model):
    """一组从同一件事起算的时限。"""

    id: Slug
    title: Line
    summary: Text
    """这一页算什么，一两句话。"""
    events: Annotated[tuple[ClockEvent, ...], Field(min_length=1, max_length=10)]
    """第一个是主要的，其余的知道了再填。"""
    groups: Annotated[tuple[ClockGroup, ...], Field(min_length=1, max_length=10)]
    pauses: tuple[Pause, ...] = ()
    restarts: tuple[Restart, ...] = ()
    notes: tuple[ClockNote, ...] = ()
    examples: tuple[WorkedExample, ...] = ()
    rules: tuple[ProvisionId, ...] = ()
    """时限以外，还有哪些规则和法定补充要用到这一页：它们会链接过来。"""
    keywords: tuple[Line, ...] = ()
    """搜这些词也能找到这一页。"""

    @property
    def steps(self) -> tuple[ClockStep, ...]:
        """All steps in order."""
        return tuple(step for group in self.groups for step in group.steps)

    @property
    def timed(self) -> frozenset[str]:
        """The events whose time of day matters: hours run from them."""
        return frozenset(step.start for step in self.steps if step.unit.minutes)

    @property
    def asked(self) -> tuple[ClockEvent, ...]:
        """The events whose date is worth knowing: what only has to be done at once needs no counting."""
        used = {step.start for step in self.steps if step.unit is not ClockUnit.AT_ONCE}
        used |= {step.until for step in self.steps if step.until}
        return tuple(event for event in self.events if event.id in used)


class ClocksFile(Model):
    """content/law/clocks.yaml：时限推算，一组一页。"""

    clocks: Annotated[tuple[Clock, ...], Field(min_length=1)]


class Holiday(Model):
    """一次放假：连同夹在里面的周末，照通知的写法从哪天到哪天。"""

    name: Line
    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day | None, Field(alias="to")] = None
    """只放一天就不写。"""
    workdays: tuple[Day, ...] = ()
    """为这次放假调休、要上班的周末。"""

    @property
    def end(self) -> datetime.date:
        """The last day of it."""
        return self.last or self.first


class HolidayYear(Model):
    """一年的放假安排。"""

    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    source: Line | None = None
    """照哪个通知录入的。"""
    pending: Line | None = None
    """这一年的安排还没有录入：为什么。页面会提醒读者核对；录入齐了就删掉。"""
    holidays: tuple[Holiday, ...] = ()


class HolidaysFile(Model):
    """content/law/holidays.yaml：放假和补班，数工作日用。"""

    years: Annotated[tuple[HolidayYear, ...], Field(min_length=1)]
