"""The handbook's own particulars and its vocabularies: one small file of YAML each."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.content.model.base import Line, Model, ProvisionId, Reference, SiteUrl, Slug, Text
from generator.core.files import digests
from generator.core.vocabulary import Setting  # noqa: TC001 - pydantic needs the type at run time


class HandbookFile(Model):
    """content/handbook.yaml：手册的名片。"""

    id: Slug | None = None
    """手册的名字，如 client-communication；读者的浏览器按它记住打的勾和练习的结果，定了就不改。"""
    title: Line
    short_title: Line
    language: Line = "zh-CN"
    edition: Line
    """版次，如 2026版。"""
    effective: datetime.date
    """生效日期，如 2026-12-01。"""
    issuer: Line
    """发布机构。"""
    owner: Line
    """谁负责维护。"""
    review_due: datetime.date
    """下次复审的日期。"""
    site_url: SiteUrl | None = None
    """网站发布后的地址，如 https://handbook.example/；核对单的二维码指到那里，404页的链接从那里算起。没有就不写。"""
    description: Text
    raw_html: bool = False
    """true 表示说明文字（content/pages）里的 HTML 原样放进网页；不写就照字面显示。覆盖情况页会写明。"""

    @property
    def key(self) -> str:
        """Tells this handbook from others on one host: its id, or for want of one a digest of its title."""
        return self.id or f"handbook-{self.digest}"

    @property
    def digest(self) -> str:
        """Eight hex digits made of the title."""
        return digests.short(self.title, 8)


class Named(Model):
    """An entry of a vocabulary: what the rules call it by, and what people read."""

    id: Slug
    title: Line


class Channel(Named):
    """渠道。"""

    scene: Line
    """具体的场景，用顿号分开。"""
    description: Text
    setting: Setting | None = None
    """试题里的哪一种场景（counter、phone、chat）发生在这个渠道。"""


class ChannelsFile(Model):
    """content/vocabulary/channels.yaml：渠道表。"""

    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]


class Role(Named):
    """责任人。"""

    description: Text
    source_term: Line | None = None
    """原文对这一类人的叫法。"""


class RolesFile(Model):
    """content/vocabulary/roles.yaml：责任人表。"""

    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class Stage(Named):
    """环节。"""

    description: Text


class StagesFile(Model):
    """content/vocabulary/stages.yaml：环节表。"""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]


class Term(Model):
    """术语。"""

    id: Slug
    term: Line
    """正文里的写法；每页第一次出现时自动加链接。"""
    aliases: tuple[Line, ...] = ()
    """也算这个术语的别的写法。"""
    definition: Text
    rules: tuple[ProvisionId, ...] = ()
    """最能说明它的规则或法定补充。"""
    related: tuple[Reference, ...] = ()
    """有关的其他术语的 id。"""


class GlossaryFile(Model):
    """content/vocabulary/glossary.yaml：术语表。"""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]


class Situation(Model):
    """首页“我遇到了……”的一个入口。"""

    id: Slug
    title: Line
    prompt: Text
    """什么时候点它，一句话。"""
    rules: Annotated[tuple[ProvisionId, ...], Field(min_length=1)]
    """先看哪几条：规则或法定补充。"""
    checklist: Reference | None = None
    """用哪一张核对单；没有就不写。"""
    clock: Reference | None = None
    """最先要看的时限推算；没有就不写。上面的规则有自己的时限推算，会自动列在后面。"""


class SituationsFile(Model):
    """content/vocabulary/situations.yaml：首页的情形入口。"""

    situations: Annotated[tuple[Situation, ...], Field(min_length=1)]


EnglishWord = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*$", min_length=2, max_length=40)
]
"""One word as it is typed: no blanks, no hyphens; capitals do not matter."""


class SynonymsFile(Model):
    """content/search/synonyms.yaml：同义的说法，搜索时互相替代；英文词说的是哪些中文词。"""

    synonyms: Annotated[tuple[Annotated[tuple[Line, ...], Field(min_length=2)], ...], Field(min_length=1)]
    """一组一行，如 [投诉, 告状]；只写换着说意思不变的词。"""
    english: dict[EnglishWord, Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """英文词 → 规则里的中文词，如 feedback: [反馈, 意见]；打英文找到中文，不反过来。"""


class Authority(Model):
    """依据文件：法律、法规、规章。"""

    id: Slug
    title: Line
    short_title: Line
    status: Line
    """版本与施行日期。"""
    scope: Line
    """适用机构。"""
    as_of: datetime.date
    """核对到哪一天。"""
    issuer: Line | None = None
    number: Line | None = None
    in_force_since: datetime.date | None = None
    next_review: datetime.date | None = None
    """最迟哪一天再核对；不写就是核对后一年。"""
    note: Text | None = None

    @property
    def review_by(self) -> datetime.date:
        """The day by which somebody has to look at it again."""
        return self.next_review or self.a_year_on

    @property
    def doubtful(self) -> bool:
        """Whether it may have changed, or was not read: to be looked at again before a year is over."""
        return self.review_by < self.a_year_on

    @property
    def a_year_on(self) -> datetime.date:
        """The same day a year after it was checked: until then a look at a law holds."""
        try:
            return self.as_of.replace(year=self.as_of.year + 1)
        except ValueError:  # 29 February
            return self.as_of + datetime.timedelta(days=366)


class AuthoritiesFile(Model):
    """content/law/authorities.yaml：依据文件表。"""

    authorities: Annotated[tuple[Authority, ...], Field(min_length=1)]


class EditionNote(Model):
    """一版手册的说明。"""

    edition: Line
    date: datetime.date
    summary: Text


class EditionsFile(Model):
    """content/editions.yaml：各版的日期和说明，新的在前。"""

    editions: Annotated[tuple[EditionNote, ...], Field(min_length=1)]
