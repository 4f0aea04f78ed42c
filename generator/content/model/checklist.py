"""A checklist, as its YAML file holds it."""

from __future__ import annotations

import datetime  # noqa: TC003 - pydantic needs the type at run time
import json
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.content.model.base import Line, Model, ProvisionId, Reference, RuleId, Slug, Text
from generator.core.files import digests
from generator.core.texts import _
from generator.core.vocabulary import Mode  # noqa: TC001 - likewise


class ChecklistItem(Model):
    """核对项：一个看得见的状态。"""

    text: Line
    """答“是”或“否”就能答的一句话，不超过22个汉字。"""
    rules: Annotated[tuple[ProvisionId, ...], Field(min_length=1, max_length=4)]
    """它核对的是哪几条规则或法定补充（如 L3.1-1，单上标“法”），最多4条：再多一行就印不下。"""
    stop: bool = False
    """停止项：没做到就不往下走，往下走会伤到客户。"""
    when: Line | None = None
    """什么情况下才核对这一项，如“贷款”；写了就多印一个“不适用”的框。不超过6个汉字。"""
    record: Line | None = None
    """打勾时还要写下什么，如“时刻”；写了就留一段横线。不超过4个汉字。"""


class SheetTable(Model):
    """停顿点上的小表：核对时要照着看的数，如分级的门槛。"""

    head: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    """表头。"""
    rows: Annotated[tuple[tuple[Line, ...], ...], Field(min_length=1, max_length=6)]
    """一行一列表，格数与表头一样。"""
    rules: Annotated[tuple[ProvisionId, ...], Field(min_length=1, max_length=4)]
    """表里的数出自哪几条规则或法定补充。"""

    @model_validator(mode="after")
    def _even(self) -> Self:
        if any(len(row) != len(self.head) for row in self.rows):
            message = _("表里每一行的格数要与表头一样")
            raise ValueError(message)
        return self


class PausePoint(Model):
    """停顿点：停下来核对的时刻。"""

    title: Line
    """什么时候停，如“拨号前”。"""
    table: SheetTable | None = None
    """这一步要照着看的小表。"""
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]
    """5至9项，最要紧的在前。"""


class LeftOut(Model):
    """没有列进核对单的规则，和一个说得出口的理由。"""

    reason: Text
    """为什么不列，一句话。"""
    rules: Annotated[tuple[RuleId, ...], Field(min_length=1)]
    checked_on: Reference | None = None
    """这几条由哪一张核对单管；写了就必须真的在那一张上。"""


class SecondaryBasis(Model):
    """引的条文只见二手来源的规则，和它们仍在单上的理由。"""

    reason: Text
    """为什么仍列在单上，一句话。"""
    rules: Annotated[tuple[ProvisionId, ...], Field(min_length=1)]


class Checklist(Model):
    """checklists/<id>.yaml：一张核对单，一页A4。"""

    id: Slug
    """网址和文件名里的名字，与文件名相同。"""
    title: Line
    """叫什么，如“电话沟通”。"""
    objective: Line
    """用它要做到什么，几个短语。"""
    when: Line
    """什么时候拿出来用，一句话。"""
    mode: Mode
    """do-confirm 先做后核，read-do 边读边做。"""
    channel: Reference | None = None
    """这张单管哪个渠道；写了就要把该渠道的每条规则列上或写进 left_out。"""
    owner: Reference
    """谁维护这张单：roles.yaml 里的 id。"""
    revised: datetime.date
    """最近一次修改的日期。"""
    review_due: datetime.date | None = None
    """下次复审的日期；不写就跟手册同一天。"""
    order: Annotated[int, Field(ge=1, le=10_000)] = 100
    """排在第几张：小的在前，一样的按 id。"""
    pause_points: Annotated[tuple[PausePoint, ...], Field(min_length=1)]
    """2至4个。"""
    left_out: tuple[LeftOut, ...] = ()
    """没有列上的规则，理由相同的写在一起。"""
    secondary: tuple[SecondaryBasis, ...] = ()
    """单上哪些规则引的条文待核（二手来源），为什么仍列着。"""

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits that change when what the sheet asks changes, not when it is reviewed."""
        asked = self.model_dump(
            mode="json",
            include={"id", "title", "objective", "when", "mode", "pause_points"},
            exclude_defaults=True,
        )
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return digests.short(text)

    @property
    def parts(self) -> tuple[ChecklistItem | SheetTable | LeftOut, ...]:
        """Whatever names rules: the items, the tables, then the groups that are left out."""
        return (*self.items, *self.tables, *self.left_out)

    @property
    def tables(self) -> tuple[SheetTable, ...]:
        """The tables of its pause points."""
        return tuple(point.table for point in self.pause_points if point.table)

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """All items in order."""
        return tuple(item for point in self.pause_points for item in point.items)
