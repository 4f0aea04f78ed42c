"""What the engine finds wrong leads to the place where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.diagnostic import Span
from generator.outputs.pdf.making import faults
from generator.outputs.pdf.making.weasy import PdfError, Problem

if TYPE_CHECKING:
    from generator.book.handbook import Handbook


def test_pieces_are_the_line_then_what_is_long_around_it() -> None:
    assert faults._pieces("甲乙\n一二三四五六七八，一二三四五六七。ABCDEFGHIJ 一二三四五六七八") == [
        "甲乙",
        "ABCDEFGHIJ",
        "一二三四五六七八",
    ]


def test_a_word_is_found_where_its_rule_says_it(small_book: Handbook) -> None:
    rule = small_book.rules[0]
    assert list(faults._texts(rule, "先看清再收")) == [("title",)]
    assert list(faults._texts(rule, "哪儿都没有")) == []
    (keys,) = faults._texts(rule, "放那儿吧")
    assert keys[:2] == ("examples", 1)


def test_a_character_has_its_place_and_what_is_nowhere_the_content(small_book: Handbook) -> None:
    problem = Problem("没有这个字", place="1.1.1-1", character="清")
    (found,) = faults.diagnostics(small_book, PdfError((problem,)))
    assert found.code == "P901"
    assert found.span == small_book.span_of("清", small_book.rules[0], "title")
    (found,) = faults.diagnostics(small_book, PdfError((Problem("别的", place="nowhere"),)))
    assert (found.code, found.span) == ("P902", Span("content"))
