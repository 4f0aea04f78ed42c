"""A test paper as it is printed: every word, letter and order, the same for PDF and Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.core.vocabulary import Mark, Origin, QuestionType
from generator.exams.papers import items
from generator.exams.papers.items import RIGHT, WRONG
from generator.views import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.exams.composing.form import Group, Part, TestForm
    from generator.exams.papers.items import ItemView
    from generator.views.rules import RuleLink


def tasks() -> dict[QuestionType, str]:
    """What a part of one kind asks for."""
    return {
        QuestionType.SINGLE: _("每题只有一个正确答案，把它的字母填在括号里。"),
        QuestionType.MULTIPLE: _(
            "每题有两个或更多的正确答案，把它们的字母都填在括号里；多选、少选、选错都不得分。"
        ),
        QuestionType.TRUE_FALSE: _("说得对的打“{right}”，说得不对的打“{wrong}”，填在括号里。").format(
            right=RIGHT, wrong=WRONG
        ),
        QuestionType.MATCH: _("右边哪一项和左边的配成对，就把它的字母填在左边的括号里；全部填对才得分。"),
        QuestionType.ORDER: _("按先后把各项的字母填在括号里；全部填对才得分。"),
    }


def case_task() -> str:
    """The same for a part of cases."""
    return _(
        "先读材料，再答题。没有写明的题只有一个正确答案；写明“多选”的有两个或更多；"
        "写明“判断”的打“{right}”或“{wrong}”。"
    ).format(right=RIGHT, wrong=WRONG)


NOTES = (
    N_("先在密封线左边填写姓名、工号、单位和日期，别处不写名字。"),
    N_("答案写在题目的括号里；发了答题卡的，以答题卡为准。"),
)


def about() -> dict[str, str]:
    """What 注意事项 say of the marks that a paper bears, in this order."""
    return {
        Origin.DRAFTED.label: _(
            "标着“{drafted_label}”的题，所考的规则原文只有标题或者中断，由手册拟定。"
        ).format(drafted_label=Origin.DRAFTED.label),
        Origin.ADDED.label: _("标着“{added_label}”的题，考的是本机构自己加的规则，原文没有。").format(
            added_label=Origin.ADDED.label
        ),
        Mark.SUPPLEMENT.label: _("标着“{law}”的题，考的是法律另外要求的内容，不是本规范原有的规则。").format(
            law=Mark.SUPPLEMENT.label
        ),
        Mark.STALE.label: _("标着“{stale}”的题，所考的规则后来改过，评分前先核对规则。").format(
            stale=Mark.STALE.label
        ),
    }


@dataclass(frozen=True, slots=True)
class GroupView:
    """One item, or a case with its scene."""

    heading: str
    """案例1 and its title; empty for a single item."""
    scene: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """大题."""

    number: str
    """一."""
    title: str
    count: int
    marks_each: int
    marks: int
    task: str
    groups: tuple[GroupView, ...]

    @property
    def heading(self) -> str:
        """一、单项选择题（共20题，每题2分，共40分）."""
        return _("{number}、{title}（共{count}题，每题{marks_each}分，共{marks}分）").format(
            number=self.number,
            title=self.title,
            count=self.count,
            marks_each=self.marks_each,
            marks=self.marks,
        )

    @property
    def items(self) -> tuple[ItemView, ...]:
        """Its items in order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A form, ready to be set."""

    title: str
    form: str
    """A卷; may be empty."""
    edition: str
    fingerprint: str
    foot: str
    """卷号·种子·版次, in the foot of each page."""
    handbook: str
    issuer: str
    minutes: int
    count: int
    marks: int
    pass_mark: int
    parts: tuple[PartView, ...]
    borne: frozenset[str]
    """The marks that its questions bear."""

    @property
    def heading(self) -> str:
        """The title with the form's letter."""
        return _("{title}（{form}）").format(title=self.title, form=self.form) if self.form else self.title

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def notes(self) -> tuple[str, ...]:
        """注意事项, without the first, which counts the pages."""
        return (*(_(note) for note in NOTES), *(text for mark, text in about().items() if mark in self.borne))

    @property
    def facts(self) -> str:
        """What 注意事项 say after the number of pages: 45题，满分100分，60分及格，时间60分钟."""
        return _("{count}题，满分{marks}分，{pass_mark}分及格，时间{minutes}分钟。").format(
            count=self.count, marks=self.marks, pass_mark=self.pass_mark, minutes=self.minutes
        )


def view(
    form: TestForm, links: Mapping[str, RuleLink], *, handbook: str, issuer: str, several: bool = True
) -> PaperView:
    """The view of a form; ``links``: the name of every rule. ``several``: the title tells the form."""
    parts = tuple(_part(number, part, links) for number, part in enumerate(form.parts, start=1))
    questions = [item.question for item in form]
    letter_ = _("{code}卷").format(code=form.code) if form.code else ""
    return PaperView(
        title=form.title,
        form=letter_ if several else "",
        edition=form.edition,
        fingerprint=form.fingerprint,
        foot=" · ".join(filter(None, (letter_, _("种子{seed}").format(seed=form.seed), form.edition))),
        handbook=handbook,
        issuer=issuer,
        minutes=form.minutes,
        count=len(questions),
        marks=form.marks,
        pass_mark=form.pass_mark,
        parts=parts,
        borne=frozenset(mark for question in questions for mark in words.quiz_marks(question)),
    )


def _part(number: int, part: Part, links: Mapping[str, RuleLink]) -> PartView:
    case = any(group.scene for group in part.groups)
    cases = 0
    groups = []
    for group in part.groups:
        cases += group.scene is not None
        groups.append(_group(group, cases, links))
    types = tuple(dict.fromkeys(item.question.type for item in part.items))
    return PartView(
        number=words.chinese_number(number),
        title=part.title,
        count=len(part.items),
        marks_each=part.marks_each,
        marks=part.marks,
        task=case_task() if case else "".join(tasks()[one] for one in types),
        groups=tuple(groups),
    )


def _group(group: Group, number: int, links: Mapping[str, RuleLink]) -> GroupView:
    scene = group.scene
    return GroupView(
        heading=_("案例{number}　{scene_title}").format(number=number, scene_title=scene.title)
        if scene
        else "",
        scene=scene.text if scene else "",
        items=tuple(items.view(item, links, mixed=scene is not None) for item in group.items),
    )
