"""A chapter of rules, as its YAML file holds it."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.model.base import ChapterNumber, ClauseNumber, Line, Model, RuleId, Slug, Slugs, Text
from generator.vocabulary import Confidence, ExampleKind, Modality, Origin, Relation, SeeKind, TimeUnit


class PracticePoint(Model):
    """做法的一点。"""

    text: Text
    """怎么做。"""
    recommended: bool = False
    """True 表示这是本手册的建议，不是原文的要求。"""


def _practice_point(value: object) -> object:
    """``- 文字`` is a point; ``- recommend: 文字`` is one that this handbook adds."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and set(value) == {"recommend"}:
        return {"text": value["recommend"], "recommended": True}
    return value


_PRACTICE_SCHEMA = {
    "anyOf": [
        {"type": "string", "description": "做法的一点"},
        {
            "type": "object",
            "properties": {"recommend": {"type": "string", "description": "本手册的建议，不是原文的要求"}},
            "required": ["recommend"],
            "additionalProperties": False,
        },
    ]
}


class Example(Model):
    """正例或反例：真实的对话。"""

    kind: ExampleKind
    """do 正例，dont 反例。"""
    text: Text
    """一行一句，以“客户：”或“员工：”开头。"""


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
        counter = "个" if self.unit is TimeUnit.WORKING_DAY else ""
        return f"{self.value}{counter}{self.unit}"


class See(Model):
    """与另一条规则的关系。"""

    rule: RuleId
    kind: SeeKind
    """细化：本条把那一条讲细；例外：本条是那一条的例外；配合：两条一起做，两边都要写。"""


class Caution(Model):
    """合规提示：原文的做法碰到的法律界限。"""

    limit: Text
    """界限是什么。"""
    instead: Text | None = None
    """改成怎么做。"""


class Citation(Model):
    """引证：依据文件的哪一条。"""

    authority: Slug
    """authorities.yaml 里的 id。"""
    locator: Line
    """第…条第…款第…项。"""
    relation: Relation = Relation.SUPPORTS
    paraphrase: Text | None = None
    """这一条说了什么，一句话。"""
    confidence: Confidence = Confidence.VERIFIED


class Revision(Model):
    """规则在某一版的改动。"""

    edition: Line
    summary: Text


class Withdrawal(Model):
    """废止：编号保留，内容不再执行。"""

    edition: Line
    """从哪一版起废止。"""
    reason: Text
    replaced_by: tuple[RuleId, ...] = ()


_NOT_ASKED = {"keywords", "asked_as", "see", "revisions", "citations", "source_note"}


class Rule(Model):
    """一条规则：一个约束，一句话，一个责任人。"""

    id: RuleId
    """条号加序号，如 4.3.2-1；定了就不改，废止了也不再用。"""
    clause: ClauseNumber
    """所属的条；第五、六章写节号。"""
    item: Annotated[int, Field(ge=1)] | None = None
    """原文列项的序号。"""
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
    examples: tuple[Example, ...] = ()
    channels: Slugs
    """渠道 id，或 all。"""
    stages: Slugs
    """环节 id，或 all。"""
    bearer: Slug
    """责任人 id。"""
    deadline: Deadline | None = None
    evidence: Text | None = None
    """留痕：拿什么证明做到了。"""
    see: tuple[See, ...] = ()
    caution: Caution | None = None
    citations: tuple[Citation, ...] = ()
    source_note: Line | None = None
    """原文怎么写、本手册怎么读的说明。"""
    keywords: tuple[Line, ...] = ()
    """员工会用的词：口语、近义、错字、英文。4至10个。"""
    asked_as: tuple[Line, ...] = ()
    """真的有人会这样问。8至12句。"""
    origin: Origin
    revisions: tuple[Revision, ...] = ()
    withdrawn: Withdrawal | None = None

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits that change when what the rule asks changes, not when search words or links do.

        Fields at their default do not count, so a field that the model gains later changes no fingerprint.
        """
        asked = self.model_dump(mode="json", exclude=_NOT_ASKED, exclude_defaults=True)
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


class ChapterFile(Model):
    """content/chapters/NN-slug.yaml：一章的全部规则。"""

    chapter: ChapterNumber
    """章号，如 4。"""
    title: Line
    slug: Slug
    """网址里的名字，如 relationship。"""
    summary: Text
    """这一章管什么，一句话。"""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
