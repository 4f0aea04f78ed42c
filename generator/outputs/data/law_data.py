"""Authorities and supplements in downloads/data/: JSON and rows of a table. Add freely, change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from generator.core.texts import N_, _
from generator.core.vocabulary import Confidence, Relation
from generator.outputs.data.shape import Shape
from generator.views import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.book.handbook import Handbook
    from generator.content import model

COLUMNS = (
    (N_("编号"), 11),
    (N_("旁边的章节"), 10),
    (N_("标题"), 22),
    (N_("约束程度"), 9),
    (N_("要求"), 48),
    (N_("适用机构"), 28),
    (N_("做法"), 48),
    (N_("渠道"), 16),
    (N_("环节"), 16),
    (N_("责任人"), 16),
    (N_("时限"), 24),
    (N_("留痕"), 24),
    (N_("理由"), 40),
    (N_("依据"), 60),
    (N_("相关规则"), 16),
    (N_("关键词"), 30),
    (N_("废止"), 10),
)
"""Of the table of supplements: heading and width."""


class Authority(Shape):
    """依据文件。"""

    id: str
    title: str
    short_title: str
    status: str
    """版本与施行日期。"""
    scope: str
    """适用机构。"""
    issuer: str | None
    number: str | None
    """文号。"""
    in_force_since: str | None
    as_of: str
    """条款核对到哪一天。"""
    review_by: str
    """最迟哪一天再核对。"""
    note: str | None


class Basis(Shape):
    """依据的一条。"""

    authority: str
    locator: str
    paraphrase: str | None
    confidence: str


class Deadline(Shape):
    """时限：从 from 起，value 个 unit 之内，完成 to。"""

    value: int
    unit: Literal["工作日", "日", "小时", "分钟"]
    start: str = Field(alias="from")
    end: str = Field(alias="to")


class PointBasis(Shape):
    """依据文件的哪一条。"""

    authority: str
    locator: str


class Point(Shape):
    """做法的一点。"""

    text: str
    mark: Literal["source", "law", "recommended"]
    """原文（法定补充里是条文）的意思、法定、本手册建议。"""
    citation: PointBasis | None
    """法定的一点依据哪一条。"""


class Supplement(Shape):
    """法定补充：法律有要求、规范没写的一件事，不是规范自己的规则。"""

    id: str
    place: str
    """补在哪一章、节或条旁边。"""
    title: str
    modality: Literal["must", "must-not", "should", "should-not", "may"]
    statement: str
    rationale: str
    practice: list[str]
    recommended: list[bool]
    """practice 的每一点是不是本手册的建议。"""
    points: list[Point]
    """practice 的每一点，连同出处。"""
    """practice 的每一点是不是本手册的建议。"""
    scope: str
    """适用机构。"""
    channels: list[str]
    stages: list[str]
    bearer: str
    deadline: Deadline | None
    evidence: str | None
    rules: list[str]
    """最有关的规则。"""
    citations: list[Basis]
    keywords: list[str]
    asked_as: list[str]
    """这一项和上一项总是空的：检索用的词是内部工作材料，不随手册公布。"""
    withdrawn: bool
    fingerprint: str


def authority(one: model.Authority) -> Authority:
    """An authority as others read it."""
    return Authority(
        id=one.id,
        title=one.title,
        short_title=one.short_title,
        status=one.status,
        scope=one.scope,
        issuer=one.issuer,
        number=one.number,
        in_force_since=one.in_force_since.isoformat() if one.in_force_since else None,
        as_of=one.as_of.isoformat(),
        review_by=one.review_by.isoformat(),
        note=one.note,
    )


def supplement(book: Handbook, one: model.Supplement) -> Supplement:
    """A supplement as others read it."""
    return Supplement(
        id=one.id,
        place=one.place,
        title=one.title,
        modality=one.modality.slug,
        statement=one.statement,
        rationale=one.rationale,
        practice=[point.text for point in one.practice],
        recommended=[point.recommended for point in one.practice],
        points=points(one),
        scope=one.scope or "",
        channels=[channel.id for channel in book.channels_of(one)],
        stages=[stage.id for stage in book.stages_of(one)],
        bearer=one.bearer,
        deadline=deadline(one),
        evidence=one.evidence,
        rules=list(one.rules),
        citations=[
            Basis(
                authority=entry.authority,
                locator=entry.locator,
                paraphrase=entry.paraphrase,
                confidence=entry.confidence.value,
            )
            for entry in one.citations
        ],
        keywords=[],
        asked_as=[],
        withdrawn=one.withdrawn is not None,
        fingerprint=one.fingerprint,
    )


def deadline(one: model.Provision) -> Deadline | None:
    """Its deadline as others read it."""
    limit = one.deadline
    if limit is None:
        return None
    return Deadline(value=limit.value, unit=limit.unit.value, start=limit.start, end=limit.end)


def points(one: model.Provision) -> list[Point]:
    """做法, each point with who asks for it."""
    return [
        Point(
            text=point.text,
            mark=point.mark.value,
            citation=PointBasis(authority=point.law.authority, locator=point.law.locator)
            if point.law
            else None,
        )
        for point in one.practice
    ]


def row(book: Handbook, one: model.Supplement, titles: Mapping[str, str]) -> tuple[str, ...]:
    """A supplement as a row of the table; ``titles`` names the authorities."""
    return (
        one.id,
        one.place,
        one.title,
        one.modality.value,
        one.statement,
        one.scope or "",
        practice(one),
        *applied(book, one, titles),
        _("、").join(one.rules),
        _("、").join(one.keywords),
        one.withdrawn.edition if one.withdrawn else "",
    )


def applied(book: Handbook, one: model.Provision, titles: Mapping[str, str]) -> tuple[str, ...]:
    """What rows of rules and of supplements tell alike, from 渠道 to 依据."""
    return (
        _("、").join(channel.title for channel in book.channels_of(one)),
        _("、").join(stage.title for stage in book.stages_of(one)),
        rules.bearer(book, one).title,
        rules.deadline(one),
        one.evidence or "",
        one.rationale,
        "\n".join(citation(titles, entry) for entry in one.citations),
    )


def practice(one: model.Provision) -> str:
    """做法, a line a point, what this handbook adds marked."""
    return "\n".join(f"{point.mark.short}{point.text}" for point in one.practice)


def citation(titles: Mapping[str, str], entry: model.Basis) -> str:
    """《法》第一条（法律更严；二手来源，待核）：说了什么."""
    relation = getattr(entry, "relation", Relation.SUPPORTS)
    found = [] if relation is Relation.SUPPORTS else [str(relation)]
    found += [] if entry.confidence is Confidence.VERIFIED else [entry.confidence.label]
    remarks = _("（{found}）").format(found=_("；").join(found)) if found else ""
    said = _("：{paraphrase}").format(paraphrase=entry.paraphrase) if entry.paraphrase else ""
    return _("《{titles}》{locator}{remarks}{said}").format(
        titles=titles.get(entry.authority, entry.authority), locator=entry.locator, remarks=remarks, said=said
    )
