"""Test papers for Word: the same paper as in print, to be changed by whoever gives the exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.papers import acknowledgement as ack
from generator.papers import scoring
from generator.papers.ooxml import (
    HANG,
    LETTER,
    MM,
    PAGE_BREAK,
    PAGE_WIDTH,
    Document,
    cell,
    package,
    paragraph,
    row,
    run,
    table,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from generator.papers.acknowledgement import Acknowledgement
    from generator.papers.view import ItemView, Lettered, PaperView, PartView

_LEFT, _RIGHT = round(30 * MM), round(18 * MM)
_WIDTH = PAGE_WIDTH - _LEFT - _RIGHT
_EVEN = round(20 * MM)
_EVEN_WIDTH = PAGE_WIDTH - 2 * _EVEN
#: An empty bracket holds one wide space, drawn wider by so many points: no line can break within it.
_HOLE, _WIDE_HOLE = 12, 24
_LINE = "\u00a0"
_HALF = 2


def question_paper(paper: PaperView, created: datetime.date) -> bytes:
    """What the examined get: no key in it."""
    return package(_document(paper, "", "".join(_paper(paper, keys=False)), created))


def teacher_edition(paper: PaperView, created: datetime.date) -> bytes:
    """The same with the key in the brackets, and as an appendix a table of answers, rules and reasons."""
    body = [*_paper(paper, keys=True), PAGE_BREAK, *_appendix(paper)]
    return package(_document(paper, "（教师用卷）", "".join(body), created))


def answer_sheet(paper: PaperView, created: datetime.date) -> bytes:
    """Boxes to fill in, part by part."""
    return package(_document(paper, "　答题卡", "".join(_sheet(paper)), created, margin=_EVEN))


def acknowledgement(view: Acknowledgement, created: datetime.date) -> bytes:
    """学习确认书."""
    return package(
        Document(
            title=f"{ack.TITLE}：{view.handbook}",
            author=view.issuer,
            subject=f"《{view.handbook}》{view.edition}",
            created=created,
            body="".join(_acknowledgement(view)),
            foot=view.foot,
            left=_EVEN,
            right=_EVEN,
        )
    )


def _document(
    paper: PaperView, more: str, body: str, created: datetime.date, margin: int = 0
) -> Document:
    return Document(
        title=f"{paper.heading}{more}",
        author=paper.issuer,
        subject=f"《{paper.handbook}》{paper.edition}",
        created=created,
        body=body,
        foot=f"{paper.foot}{' · 教师用卷' if '教师' in more else ''}",
        left=margin or _LEFT,
        right=margin or _RIGHT,
    )


# ---- the paper ----


def _paper(paper: PaperView, *, keys: bool) -> Iterator[str]:
    yield _strip()
    yield paragraph(run(paper.heading), style="Title")
    if keys:
        yield paragraph(run("教师用卷：括号里是答案，卷子后面是答案和解析。考完以前不要给考生看。", bold=True), style="Center")
    yield _notes(paper)
    yield paragraph(style="Quiet")
    yield _scores(paper)
    for part in paper.parts:
        yield from _part(part, keys=keys)
    yield paragraph(run("（试卷到此为止）"), style="Center")


def _strip() -> str:
    """密封线: a table in the left margin of the first page, its text turned to the left."""
    turned = '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
    dashed = '<w:tcBorders><w:right w:val="dashed" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
    fields = [
        piece
        for label, length in (("姓名", 32), ("工号", 32), ("单位", 64), ("日期", 32))
        for piece in (run(f"{label} ", hei=True), run(_LINE * length, underlined=True), run("　"))
    ]
    identity = paragraph(*fields, style="Center")
    line = paragraph(run("密　　　　　　　　　　　　封　　　　　　　　　　　　线", hei=True), style="Center")
    widths = (round(9 * MM), round(6 * MM))
    cells = (cell(identity, widths[0], turned), cell(line, widths[1], dashed + turned))
    place = (
        f'<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page"'
        f' w:tblpX="{round(8 * MM)}" w:tblpY="{round(20 * MM)}"/>'
    )
    return table(widths, [row(cells, height=round(250 * MM), exact=True)], ruled=False, more=place)


def _notes(paper: PaperView) -> str:
    """注意事项 in a frame. The number of pages stands in the foot, where Word keeps it right."""
    lines = (f"本卷共{paper.facts}页数见页脚。", *paper.notes)
    content = paragraph(run("注意事项", hei=True), style="Center") + "".join(
        paragraph(run(f"{number}. {line}"), style="Note") for number, line in enumerate(lines, start=1)
    )
    return table((_WIDTH,), [row([cell(content, _WIDTH)])])


def _scores(paper: PaperView, width: int = _WIDTH, *, scorer: bool = True) -> str:
    each = width // (len(paper.parts) + 2)
    widths = (each,) * (len(paper.parts) + 2)
    empty = ("",) * (len(paper.parts) + 1)
    rows = [
        _centered(("题号", *(part.number for part in paper.parts), "总分"), widths, head=True),
        _centered(("满分", *(str(part.marks) for part in paper.parts), str(paper.marks)), widths),
        _centered(("得分", *empty), widths, height=round(8 * MM)),
    ]
    if scorer:
        rows.append(_centered(("评分人", *empty), widths, height=round(8 * MM)))
    return table(widths, rows)


def _centered(
    texts: Iterable[str], widths: Iterable[int], *, head: bool = False, height: int = 0, bold: bool = False
) -> str:
    middle = '<w:vAlign w:val="center"/>'
    cells = [
        cell(paragraph(run(content, bold=bold, hei=bold), style="Center"), width, middle)
        for content, width in zip(texts, widths, strict=True)
    ]
    return row(cells, head=head, height=height)


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
    kind = [run(f"〔{item.kind}〕", hei=True)] if item.kind else []
    bracket = [] if item.type in {"match", "order"} else _blank(item, 0, keys=keys)
    marks = [run(f"〔{mark}〕", hei=True, size=17) for mark in item.marks]
    stem = run(item.stem + item.tail)
    number = run(f"{item.number}．\t", hei=True)
    yield paragraph(number, *kind, stem, *bracket, *marks, style="Stem", keep=item.type != "true-false")
    if item.type == "match":
        yield _pairs(item, keys=keys)
        return
    rows = [item.choices[at : at + item.columns] for at in range(0, len(item.choices), item.columns)]
    for number_, choices in enumerate(rows, start=1):
        last = number_ == len(rows) and item.type != "order"
        yield _options(choices, item.columns, keep=not last)
    if item.type == "order":
        runs = [run("顺序：")]
        for at in range(len(item.key)):
            runs += [*([run("→")] if at else []), *_blank(item, at, keys=keys)]
        yield paragraph(*runs, style="Steps")


def _options(choices: tuple[Lettered, ...], columns: int, *, keep: bool) -> str:
    each = (_WIDTH - HANG) // columns
    tabs = [HANG + LETTER, *(HANG + each * column for column in range(1, columns))]
    texts = "\t".join(f"{one.letter}．{one.text}" for one in choices)
    return paragraph(run(texts), style="Option", keep=keep, tabs=tabs[1:])


def _blank(item: ItemView, at: int, *, keys: bool) -> list[str]:
    hole = (
        run(item.key[at], hei=True, bold=True)
        if keys
        else run("\u3000", wider=_WIDE_HOLE if item.type == "multiple" else _HOLE)
    )
    return [run("（"), hole, run("）")]


def _pairs(item: ItemView, *, keys: bool) -> str:
    """Left sides with their brackets beside right sides with their letters."""
    widths = ((_WIDTH - HANG) // 2,) * 2
    rows = []
    for at, left in enumerate(item.rows):
        right = item.choices[at] if at < len(item.choices) else None
        cells = (
            paragraph(*_blank(item, at, keys=keys), run(f"{at + 1}．{left}"), keep=at + 1 < len(item.rows)),
            paragraph(run(f"{right.letter}．{right.text}" if right else "")),
        )
        rows.append(row(cell(content, width) for content, width in zip(cells, widths, strict=True)))
    return table(widths, rows, ruled=False, indent=HANG)


# ---- behind the teacher edition ----


def _appendix(paper: PaperView) -> Iterator[str]:
    yield paragraph(run(f"附：{paper.heading}　答案和解析"), style="Title")
    imprint = f"《{paper.handbook}》{paper.edition}　{paper.foot}　内容指纹{paper.fingerprint}"
    yield paragraph(run(imprint), style="Quiet")
    for answers in scoring.answers(paper):
        yield paragraph(run(answers.part.heading), style="Heading1")
        yield _answers(answers)
    yield paragraph(run("及格线和换算"), style="Heading1")
    yield paragraph(run(scoring.said(paper)), style="Note")
    scale = scoring.scale(paper)
    if scale:
        yield _scale(scale)
    yield paragraph(run("解析"), style="Heading1")
    widths = (round(11 * MM), round(24 * MM), round(11 * MM), round(27 * MM))
    widths = (*widths, _WIDTH - sum(widths))
    rows = [_centered(("题号", "答案", "分值", "规则", "解析"), widths, head=True)]
    rows += [_answer(item, part, widths) for part in paper.parts for item in part.items]
    yield table(widths, rows)
    yield paragraph(style="Quiet")


def _answers(answers: scoring.AnswerTable) -> str:
    """题号 above 答案, as many across as fit."""
    head = round(15 * MM)
    widths = (head, *(((_WIDTH - head) // answers.across,) * answers.across))
    rows = []
    for items in answers.rows:
        empty = ("",) * (answers.across - len(items))
        rows.append(_centered(("题号", *(str(one.number) for one in items), *empty), widths))
        rows.append(_centered(("答案", *(one.brief for one in items), *empty), widths, bold=True))
    return table(widths, rows)


def _answer(item: ItemView, part: PartView, widths: tuple[int, ...]) -> str:
    reasons = [paragraph(run(item.rationale), style="Cell")]
    reasons += [
        paragraph(run(f"{one.label}：", hei=True, bold=True, size=17), run(one.text), style="Cell")
        for one in item.reasons
    ]
    marks = "".join(f"〔{mark}〕" for mark in item.marks)
    rules = "".join(
        paragraph(run(f"{rule.id} {rule.title}{f'〔{rule.mark}〕' if rule.mark else ''}"), style="Quiet")
        for rule in item.rules
    )
    rules += paragraph(run(f"试题 {item.id}{marks}"), style="Quiet")
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
    widths = (head, *(((_WIDTH - head) // across,) * across))
    rows = []
    for marks in scale:
        empty = [paragraph(style="Center")] * (across - len(marks))
        for label, name in (("得分", "raw"), ("百分制", "percent")):
            cells = [paragraph(run(label), style="Center")]
            cells += [
                paragraph(run(str(getattr(mark, name)), bold=mark.passed, hei=mark.passed), style="Center")
                for mark in marks
            ]
            rows.append(row(map(cell, [*cells, *empty], widths)))
    return table(widths, rows)


# ---- sheets ----


def _blanks(pairs: tuple[tuple[str, str], ...], width: int = _EVEN_WIDTH) -> str:
    """Names and values, two of each in a row; an empty value is filled in by hand."""
    name = round(22 * MM)
    widths = (name, width // _HALF - name) * _HALF
    rows = []
    for at in range(0, len(pairs), _HALF):
        texts = [content for pair in pairs[at : at + _HALF] for content in pair]
        texts += [""] * (len(widths) - len(texts))
        cells = [
            cell(
                paragraph(run(content, hei=column % _HALF == 0), style="Cell" if column % _HALF else "Center"),
                widths[column],
                '<w:vAlign w:val="center"/>',
            )
            for column, content in enumerate(texts)
        ]
        rows.append(row(cells, height=round(8 * MM)))
    return table(widths, rows)


def _sheet(paper: PaperView) -> Iterator[str]:
    yield paragraph(run(f"{paper.heading}　答题卡"), style="Title")
    yield _blanks(tuple((name, "") for name in ("姓名", "工号", "单位", "日期")))
    yield paragraph(run(scoring.HOW), style="Quiet")
    for part in scoring.sheet(paper):
        yield paragraph(run(part.part.heading), style="Heading1")
        widths = (_EVEN_WIDTH // part.across,) * part.across
        rows = []
        for at in range(0, len(part.rows), part.across):
            found = [_sheet_cell(one) for one in part.rows[at : at + part.across]]
            found += [paragraph(style="Cell")] * (part.across - len(found))
            rows.append(row(map(cell, found, widths), height=round(8 * MM)))
        yield table(widths, rows, ruled=False)
    yield paragraph(style="Quiet")
    yield _scores(paper, _EVEN_WIDTH, scorer=False)
    yield paragraph(style="Quiet")


def _sheet_cell(one: scoring.SheetRow) -> str:
    boxes = "\u00a0".join(f"[{box}]" for box in one.boxes)
    places = "\u00a0\u00a0".join(f"{place}[{_LINE * 5}]" for place in range(1, one.places + 1))
    return paragraph(run(f"{one.number}\u00a0\u00a0", hei=True, bold=True), run(boxes + places, hei=True), style="Cell")


def _acknowledgement(view: Acknowledgement) -> Iterator[str]:
    yield paragraph(run(ack.TITLE), style="Title")
    yield _blanks(view.facts)
    yield paragraph(run("本人"), style="Heading1")
    yield _blanks(tuple((name, "") for name in ack.PERSON))
    yield paragraph(run(ack.CONFIRM), style="Heading1")
    for statement in view.statements:
        yield paragraph(run(f"□\t{statement}"), style="Stem")
    yield paragraph(run("考核"), style="Heading1")
    first = round(52 * MM)
    widths = (first, *(((_EVEN_WIDTH - first) // (len(ack.RESULTS) - 1),) * (len(ack.RESULTS) - 1)))
    rows = [_centered(ack.RESULTS, widths, head=True)]
    rows += [_centered(result, widths, height=round(9 * MM)) for result in view.results]
    yield table(widths, rows)
    yield paragraph(run("签名"), style="Heading1")
    for name in ack.SIGNATURES:
        line = (run(f"{name}\u00a0", hei=True), run(_LINE * 64, underlined=True))
        yield paragraph(*line, run("　日期\u00a0", hei=True), run(_LINE * 36, underlined=True), style="Stem")
    yield paragraph(style="Quiet")
    yield paragraph(run(ack.ABOUT_FINGERPRINT), style="Quiet")
