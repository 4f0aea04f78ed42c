"""The fixed words of the model. What a handbook may choose itself (channels, roles, stages) is content."""

from __future__ import annotations

from enum import StrEnum


class Modality(StrEnum):
    """约束程度, after GB/T 1.1-2020 annex C and RFC 2119. The value is the word that stands in the statement."""

    MUST = "应"
    MUST_NOT = "不得"
    SHOULD = "宜"
    SHOULD_NOT = "不宜"
    MAY = "可"

    @property
    def slug(self) -> str:
        """The name used in exports, addresses and style sheets: must, must-not, …."""
        return self.name.lower().replace("_", "-")

    @property
    def meaning(self) -> str:
        """One phrase that says what the word asks of the reader."""
        return _MEANINGS[self]


_MEANINGS = {
    Modality.MUST: "必须做到，没做到就是违反规范",
    Modality.MUST_NOT: "一律禁止，做了就是违反规范",
    Modality.SHOULD: "推荐这样做，不这样做要有理由",
    Modality.SHOULD_NOT: "不推荐这样做，这样做要有理由",
    Modality.MAY: "允许的做法，做不做由您判断",
}


class ClauseStatus(StrEnum):
    """How much of a clause the source still has."""

    FULL = "full"
    PARTIAL = "partial"
    HEADING_ONLY = "heading-only"

    @property
    def label(self) -> str:
        """The words people read."""
        return {"full": "原文完整", "partial": "原文中断", "heading-only": "原文仅存标题"}[self.value]


class Origin(StrEnum):
    """出处: whether the source says it, or this handbook drafted it."""

    SOURCE = "source"
    DRAFTED = "drafted"

    @property
    def label(self) -> str:
        """The words people read wherever such a rule appears."""
        return {"source": "原文", "drafted": "原文仅存标题·拟定"}[self.value]


class SeeKind(StrEnum):
    """How one rule relates to another."""

    REFINES = "细化"
    EXCEPTION = "例外"
    TOGETHER = "配合"

    @property
    def slug(self) -> str:
        """The name used in exports: refines, exception, together."""
        return self.name.lower()


class ExampleKind(StrEnum):
    """正例 shows how to do it, 反例 how not to."""

    DO = "do"
    DONT = "dont"

    @property
    def label(self) -> str:
        """正例 or 反例."""
        return {"do": "正例", "dont": "反例"}[self.value]


class TimeUnit(StrEnum):
    """Units of a deadline. 工作日 are working days, 日 are calendar days."""

    WORKING_DAY = "工作日"
    DAY = "日"
    HOUR = "小时"
    MINUTE = "分钟"


class Relation(StrEnum):
    """How an authority stands to the rule that cites it."""

    SUPPORTS = "一致"
    STRICTER = "法律更严"
    CAUTION = "注意"
    POLICY_STRICTER = "本规范更严"


class Confidence(StrEnum):
    """Whether the article itself was read, or a third party quoted it."""

    VERIFIED = "verified-text"
    SECONDARY = "secondary"

    @property
    def label(self) -> str:
        """The words people read."""
        return {"verified-text": "已核对条文", "secondary": "二手来源，待核"}[self.value]
