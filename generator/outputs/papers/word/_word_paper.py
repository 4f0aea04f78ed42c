"""A paper for Word: the strip, the notes, the table of marks, every item whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.outputs.papers.word._word_parts import LINE, WIDTH, scores
from generator.outputs.papers.word._word_styles import HANG, LETTER
from generator.outputs.papers.word.ooxml import MM, cell, paragraph, row, run, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exams.papers.items import ItemView, Lettered
    from generator.exams.papers.view import PaperView, PartView

#: An empty bracket holds one wide space, drawn wider by so many points: no line can break within it.
_HOLE, _WIDE_HOLE = 12, 24


def body(paper: PaperView, *, keys: bool) -> Iterator[str]:
    """The paper; with ``keys`` the key stands in the brackets."""
    yield _strip()
    yield paragraph(run(paper.heading), style="Title")
    yield paragraph(
        run(_("《{handbook}》{edition}").format(handbook=paper.handbook, edition=paper.edition)),
        style="Center",
    )
    if keys:
        yield paragraph(
            run(_("教师用卷：括号里是答案，卷子后面是答案和解析。考完以前不要给考生看。"), bold=True),
            style="Center",
        )
    yield _notes(paper)
    yield paragraph(style="Quiet")
    yield scores(paper)
    for part in paper.parts:
        yield from _part(part, keys=keys)
    yield paragraph(run(_("（试卷到此为止）")), style="Center")


def _strip() -> str:
    """密封线: a table in the left margin of the first page, its text turned to the left."""
    turned = '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
    dashed = '<w:tcBorders><w:right w:val="dashed" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
    fields = [
        piece
        for label, length in ((_("姓名"), 32), (_("工号"), 32), (_("单位"), 64), (_("日期"), 32))
        for piece in (run(f"{label} ", hei=True), run(LINE * length, underlined=True), run("　"))
    ]
    identity = paragraph(*fields, style="Center")
    line = paragraph(
        run(_("密　　　　　　　　　　　　封　　　　　　　　　　　　线"), hei=True), style="Center"
    )
    widths = (round(9 * MM), round(6 * MM))
    cells = (cell(identity, widths[0], turned), cell(line, widths[1], dashed + turned))
    place = (
        f'<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page"'
        f' w:tblpX="{round(8 * MM)}" w:tblpY="{round(20 * MM)}"/>'
    )
    return table(widths, [row(cells, height=round(250 * MM), exact=True)], ruled=False, more=place)


def _notes(paper: PaperView) -> str:
    """注意事项 in a frame. The number of pages stands in the foot, where Word keeps it right."""
    lines = (_("本卷共{facts}页数见页脚。").format(facts=paper.facts), *paper.notes)
    content = paragraph(run(_("注意事项"), hei=True), style="Center") + "".join(
        paragraph(run(f"{number}. {line}"), style="Note") for number, line in enumerate(lines, start=1)
    )
    return table((WIDTH,), [row([cell(content, WIDTH)])])


def _part(part: PartView, *, keys: bool) -> Iterator[str]:
    yield paragraph(run(part.heading), style="Heading1")
    yield paragraph(run(part.task), style="Task")
    for group in part.groups:
        if group.heading:
            yield paragraph(run(group.heading), style="Heading2")
            yield paragraph(run(group.scene), style="Scene")
        for item in group.items:
            yield from _item(item, keys=keys)


def _item(item: ItemView, *, keys: bool) -> Iterator[str]:
    """All paragraphs but the last stay with the next: an item is never split."""
    kind = [run(_("〔{kind}〕").format(kind=item.kind), hei=True)] if item.kind else []
    bracket = [] if item.type in {"match", "order"} else _blank(item, 0, keys=keys)
    marks = [run(_("〔{mark}〕").format(mark=mark), hei=True, size=17) for mark in item.marks]
    stem = run(item.stem + item.tail)
    number = run(_("{number}．\t").format(number=item.number), hei=True)
    yield paragraph(number, *kind, stem, *bracket, *marks, style="Stem", keep=item.type != "true-false")
    if item.type == "match":
        yield _pairs(item, keys=keys)
        return
    rows = [item.choices[at : at + item.columns] for at in range(0, len(item.choices), item.columns)]
    for number_, choices in enumerate(rows, start=1):
        last = number_ == len(rows) and item.type != "order"
        yield _options(choices, item.columns, keep=not last)
    if item.type == "order":
        runs = [run(_("顺序："))]
        for at in range(len(item.key)):
            runs += [*([run("→")] if at else []), *_blank(item, at, keys=keys)]
        yield paragraph(*runs, style="Steps")


def _options(choices: tuple[Lettered, ...], columns: int, *, keep: bool) -> str:
    each = (WIDTH - HANG) // columns
    tabs = [HANG + LETTER, *(HANG + each * column for column in range(1, columns))]
    texts = "\t".join(_("{letter}．{text}").format(letter=one.letter, text=one.text) for one in choices)
    return paragraph(run(texts), style="Option", keep=keep, tabs=tabs[1:])


def _blank(item: ItemView, at: int, *, keys: bool) -> list[str]:
    hole = (
        run(item.key[at], hei=True, bold=True)
        if keys
        else run("\u3000", wider=_WIDE_HOLE if item.type == "multiple" else _HOLE)
    )
    return [run(_("（")), hole, run(_("）"))]


def _pairs(item: ItemView, *, keys: bool) -> str:
    """Left sides with their brackets beside right sides with their letters."""
    widths = ((WIDTH - HANG) // 2,) * 2
    rows = []
    for at, left in enumerate(item.rows):
        right = item.choices[at] if at < len(item.choices) else None
        cells = (
            paragraph(
                *_blank(item, at, keys=keys),
                run(_("{at}．{left}").format(at=at + 1, left=left)),
                keep=at + 1 < len(item.rows),
            ),
            paragraph(
                run(
                    _("{letter}．{right_text}").format(letter=right.letter, right_text=right.text)
                    if right
                    else ""
                )
            ),
        )
        rows.append(row(cell(content, width) for content, width in zip(cells, widths, strict=True)))
    return table(widths, rows, ruled=False, indent=HANG)
