"""Ready-made papers: which there are, what stands in them, what is said when there can be none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from generator.book.bank import bank
from generator.core.files.cache import Results
from generator.core.vocabulary import Difficulty, QuestionType
from generator.exams.composing.blueprint import parse
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import item_pool_of
from generator.exams.papers import acknowledgement, items, scoring, view
from generator.exams.papers.ready_papers import papers
from generator.outputs.papers.ready_files import files
from generator.outputs.site.workspace import Workspace
from generator.views.catalog import Catalog
from tests.support.handbooks import SAMPLES, copy, examine
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm
    from generator.exams.papers.ready_papers import Ready
    from generator.exams.papers.view import PaperView

CHAPTERS = [f"chapter-{number:02d}" for number in range(1, 11)]
CHANNELS = ["new-staff-face-to-face", "new-staff-phone", "new-staff-online"]


@pytest.fixture(scope="module")
def ready(real_book: Handbook) -> dict[str, Ready]:
    return {one.name: one for one in papers(real_book).ready}


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], Handbook]:
    """The small bank, with content/papers.yaml if any is given."""

    def make(said: str) -> Handbook:
        root = tmp_path / "root"
        copy(SAMPLES / "quiz/bank", root)
        if said:
            (root / "content/papers.yaml").write_text(said, encoding="utf-8")
        book, found = examine(root)
        assert book is not None
        assert [str(one.span) for one in found if one.span.path.endswith("papers.yaml")] == []
        return book

    return make


def _form(book: Handbook, **fields: str) -> TestForm:
    goods = item_pool_of(book)
    return compose(goods, parse(fields, goods))[0]


def _view(book: Handbook, form: TestForm) -> PaperView:
    return view.view(form, Catalog(book).links, handbook=book.info.title, issuer=book.info.issuer)


# ---- which there are ----


def test_the_real_handbook_has_a_paper_a_chapter_a_final_exam_and_a_quick_test_a_channel(
    real_book: Handbook, ready: dict[str, Ready]
) -> None:
    assert papers(real_book).faults == ()
    assert list(ready) == [*CHAPTERS, "final-a", "final-b", *CHANNELS]
    questions = bank(real_book).by_id
    for name in CHAPTERS:
        asked = [questions[item.id] for item in ready[name].view.items]
        assert len(asked) == 20
        assert {question.chapter for question in asked} == {str(int(name[-2:]))}
    for name in CHANNELS:
        asked = [questions[item.id] for item in ready[name].view.items]
        assert len(asked) == 10
        assert ready[name].view.minutes == 10
        assert all(name.removeprefix("new-staff-") in question.channels for question in asked)
        assert Difficulty.HARD not in {question.difficulty for question in asked}
    assert {one.view.marks for one in ready.values()} == {100}


def test_forms_a_and_b_ask_the_same_in_another_order(ready: dict[str, Ready]) -> None:
    first, second = ready["final-a"].view, ready["final-b"].view
    assert (first.heading, second.heading) == ("结业考试（A卷）", "结业考试（B卷）")
    assert {item.id for item in first.items} == {item.id for item in second.items}
    assert [item.id for item in first.items] != [item.id for item in second.items]
    assert first.pass_mark == 80
    assert {item.type for item in first.items} >= {"single", "multiple", "true-false", "match", "order"}
    assert any(group.scene for part in first.parts for group in part.groups)


def test_a_handbook_that_says_nothing_gets_what_its_bank_is_enough_for(
    small: Callable[[str], Handbook],
) -> None:
    book = small("")
    assert len(item_pool_of(book).units) < 20
    found = papers(book)
    assert found.faults == ()
    assert all(len(one.view.items) >= one.kind.at_least for one in found.ready)


def test_a_handbook_without_questions_gets_no_papers_and_nothing_to_sign(small_book: Handbook) -> None:
    assert papers(small_book).ready == ()
    assert files(small_book, Results()) == {}


def test_fewer_questions_are_asked_where_there_are_fewer(small: Callable[[str], Handbook]) -> None:
    book = small("papers:\n- {id: all, title: 全部, use: 练手, count: 30, at_least: 2, marks: 5}\n")
    (one,) = papers(book).ready
    count = len(one.view.items)
    assert 2 <= count < 30
    assert one.view.marks == 5 * count
    assert one.view.pass_mark == 3 * count
    assert one.view.heading == "全部", "one form alone needs no letter"
    assert one.view.foot == f"A卷 · 种子1 · {book.info.edition}"


def test_none_are_made_when_none_are_wanted(small: Callable[[str], Handbook]) -> None:
    assert files(small("papers: []\nacknowledgement: false\n"), Results()) == {}


@pytest.mark.parametrize("named", ["id", "title"])
def test_a_paper_names_its_channel_and_takes_what_there_is(
    small: Callable[[str], Handbook], named: str
) -> None:
    said = "papers:\n- {id: all, title: 全部, use: 试试, channel: %s, count: 200, at_least: 1}\n"
    phone = {"id": "phone", "title": "电话"}
    book = small(said % phone[named])
    assert phone["title"] in {one.title for one in book.channels}
    (one,) = papers(book).ready
    asked = {item.id for item in one.view.items}
    of_phone = [one for one in bank(book) if "phone" in one.channels and not one.stale and not one.case]
    assert asked <= {one.id for one in of_phone}
    assert 1 < len(asked) < 200


def _faults(tmp_path: Path, said: str) -> list[str]:
    root = tmp_path / "root"
    copy(SAMPLES / "quiz/bank", root)
    (root / "content/papers.yaml").write_text(said, encoding="utf-8")
    workspace = Workspace(root)
    assert not workspace.examine()
    return [
        f"{one.span} {one.code} {one.message} {one.hint}" for one in workspace.found if one.code[0] in "TM"
    ]


def test_what_cannot_be_is_told_with_its_place(tmp_path: Path) -> None:
    said = (
        "papers:\n"
        "- {id: many, title: 很多, use: 试试, parts: [{kind: order, count: 90, marks: 1}]}\n"
        "- {id: far, title: 很远, use: 试试, chapters: [77]}\n"
        "- {id: same, title: 重复, use: 试试, chapters: [1, 1], difficulty: [easy, easy], role: 谁}\n"
        "- {id: twin, title: 一, use: 试试, count: 2, at_least: 2}\n"
        "- {id: twin, title: 二, use: 试试, count: 2, at_least: 2}\n"
        "- {id: twin-teacher, title: 三, use: 试试, count: 2, at_least: 2}\n"
        "- {id: acknowledgement, title: 四, use: 试试, count: 2, at_least: 2}\n"
    )
    many, far, same, twin, teacher, signed = _faults(tmp_path, said)
    assert many.startswith("content/papers.yaml:2:8 T901 组不出试卷 many：排序题要90道")
    assert far.startswith("content/papers.yaml:3:8 T901 组不出试卷 far：章：没有“77”")
    assert same.startswith("content/papers.yaml:4:8 T901 组不出试卷 same：责任人：没有“谁”")
    assert same.endswith("章：“1”写了两次。难度：“easy”写了两次。")
    assert twin.startswith("content/papers.yaml:6:8 T902 文件名 twin 已经有了")
    assert teacher.startswith("content/papers.yaml:7:8 T902 文件名 twin-teacher 已经有了")
    assert signed.startswith("content/papers.yaml:8:8 T902 文件名 acknowledgement 已经有了")


def test_a_paper_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    said = "papers:\n- {id: a, title: 甲, use: 试试, each: chanel}\n"
    (found,) = _faults(tmp_path, said)
    assert "each 不能是“chanel” 是否为 channel？" in found
    said = "papers:\n- {id: a, title: 甲, use: 试试, count: 5, at_least: 9}\n"
    (found,) = _faults(tmp_path, said)
    assert "at_least 比 count 大" in found


# ---- what stands in them ----


def test_a_paper_says_what_its_form_says(real_book: Handbook) -> None:
    kinds = "single=6,multiple=4,true-false=4,match=2,order=2,case=4"
    form = _form(real_book, types=kinds, seed="3", title="样卷")
    shown = _view(real_book, form)
    assert [part.heading[0] for part in shown.parts] == list("一二三四五六")
    for item, printed in zip(form, shown.items, strict=True):
        question = item.question
        texts = {one.id: one.text for one in question.options} | {
            one.id: one.text for one in question.choices
        }
        assert printed.stem + printed.tail == question.stem
        if question.type is QuestionType.TRUE_FALSE:
            assert printed.choices == ()
            assert printed.key == ("√" if question.answer else "×",)
            continue
        assert [one.text for one in printed.choices] == [texts[id_] for id_ in item.order]
        by_letter = {one.letter: one.text for one in printed.choices}
        if question.pairs:
            assert printed.rows == tuple(pair.left for pair in question.pairs)
            assert [by_letter[key] for key in printed.key] == [pair.right for pair in question.pairs]
        elif question.sequence:
            assert [by_letter[key] for key in printed.key] == [step.text for step in question.sequence]
        else:
            right = {one.text for one in question.options if one.correct}
            assert {by_letter[key] for key in printed.key[0]} == right
            assert [one.label[0] for one in printed.reasons] == sorted(by_letter)
            because = {one.rationale for one in question.options}
            assert {one.text for one in printed.reasons} == because
            for reason in printed.reasons:
                (option,) = [one for one in question.options if one.text == by_letter[reason.label[0]]]
                assert (reason.text, reason.label[1] == "对") == (option.rationale, option.correct)


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("是", "不是", "都行", "再说"), 4),
        (("先核对", "先登记", "先上报主管", "先安抚"), 4),
        (("一二三四五六七八九十一", "短"), 2),
        (("一二三四五六七八九十一二三四五六七八", "短"), 1),
        (("两行\n就不并排", "短"), 1),
        ((), 4),
    ],
)
def test_options_stand_in_as_many_columns_as_fit(texts: tuple[str, ...], number: int) -> None:
    assert items.columns(texts) == number


def test_marks_become_hundredths(real_book: Handbook) -> None:
    form = _form(real_book, types="single=7", marks="single=3", seed="1")
    shown = _view(real_book, form)
    marks = [mark for row in scoring.scale(shown) for mark in row]
    assert [mark.raw for mark in marks] == list(range(22))
    assert (marks[0].percent, marks[21].percent) == (0, 100)
    assert marks[13].percent == 62, "61.9 is rounded up"
    assert marks[10].percent == 48, "47.6 is rounded up"
    assert [mark.passed for mark in marks] == [raw >= form.pass_mark for raw in range(22)]
    assert scoring.said(shown).startswith(f"满分21分，{form.pass_mark}分及格。百分制成绩＝得分÷21×100")
    whole = replace(shown, marks=100)
    assert scoring.scale(whole) == ()
    assert "得分就是百分制成绩" in scoring.said(whole)


def test_halves_are_rounded_up(real_book: Handbook) -> None:
    shown = replace(_view(real_book, _form(real_book, types="single=8", marks="single=1")), marks=8)
    percents = [mark.percent for row in scoring.scale(shown) for mark in row]
    assert percents == [0, 13, 25, 38, 50, 63, 75, 88, 100]


def test_the_table_of_answers_holds_every_answer_once(ready: dict[str, Ready]) -> None:
    for one in ready.values():
        tables = scoring.answers(one.view)
        told = [item for table in tables for row in table.rows for item in row]
        assert told == list(one.view.items)
        assert all(len(row) <= table.across for table in tables for row in table.rows)


def test_the_answer_sheet_tells_nothing_but_numbers(ready: dict[str, Ready]) -> None:
    shown = ready["final-a"].view
    for part, made in zip(shown.parts, scoring.sheet(shown), strict=True):
        assert [row.number for row in made.rows] == [item.number for item in part.items]
        for item, row in zip(part.items, made.rows, strict=True):
            if item.type == "true-false":
                assert row.boxes == ("√", "×")
            elif item.type in {"single", "multiple"}:
                assert row.places == 0
                assert {one.letter for one in item.choices} <= set(row.boxes)
            else:
                assert (row.boxes, row.places) == ((), len(item.key))
        lettered = [row.boxes for row in made.rows if row.boxes[:1] == ("A",)]
        assert len(set(lettered)) <= 1, "no item is told by its number of options"


def test_what_is_signed_names_edition_and_content(real_book: Handbook) -> None:
    sheet = acknowledgement.view(real_book)
    assert ("版次", real_book.info.edition) in sheet.facts
    assert ("内容指纹", real_book.fingerprint) in sheet.facts
    form = _form(real_book, types="single=4", title="小测")
    (first, *others) = acknowledgement.view(real_book, form).results
    assert first == ("小测", "A卷", str(form.marks), "", "", "", "")
    assert {"".join(row) for row in others} == {""}


# ---- where they are offered ----


@pytest.mark.slow
def test_pages_offer_every_file_and_the_manifest_counts_them(real_book: Handbook) -> None:
    printed = {f"downloads/papers/{name}.pdf": b"%PDF" for name in ("final-a", "chapter-04-teacher")}
    made = published(real_book, printed)
    there = [path for path in made.files if path.startswith("downloads/papers/")]
    assert len(there) == 10 * 2 + 2 * 3 + 3 * 2 + 1 + len(printed)
    shown = {page.path: unescape(page.markdown) for page in made.pages}
    for path in there:
        assert f'href="../{path}"' in shown["downloads/index.md"]
    told = {one["path"] for one in json.loads(made.files["manifest.json"])["files"]}
    assert told >= set(there)
    chapter = shown["quiz/chapter-04/index.md"]
    assert re.findall(r"downloads/papers/([\w-]+\.\w+)", chapter) == [
        "chapter-04.docx",
        "chapter-04-teacher.pdf",
        "chapter-04-teacher.docx",
    ]
    assert "downloads/papers/new-staff-phone.docx" in shown["channels/phone/index.md"]
    assert "downloads/index.html#papers" in shown["quiz/index.md"]
