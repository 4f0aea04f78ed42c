from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.content.reading import source
from generator.core.diagnostic import ENOUGH, Span
from tests.support.effort import counted

if TYPE_CHECKING:
    from pathlib import Path


def parsed(text: str) -> source.Document:
    document, faults = source.parse(text, "a.yaml")
    assert faults == []
    assert document is not None
    return document


@pytest.mark.parametrize(
    "text", ["3.10", "no", "2026-01-01", ".nan", "~", "0o17", "1_000", "12:30:00", "null", "<<"]
)
def test_a_scalar_is_the_text_that_was_typed(text: str) -> None:
    assert parsed(f"a: {text}\n").data == {"a": text}


def test_a_value_and_its_key_have_places() -> None:
    document = parsed("a:\n  - 客户: 投诉\n    b: “好”\n")
    assert document.span("a", 0, "客户") == Span("a.yaml", 2, 9, 11)
    assert document.span("a", 0, "客户", on_key=True) == Span("a.yaml", 2, 5, 7)
    assert document.span("a", 0, "b") == Span("a.yaml", 3, 8, 11)


def test_what_is_missing_has_the_place_of_its_parent() -> None:
    document = parsed("a:\n  - b: c\n")
    assert document.span("a", 0, "z") == document.span("a", 0)
    assert document.span("a", 9) == document.span("a")


def test_a_value_that_was_left_out_has_the_place_of_its_key() -> None:
    assert parsed("a: 1\nb:\n").span("b") == Span("a.yaml", 2, 1, 2)


@pytest.mark.parametrize(
    ("text", "nth", "place"),
    [
        ("a: 应做应看\n", 1, (1, 6)),
        ("a: “应”做应看\n", 1, (1, 8)),
        ("a: '应做应看'\n", 0, (1, 5)),
        ("a: |-\n  应做\n  应看\n", 1, (3, 3)),
        ("a: >-\n  做\n  应看\n", 0, (3, 3)),
        ("a: 做\n  应看\n", 0, (2, 3)),
    ],
)
def test_a_word_in_a_text_has_a_place(text: str, nth: int, place: tuple[int, int]) -> None:
    assert parsed(text).span_of("应", "a", nth=nth) == Span("a.yaml", *place, place[1] + 1)


def test_a_word_written_with_escapes_has_the_place_of_the_text() -> None:
    document = parsed('a: "\\u5e94"\n')
    assert document.data == {"a": "应"}
    assert document.span_of("应", "a") == document.span("a")


def test_an_item_that_was_left_out_has_the_place_of_its_list() -> None:
    document = parsed("a:\n-\n-")
    assert document.span("a", 1) == document.span("a")


@pytest.mark.parametrize("text", ["", "\n", "# later\n", "---", "--- #\n", "''"])
def test_a_file_without_content_is_a_finding(text: str) -> None:
    assert [(fault.code, fault.span) for fault in source.parse(text, "a.yaml")[1]] == [
        ("S106", Span("a.yaml"))
    ]


def test_a_second_key_is_a_finding_and_the_first_one_counts() -> None:
    document, faults = source.parse("a: 1\na: 2\n", "a.yaml")
    assert document is not None
    assert document.data == {"a": "1"}
    assert [(fault.code, fault.span) for fault in faults] == [("S112", Span("a.yaml", 2, 1, 2))]


def test_findings_of_one_kind_are_bounded() -> None:
    _, faults = source.parse("a: " + "\x01" * 1_000_000, "a.yaml")
    assert len(faults) == ENOUGH + 1
    assert faults[-1].message == "还有 999900 处没有列出"


@pytest.mark.parametrize(
    "opening", ["[", "{", "- ", "? ", ": ", "?  - ", "[{", "[a: ", "!!seq - ", "&a ", "- - ? ", "-\n "]
)
def test_deep_nesting_is_a_finding_and_takes_little_effort(opening: str) -> None:
    for count in (30, 41, 80, 1000, 100_000):
        text = opening * count + "x"
        (document, faults), calls = counted(lambda text=text: source.parse(text, "a.yaml"))
        assert document is not None or faults
        assert calls < 10_000 + 10 * len(text)


def test_depth_is_counted_not_guessed() -> None:
    indented = "".join(f"{' ' * depth}a:\n" for depth in range(39)) + " " * 39 + "x\n"
    assert parsed(indented) is not None
    _, faults = source.parse("".join(f"{' ' * depth}a:\n" for depth in range(60)), "a.yaml")
    assert [fault.code for fault in faults] == ["S110"]
    prose = "a: |-\n  " + "[" * 39 + "\n  " + "- " * 200 + "\n  " + "-" * 300 + "\n"
    assert parsed(prose) is not None


def test_what_is_dumped_reads_the_same() -> None:
    data = {"a": ["3.10", "no", {"b": "“引”: #"}], "c": "两\n行"}
    assert parsed(source.dump(data)).data == data


def test_a_link_to_a_file_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    document, faults = source.read(tmp_path / "a.yaml", tmp_path)
    assert faults == []
    assert document is not None
    assert document.path == "a.yaml"
