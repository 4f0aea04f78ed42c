from __future__ import annotations

import json

import pytest

from generator.content.reading import source
from generator.content.report import Format, render, summary, width
from generator.core.diagnostic import Span, error, in_order, warning

TEXT = "title: 客户，APP\nb: c\n"
ONE = error(Span("a.yaml", 1, 11, 14), "X101", "写错了", "改成别的。")
TWO = warning(Span("a.yaml", 2, 4, 5), "X102", "也不好")


def shown(style: Format) -> str:
    document, _ = source.parse(TEXT, "a.yaml")
    assert document is not None
    return render((ONE, TWO), {"a.yaml": document}, style)


def test_the_caret_stands_under_the_word_though_characters_are_wide() -> None:
    lines = shown(Format.FULL).splitlines()
    assert lines[:4] == [
        "a.yaml:1:11: 错误 X101 写错了",
        "  1 | title: 客户，APP",
        "    |              ^^^",
        "  提示：改成别的。",
    ]
    assert width(lines[1][: lines[1].index("APP")]) == width(lines[2][: lines[2].index("^")])


def test_a_wide_word_has_wide_carets() -> None:
    document, _ = source.parse(TEXT, "a.yaml")
    assert document is not None
    text = render((error(Span("a.yaml", 1, 8, 10), "X101", "x"),), {"a.yaml": document}, Format.FULL)
    assert text.splitlines()[2] == "    |        ^^^^"


def test_a_finding_without_a_file_has_no_excerpt() -> None:
    assert render((ONE,), {}, Format.FULL).splitlines()[:2] == [
        "a.yaml:1:11: 错误 X101 写错了",
        "  提示：改成别的。",
    ]


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = render(
        (error(Span("a.yaml", 1, 1, 2), "X1", "x"),),
        {"a.yaml": source.Document("a.yaml", "\x1b[2J", "")},
        Format.FULL,
    )  # type: ignore[arg-type]
    assert "\x1b" not in text


def test_concise_is_one_line_each_and_a_count() -> None:
    assert shown(Format.CONCISE).splitlines() == [
        "a.yaml:1:11: 错误 X101 写错了",
        "a.yaml:2:4: 警告 X102 也不好",
        "共 1 个错误，1 个警告。",
    ]


def test_json_has_every_detail() -> None:
    objects = json.loads(shown(Format.JSON))
    assert objects[0] == {
        "path": "a.yaml",
        "line": 1,
        "column": 11,
        "end_column": 14,
        "code": "X101",
        "severity": "error",
        "message": "写错了",
        "hint": "改成别的。",
    }
    assert objects[1]["hint"] == ""


def test_github_escapes_what_would_end_a_command() -> None:
    line = render(
        (error(Span("a,b:c.yaml", 1, 1, 2), "X1", "100%\n::error::"),), {}, Format.GITHUB
    ).splitlines()[0]
    assert line == "::error file=a%2Cb%3Ac.yaml,line=1,col=1,endColumn=2,title=X1::100%25%0A::error::"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), "检查通过：没有错误，没有警告。"),
        ((ONE,), "共 1 个错误，0 个警告。"),
        ((TWO,), "共 0 个错误，1 个警告。"),
    ],
)
def test_the_count(found: tuple[()], words: str) -> None:
    assert summary(found) == words


def test_findings_stand_in_order_each_once() -> None:
    assert in_order([TWO, ONE, TWO]) == (ONE, TWO)


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    document, _ = source.parse("a: " + "甲" * 100_000 + "\n", "a.yaml")
    assert document is not None
    text = render((error(Span("a.yaml", 1, 50_000, 50_001), "X1", "x"),), {"a.yaml": document}, Format.FULL)
    assert len(text) < 1_000
