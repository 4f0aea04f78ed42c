"""Papers for Word, read back by python-docx and mammoth: in order, items whole, the key where it belongs."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import mammoth
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from generator.exams.papers import acknowledgement, scoring
from generator.exams.papers.items import Lettered
from generator.exams.papers.ready_papers import papers
from generator.outputs.papers.word import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from generator.book.handbook import Handbook
    from generator.exams.papers.view import PaperView

HOSTILE = "<b>粗</b> & ]]> \" ' 𠮷😀 \\neq ${x} {{ 7*7 }} A\tB"


@pytest.fixture(scope="module")
def final(real_book: Handbook) -> PaperView:
    """A paper with every type of question, cases and drafted rules."""
    (shown,) = [one.view for one in papers(real_book).ready if one.name == "final-a"]
    assert "拟定" in shown.borne
    return shown


@pytest.fixture(scope="module")
def paper(real_book: Handbook, final: PaperView) -> bytes:
    return word.question_paper(final, real_book.info.effective)


@pytest.fixture(scope="module")
def teacher(real_book: Handbook, final: PaperView) -> bytes:
    return word.teacher_edition(final, real_book.info.effective)


def _open(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def _paragraphs(part: Any) -> Iterator[Paragraph]:  # noqa: ANN401 - a document or a cell
    """All paragraphs in reading order, those in tables too."""
    for one in part.iter_inner_content():
        if isinstance(one, Table):
            for row in one.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)
        else:
            yield one


def _text(data: bytes) -> str:
    return _bare("\n".join(one.text for one in _paragraphs(_open(data))))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _follows(text: str, wanted: list[str]) -> None:
    at = 0
    for piece in wanted:
        found = text.find(_bare(piece), at)
        assert found >= 0, f"{piece} after {text[max(0, at - 30) : at]}"
        at = found + len(_bare(piece))


def _wanted(shown: PaperView, *, keys: bool) -> list[str]:
    """What a reader meets, in order. Of match questions left and right sides alternate."""
    found = [shown.heading, shown.handbook, "注意事项", shown.facts, *shown.notes, "题号", "满分", "得分"]
    for part in shown.parts:
        found += [part.heading, part.task]
        for group in part.groups:
            found += [one for one in (group.heading, group.scene) if one]
            for item in group.items:
                found += [f"{item.number}．", item.kind and f"〔{item.kind}〕", item.stem + item.tail]
                brackets = [f"（{key if keys else ''}）" for key in item.key]
                if item.type == "match":
                    for bracket, row, right in zip(brackets, item.rows, item.choices, strict=True):
                        found += [bracket, row, f"{right.letter}．{right.text}"]
                    continue
                options = [f"{one.letter}．{one.text}" for one in item.choices]
                found += [*options, *brackets] if item.type == "order" else [*brackets, *options]
    return [*(one for one in found if one), "（试卷到此为止）"]


def test_the_paper_says_everything_in_order(paper: bytes, final: PaperView) -> None:
    _follows(_text(paper), _wanted(final, keys=False))


def test_the_paper_holds_no_key(paper: bytes, final: PaperView) -> None:
    text = _text(paper)
    for item in final.items:
        assert item.id not in text
        assert _bare(item.rationale) not in text
        assert not any(_bare(reason.text) in text for reason in item.reasons if len(reason.text) > 12)
    stems = [one for one in _open(paper).paragraphs if one.style.name == "Stem"]
    bold = [run.text for one in stems for run in one.runs if run.bold]
    assert bold == []
    assert text.count("（）") == sum(len(item.key) for item in final.items)


def test_the_teacher_edition_has_the_key_in_its_brackets_and_behind(teacher: bytes, final: PaperView) -> None:
    behind = [f"附：{final.heading}", final.fingerprint]
    for table in scoring.answers(final):
        behind.append(table.part.heading)
        for row in table.rows:
            behind += ["题号", *(str(one.number) for one in row), "答案", *(one.brief for one in row)]
    behind += [scoring.said(final), "解析"]
    for part in final.parts:
        for item in part.items:
            behind += [str(item.number), item.brief, str(part.marks_each)]
            behind += [text for rule in item.rules for text in (rule.id, rule.title)]
            behind += [item.id, item.rationale]
            behind += [text for reason in item.reasons for text in (f"{reason.label}：", reason.text)]
    _follows(_text(teacher), [*_wanted(final, keys=True), *behind])


def test_another_reader_finds_the_same(teacher: bytes, final: PaperView) -> None:
    read = mammoth.extract_raw_text(io.BytesIO(teacher))
    _follows(_bare(read.value), _wanted(final, keys=True))
    converted = mammoth.convert_to_html(io.BytesIO(teacher))
    assert [one.message for one in converted.messages if one.type == "error"] == []
    assert all(f"<h1>{part.heading}</h1>" in converted.value for part in final.parts)


def test_an_item_is_never_split(paper: bytes, final: PaperView) -> None:
    document = _open(paper)
    items: list[list[Paragraph]] = []
    for one in document.paragraphs:
        if one.style.name == "Stem":
            items.append([])
        if one.style.name in {"Stem", "Option", "Steps"}:
            items[-1].append(one)
    assert len(items) == len(final.items)
    for item, found in zip(final.items, items, strict=True):
        assert all(one.style.paragraph_format.keep_together for one in found)
        joined = [bool(one.paragraph_format.keep_with_next) for one in found]
        assert joined == [True] * (len(found) - 1) + [item.type == "match"]
        if item.type in {"single", "multiple"}:
            assert len(found) == 1 + -(-len(item.choices) // item.columns)
    for name in ("Title", "heading 1", "heading 2", "Task", "Scene"):
        assert document.styles[name].paragraph_format.keep_with_next
    rows = document.element.body.iter(qn("w:tr"))
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)


def test_the_page_is_a4_with_room_for_the_strip_and_counts(paper: bytes) -> None:
    document = _open(paper)
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 30
    foot = section.footer.paragraphs[0]
    fields = [one.get(qn("w:instr")).strip() for one in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(one.text for one in foot._p.iter(qn("w:t"))).endswith("第1页（共1页）")
    strip = document.tables[0]._tbl
    assert [one.get(qn("w:val")) for one in strip.iter(qn("w:textDirection"))] == ["btLr", "btLr"]
    text = "".join(one.text for one in strip.iter(qn("w:t")))
    assert [label for label in ("姓名", "工号", "单位", "日期", "密", "封", "线") if label not in text] == []


@pytest.mark.parametrize("name", ["question_paper", "teacher_edition", "answer_sheet"])
def test_every_font_is_named_for_chinese_too(name: str, final: PaperView, real_book: Handbook) -> None:
    document = _open(getattr(word, name)(final, real_book.info.effective))
    fonts = [*document.styles.element.iter(qn("w:rFonts")), *document.element.body.iter(qn("w:rFonts"))]
    assert {one.get(qn("w:eastAsia")) for one in fonts} == {"宋体", "黑体"}
    assert {one.get(qn("w:ascii")) for one in fonts} == {"Times New Roman", "Arial"}
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    assert document.core_properties.title.startswith(final.heading)
    assert document.core_properties.created.date() == real_book.info.effective


def test_the_answer_sheet_has_a_place_for_each_item_and_no_question(
    final: PaperView, real_book: Handbook
) -> None:
    text = _text(word.answer_sheet(final, real_book.info.effective))
    wanted = [final.heading, "答题卡", "姓名", "工号", "单位", "日期"]
    for part in scoring.sheet(final):
        wanted.append(part.part.heading)
        wanted += [
            f"{row.number}{''.join(f'[{box}]' for box in row.boxes)}"
            + "".join(f"{place}[]" for place in range(1, row.places + 1))
            for row in part.rows
        ]
    _follows(text, [*wanted, "总分", "得分"])
    assert not any(_bare(item.stem) in text for item in final.items)


def test_the_acknowledgement_has_edition_fingerprint_and_signatures(real_book: Handbook) -> None:
    sheet = acknowledgement.view(real_book)
    text = _text(word.acknowledgement_sheet(sheet, real_book.info.effective))
    facts = [piece for pair in sheet.facts for piece in pair]
    signed = [piece for name in acknowledgement.SIGNATURES for piece in (name, "日期")]
    wanted = ["学习确认书", *facts, *acknowledgement.PERSON, *sheet.statements, *acknowledgement.RESULTS]
    _follows(text, [*wanted, *signed])


def test_any_text_comes_out_as_it_is(final: PaperView, real_book: Handbook) -> None:
    part = next(one for one in final.parts if one.items[0].type == "single")
    item = part.items[0]
    odd = replace(
        item,
        stem=HOSTILE,
        tail="",
        columns=1,
        choices=tuple(Lettered(one.letter, f"{HOSTILE}\n第二行{one.letter}") for one in item.choices),
        rationale=HOSTILE,
        marks=(HOSTILE,),
    )
    group = replace(part.groups[0], items=(odd,))
    shown = replace(final, parts=(replace(part, groups=(group,)),), title=HOSTILE)
    document = _open(word.teacher_edition(shown, real_book.info.effective))
    texts = [one.text for one in _paragraphs(document)]
    assert f"1．\t{HOSTILE}（{odd.brief}）〔{HOSTILE}〕" in texts
    for one in odd.choices:
        assert f"{one.letter}．{one.text}" in texts
    assert HOSTILE in texts
    assert document.core_properties.title.startswith(HOSTILE.replace("\t", " ")[:10])


def test_the_same_paper_gives_the_same_bytes(paper: bytes, final: PaperView, real_book: Handbook) -> None:
    assert word.question_paper(final, real_book.info.effective) == paper
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
