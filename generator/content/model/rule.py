"""A chapter of rules, as its YAML file holds it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.content.model.base import ChapterNumber, ClauseNumber, Line, Model, RuleId, Slug, Text
from generator.content.model.provision import Basis, Provision
from generator.core.vocabulary import ExampleKind, Origin, Relation, SeeKind


class Example(Model):
    """正例或反例：真实的对话。"""

    kind: ExampleKind
    """do 正例，dont 反例。"""
    text: Text
    """一行一句，以“客户：”或“员工：”开头。"""


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


class Citation(Basis):
    """引证：依据文件的哪一条，与规则是什么关系。"""

    relation: Relation = Relation.SUPPORTS


class Rule(Provision):
    """一条规则：一个约束，一句话，一个责任人。"""

    id: RuleId
    """条号加序号，如 4.3.2-1；定了就不改，废止了也不再用。"""
    clause: ClauseNumber
    """所属的条；第五、六章写节号。"""
    item: Annotated[int, Field(ge=1)] | None = None
    """原文列项的序号。"""
    examples: tuple[Example, ...] = ()
    see: tuple[See, ...] = ()
    caution: Caution | None = None
    citations: tuple[Citation, ...] = ()
    source_note: Line | None = None
    """原文怎么写、本手册怎么读的说明。"""
    origin: Origin


class ChapterFile(Model):
    """一章的全部规则：文件夹 content/rules/NN-slug/，或旧的摆法 content/chapters/NN-slug.yaml。"""

    chapter: ChapterNumber
    """章号，如 4。"""
    title: Line
    slug: Slug
    """网址里的名字，如 relationship。"""
    summary: Text
    """这一章管什么，一句话。"""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
