"""What binds people, whoever says it: the fields that a rule and a supplement share."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.content.model.base import Line, Model, ProvisionId, Reference, References, Text
from generator.core.files import digests
from generator.core.texts import _
from generator.core.vocabulary import Confidence, Modality, PointMark, TimeUnit


class PointBasis(Model):
    """做法的一点在法律上的依据。"""

    authority: Reference
    """authorities.yaml 里的 id。"""
    locator: Line
    """第…条第…款第…项。"""


class PracticePoint(Model):
    """做法的一点。"""

    text: Text
    """怎么做。"""
    recommended: bool = False
    """True 表示这是本手册的建议，不是原文的要求。"""
    law: PointBasis | None = None
    """法律要求做到这一点：依据哪一条。"""
    beside: Text | None = None
    """所引的法律更严、这一点却是建议：法律管的是什么，这一点管的是别的什么。只给维护的人看。"""

    @property
    def mark(self) -> PointMark:
        """Who asks for it."""
        if self.law:
            return PointMark.LAW
        return PointMark.RECOMMENDED if self.recommended else PointMark.SOURCE

    @property
    def key(self) -> str:
        """The key under which its text stands in YAML; empty when it stands alone."""
        return "law" if self.law else "recommend" if self.recommended else ""


def _practice_point(value: object) -> object:
    """``- 文字`` keeps the source; ``- recommend: 文字`` is added by this handbook; ``- law: 文字`` by a law.

    What stands beside ``law`` is its place (``authority``, ``locator``), beside ``recommend`` why no law asks
    for it (``beside``).
    """
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and "recommend" in value and set(value) <= {"recommend", "beside"}:
        beside = {"beside": value["beside"]} if "beside" in value else {}
        return {"text": value["recommend"], "recommended": True, **beside}
    if isinstance(value, dict) and "law" in value and set(value) <= {"law", "authority", "locator"}:
        place = {key: value[key] for key in ("authority", "locator") if key in value}
        return {"text": value["law"], "law": place}
    return value


_PRACTICE_SCHEMA = {
    "anyOf": [
        {"type": "string", "description": "做法的一点：原文这句话怎么做到"},
        {
            "type": "object",
            "properties": {
                "recommend": {"type": "string", "description": "本手册的建议，原文和法律都没有要求"},
                "beside": {"type": "string", "description": "所引的法律更严时写：这一点管的是别的什么"},
            },
            "required": ["recommend"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "law": {"type": "string", "description": "法律要求做到的一点"},
                "authority": {"type": "string", "description": "authorities.yaml 里的 id"},
                "locator": {"type": "string", "description": "第…条第…款第…项"},
            },
            "required": ["law", "authority", "locator"],
            "additionalProperties": False,
        },
    ]
}


class Deadline(Model):
    """时限：从哪件事起，多久之内，做完哪件事。"""

    value: Annotated[int, Field(ge=1, le=10_000)]
    unit: TimeUnit
    start: Annotated[Line, Field(alias="from")]
    """起算的事件，如“收到一般投诉”。"""
    end: Annotated[Line, Field(alias="to")]
    """要完成的动作，如“回复客户”。"""

    @property
    def duration(self) -> str:
        """1个工作日, 15日, 2小时, 30分钟."""
        counter = _("个") if self.unit is TimeUnit.WORKING_DAY else ""
        return f"{self.value}{counter}{self.unit}"


class Basis(Model):
    """依据：依据文件的哪一条。"""

    authority: Reference
    """authorities.yaml 里的 id。"""
    locator: Line
    """第…条第…款第…项。"""
    paraphrase: Text | None = None
    """这一条说了什么，一句话。"""
    confidence: Confidence = Confidence.VERIFIED
    """verified-text 读过条文，secondary 只见别人引用（显示“二手来源，待核”）。"""


class Revision(Model):
    """规则在某一版的改动。"""

    edition: Line
    summary: Text


class Withdrawal(Model):
    """废止：编号保留，内容不再执行。"""

    edition: Line
    """从哪一版起废止。"""
    reason: Text
    replaced_by: tuple[ProvisionId, ...] = ()


class Provision(Model):
    """一个约束，一句话，一个责任人。"""

    not_asked: ClassVar[frozenset[str]] = frozenset(
        {"keywords", "said_as", "asked_as", "see", "revisions", "citations", "source_note"}
    )
    """Fields that say nothing about what is asked."""

    id: ProvisionId
    title: Line
    """同事之间怎么叫它，不超过14个字。"""
    modality: Modality
    statement: Text
    """一句话，一个约束，有主语，能检查。不超过60个字。"""
    rationale: Text
    """为什么：写给不以为然的人。"""
    practice: Annotated[
        tuple[
            Annotated[PracticePoint, BeforeValidator(_practice_point), WithJsonSchema(_PRACTICE_SCHEMA)], ...
        ],
        Field(min_length=1),
    ]
    """怎么做，2至5点。"""
    channels: References
    """渠道 id，或 all；哪个渠道的员工都不做、机构内部的事写 none。"""
    stages: References
    """环节 id，或 all。"""
    bearer: Reference
    """责任人 id。"""
    deadline: Deadline | None = None
    evidence: Text | None = None
    """留痕：拿什么证明做到了。"""
    citations: tuple[Basis, ...] = ()
    keywords: tuple[Line, ...] = ()
    """员工会用的词：口语、近义、错字、英文。4至10个。"""
    said_as: tuple[Line, ...] = ()
    """还会怎么说起这件事：场面、物件、俗话、反面的做法、一问半句。越多样越好找；只帮搜索，不印在页面上。"""
    asked_as: tuple[Line, ...] = ()
    """真的有人会这样问。2至4句就够，最多12句。"""
    revisions: tuple[Revision, ...] = ()
    withdrawn: Withdrawal | None = None

    @property
    def places(self) -> tuple[Basis | PointBasis, ...]:
        """Every place in a law that it names: its citations, then those of its practice points."""
        return (*self.citations, *(point.law for point in self.practice if point.law))

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits that change when what is asked changes, not when search words or links do.

        Fields at their default do not count, so a field that the model gains later changes no fingerprint.
        """
        asked = self.model_dump(mode="json", exclude=set(self.not_asked), exclude_defaults=True)
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return digests.short(text)


def _said(name: str) -> Any:  # noqa: ANN401 - what Field gives
    return Field(default=(), description=Provision.model_fields[name].description)


class SearchWords(Model):
    """帮搜索找到一条规则或法定补充的话。"""

    keywords: tuple[Line, ...] = _said("keywords")
    said_as: tuple[Line, ...] = _said("said_as")
    asked_as: tuple[Line, ...] = _said("asked_as")


class SearchFile(Model):
    """content/search/NN-slug.yaml：一章的规则和法定补充，人们还会怎么说。"""

    words: dict[ProvisionId, SearchWords]
    """编号 → 词和说法，一行一个。"""
