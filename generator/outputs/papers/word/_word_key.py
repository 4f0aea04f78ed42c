"""What stands behind the teacher edition for Word: answers, pass mark and scale, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.exams.papers import scoring
from generator.outputs.papers.word._word_parts import WIDTH, centered
from generator.outputs.papers.word.ooxml import MM, cell, paragraph, row, run, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exams.papers.items import ItemView
    from generator.exams.papers.view import PaperView, PartView


def body(paper: PaperView) -> Iterator[str]:
    """The appendix."""
    yield paragraph(run(_("附：{heading}　答案和解析").format(heading=paper.heading)), style="Title")
    imprint = _("《{handbook}》{edition}　{foot}　试题指纹{fingerprint}").format(
        handbook=paper.handbook, edition=paper.edition, foot=paper.foot, fingerprint=paper.fingerprint
    )
    yield paragraph(run(imprint), style="Quiet")
    for answers in scoring.answers(paper):
        yield paragraph(run(answers.part.heading), style="Heading1")
        yield _answers(answers)
    yield paragraph(run(_("及格线和换算")), style="Heading1")
    yield paragraph(run(scoring.said(paper)), style="Note")
    scale = scoring.scale(paper)
    if scale:
        yield _scale(scale)
    yield paragraph(run(_("解析")), style="Heading1")
    narrow = (round(11 * MM), round(24 * MM), round(11 * MM), round(27 * MM))
    widths = (*narrow, WIDTH - sum(narrow))
    rows = [centered((_("题号"), _("答案"), _("分值"), _("规则"), _("解析")), widths, head=True)]
    rows += [_answer(item, part, widths) for part in paper.parts for item in part.items]
    yield table(widths, rows)
    yield paragraph(style="Quiet")


def _answers(answers: scoring.AnswerTable) -> str:
    """题号 above 答案, as many across as fit."""
    head = round(15 * MM)
    widths = (head, *(((WIDTH - head) // answers.across,) * answers.across))
    rows = []
    for items in answers.rows:
        empty = ("",) * (answers.across - len(items))
        rows.append(centered((_("题号"), *(str(one.number) for one in items), *empty), widths))
        rows.append(centered((_("答案"), *(one.brief for one in items), *empty), widths, bold=True))
    return table(widths, rows)


def _answer(item: ItemView, part: PartView, widths: tuple[int, ...]) -> str:
    reasons = [paragraph(run(item.rationale), style="Cell")]
    reasons += [
        paragraph(
            run(_("{label}：").format(label=one.label), hei=True, bold=True, size=17),
            run(one.text),
            style="Cell",
        )
        for one in item.reasons
    ]
    marks = "".join(_("〔{mark}〕").format(mark=mark) for mark in item.marks)
    rules = "".join(
        paragraph(
            run(f"{rule.id} {rule.title}{_('〔{mark}〕').format(mark=rule.mark) if rule.mark else ''}"),
            style="Quiet",
        )
        for rule in item.rules
    )
    rules += paragraph(run(_("试题 {item_id}{marks}").format(item_id=item.id, marks=marks)), style="Quiet")
    contents = (
        paragraph(run(str(item.number)), style="Center"),
        paragraph(run(item.brief, hei=True, bold=True), style="Center"),
        paragraph(run(str(part.marks_each)), style="Center"),
        rules,
        "".join(reasons),
    )
    return row(cell(content, width) for content, width in zip(contents, widths, strict=True))


def _scale(scale: tuple[tuple[scoring.Mark, ...], ...]) -> str:
    across = len(scale[0])
    head = round(15 * MM)
    widths = (head, *(((WIDTH - head) // across,) * across))
    rows = []
    for marks in scale:
        empty = [paragraph(style="Center")] * (across - len(marks))
        for label, name in ((_("得分"), "raw"), (_("百分制"), "percent")):
            cells = [paragraph(run(label), style="Center")]
            cells += [
                paragraph(run(str(getattr(mark, name)), bold=mark.passed, hei=mark.passed), style="Center")
                for mark in marks
            ]
            rows.append(row(map(cell, [*cells, *empty], widths)))
    return table(widths, rows)
