"""Small promises of the resolved handbook and its bank, each by itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from generator.book import branches, locators, sheet_limits, tables
from generator.book.bank import bank
from generator.core.vocabulary import QuestionType

if TYPE_CHECKING:
    from generator.book.handbook import Handbook


def test_digits_stand_in_their_order() -> None:
    assert locators.number("二〇二六") == 2026
    assert locators.number("一百零二") == 102


def test_an_explanation_is_the_rationale_then_a_line_for_each_option(real_book: Handbook) -> None:
    several = [one for one in bank(real_book).questions if one.type is QuestionType.MULTIPLE]
    assert several
    for one in several:
        lines = one.explanation.split("\n")
        assert lines[0] == one.rationale
        assert [line[:1] for line in lines[1:]] == [option.id.upper() for option in one.options]


def test_parts_of_a_question_are_numbered_from_one(real_book: Handbook) -> None:
    questions = bank(real_book).questions
    matched = [one for one in questions if one.pairs]
    ordered = [one for one in questions if one.sequence]
    assert matched
    assert ordered
    for one in matched:
        count = range(1, len(one.pairs) + 1)
        assert [pair.left_id for pair in one.pairs] == [f"l{number}" for number in count]
        assert sorted(pair.right_id for pair in one.pairs) == sorted(f"r{number}" for number in count)
    for one in ordered:
        count = range(1, len(one.sequence) + 1)
        assert sorted(step.id for step in one.sequence) == sorted(f"s{number}" for number in count)


def test_a_case_has_the_place_where_it_is_written(real_book: Handbook) -> None:
    assert real_book.cases
    for case in real_book.cases:
        span = real_book.span(case)
        line = real_book.library.documents[span.path].lines[span.line - 1]
        assert line[span.column - 1 :].startswith(f"id: {case.id}")


@pytest.mark.parametrize(
    ("points", "items", "height"), [(2, 18, 11.0), (3, 20, 9.4), (2, 2, 14.0), (4, 40, 9.0)]
)
def test_rows_fill_the_page_to_a_tenth_of_a_millimetre(points: int, items: int, height: float) -> None:
    assert sheet_limits.row_height(points, items) == height


def test_a_roomy_sheet_has_large_text_and_leaves_the_rest_to_the_notes() -> None:
    row = sheet_limits.Row("核对标签", stop=False, mark="", rules=["1.1.1-1"])
    sheet = sheet_limits.layout([[row] * 5, [row] * 5])
    assert sheet == sheet_limits.Layout(row=14.0, size=16.0, spare=57.2)


def test_the_table_of_coverage_has_a_line_a_chapter_and_adds_up(small_book: Handbook) -> None:
    table = tables.coverage(small_book)
    assert [column.header for column in table.columns] == ["章", "条", "列项", "规则", "拟定", "窗口", "邮寄"]
    assert [column.justify for column in table.columns] == ["left", *["right"] * 6]
    target = io.StringIO()
    Console(file=target, width=100).print(table)
    words = [line.replace("│", " ").replace("┃", " ").split() for line in target.getvalue().splitlines()]
    assert words[0] == ["覆盖情况"]
    row = ["2/2", "0/0", "2", "1", "1", "2"]
    assert words[4] == ["1", "收标本", *row]
    assert words[-2] == ["合计", *row]


def test_a_name_that_is_too_long_is_told_with_its_length() -> None:
    with pytest.raises(
        branches.BranchError, match=f"^网点名称有{branches.LONGEST + 1}个字，最多{branches.LONGEST}个：长"
    ):
        branches.cleaned("长" * (branches.LONGEST + 1))
    assert branches.cleaned("长" * branches.LONGEST) == "长" * branches.LONGEST
