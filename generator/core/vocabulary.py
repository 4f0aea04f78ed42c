"""The fixed words of the model. What a handbook may choose itself (channels, roles, stages) is content."""

from __future__ import annotations

from enum import StrEnum

from generator.core.texts import N_, _


class Mark(StrEnum):
    """What stands beside whatever is not simply the source's own, on every face: page, print, export, script.

    The value is the word, as the catalogue of texts has it; who shows it asks for ``label``.
    """

    DRAFTED = N_("拟定")
    """The source has a heading only, or breaks off: this handbook wrote it."""
    ADDED = N_("本机构增补")
    SUPPLEMENT = N_("法定补充")
    """The law demands it and the policy does not say it."""
    LAW = N_("法定")
    """A practice point that the law asks for."""
    RECOMMENDED = N_("本手册建议")
    STALE = N_("待复核")
    """A rule of the question changed since somebody last looked at it."""
    WITHDRAWN = N_("已废止")

    @property
    def label(self) -> str:
        """The word people read."""
        return _(self.value)


class Modality(StrEnum):
    """约束程度, after GB/T 1.1 and RFC 2119. The value is the word that stands in the statement."""

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
        return _(_MEANINGS[self])


_MEANINGS = {
    Modality.MUST: N_("必须做到，没做到就是违反规范"),
    Modality.MUST_NOT: N_("一律禁止，做了就是违反规范"),
    Modality.SHOULD: N_("推荐这样做，不这样做要有理由"),
    Modality.SHOULD_NOT: N_("不推荐这样做，这样做要有理由"),
    Modality.MAY: N_("允许的做法，做不做由您判断"),
}


class ClauseStatus(StrEnum):
    """How much of a clause the source still has."""

    FULL = "full"
    PARTIAL = "partial"
    HEADING_ONLY = "heading-only"

    @property
    def label(self) -> str:
        """The words people read."""
        return {"full": _("原文完整"), "partial": _("原文中断"), "heading-only": _("原文仅存标题")}[
            self.value
        ]


class Origin(StrEnum):
    """出处: the source says it, this handbook drafted it for a bare heading, or the institution added it."""

    SOURCE = "source"
    DRAFTED = "drafted"
    ADDED = "added"

    @property
    def label(self) -> str:
        """The words people read wherever such a rule appears."""
        return {"source": _("原文"), "drafted": Mark.DRAFTED.label, "added": Mark.ADDED.label}[self.value]

    def mark(self, status: ClauseStatus) -> str:
        """What stands beside such a rule of a clause with that ``status``; empty for the source's own."""
        if self is Origin.DRAFTED and status is not ClauseStatus.FULL:
            return f"{status.label}·{self.label}"
        return "" if self is Origin.SOURCE else self.label


class PointMark(StrEnum):
    """Who asks for a practice point: the policy's sentence, a law, or only this handbook."""

    SOURCE = "source"
    LAW = "law"
    RECOMMENDED = "recommended"

    @property
    def label(self) -> str:
        """The words people read beside the point; empty for the policy's own."""
        return {"source": "", "law": Mark.LAW.label, "recommended": Mark.RECOMMENDED.label}[self.value]

    @property
    def short(self) -> str:
        """The same in a cell of a table, where there is little room: 【法定】."""
        return {
            "source": "",
            "law": _("【{mark}】").format(mark=Mark.LAW.label),
            "recommended": _("【建议】"),
        }[self.value]


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
        return {"do": _("正例"), "dont": _("反例")}[self.value]


class TimeUnit(StrEnum):
    """Units of a deadline. 工作日 are working days, 日 are calendar days."""

    WORKING_DAY = "工作日"
    DAY = "日"
    HOUR = "小时"
    MINUTE = "分钟"


class ClockUnit(StrEnum):
    """Units of a time limit: days by the calendar, hours and minutes by the clock; 立即 has no number."""

    WORKING_DAY = "工作日"
    DAY = "日"
    HOUR = "小时"
    MINUTE = "分钟"
    AT_ONCE = "立即"

    @property
    def slug(self) -> str:
        """The name used in pages and exports: working-day, day."""
        return self.name.lower().replace("_", "-")

    @property
    def minutes(self) -> int:
        """How many minutes one of it has; 0 for what is not counted by the hour."""
        return {ClockUnit.HOUR: 60, ClockUnit.MINUTE: 1}.get(self, 0)


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
        return {"verified-text": _("已核对条文"), "secondary": _("二手来源，待核")}[self.value]


class Mode(StrEnum):
    """How a checklist is used: from memory and then checked, or read and done line by line."""

    DO_CONFIRM = "do-confirm"
    READ_DO = "read-do"

    @property
    def label(self) -> str:
        """The words people read."""
        return {"do-confirm": _("先做后核 DO-CONFIRM"), "read-do": _("边读边做 READ-DO")}[self.value]


class QuestionType(StrEnum):
    """What a question asks the reader to do."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    MATCH = "match"
    ORDER = "order"

    @property
    def label(self) -> str:
        """The words people read."""
        return _(_QUESTION_TYPES[self])


class PartKind(StrEnum):
    """What a part of a test paper holds: the types of questions, and cases whole."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    MATCH = "match"
    ORDER = "order"
    CASE = "case"


class Each(StrEnum):
    """For what there is a test paper each."""

    CHAPTER = "chapter"
    CHANNEL = "channel"


_QUESTION_TYPES = {
    QuestionType.SINGLE: N_("单选题"),
    QuestionType.MULTIPLE: N_("多选题"),
    QuestionType.TRUE_FALSE: N_("判断题"),
    QuestionType.MATCH: N_("连线题"),
    QuestionType.ORDER: N_("排序题"),
}


class Difficulty(StrEnum):
    """How hard a question is for someone who has read the rule once."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @property
    def label(self) -> str:
        """The word people read."""
        return {"easy": _("易"), "medium": _("中"), "hard": _("难")}[self.value]


class Level(StrEnum):
    """认知层次: what a question asks of the mind, after Bloom."""

    RECALL = "recall"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"

    @property
    def label(self) -> str:
        """The word people read."""
        return {"recall": _("记忆"), "understand": _("理解"), "apply": _("应用"), "analyse": _("分析")}[
            self.value
        ]

    @property
    def is_applied(self) -> bool:
        """Whether the reader has to decide something in a concrete situation."""
        return self in {Level.APPLY, Level.ANALYSE}


class Setting(StrEnum):
    """Where a question's scene plays."""

    NONE = "none"
    COUNTER = "counter"
    PHONE = "phone"
    CHAT = "chat"

    @property
    def label(self) -> str:
        """The word people read; empty when there is no scene."""
        return {"none": "", "counter": _("柜台"), "phone": _("电话"), "chat": _("网上")}[self.value]
