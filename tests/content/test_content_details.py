"""Small promises of reading and judging content, each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from generator.content import harmless, loader, model, site_settings
from generator.content.reading import source
from generator.content.report import Format, render, width
from generator.content.validation.validate import validate
from generator.core import fonts
from generator.core.diagnostic import Span, error
from generator.core.vocabulary import ClockUnit, Modality, Origin, PointMark, SeeKind
from tests.support import handbooks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _faults(text: str) -> list[tuple[str, int, int, str]]:
    _, found = source.parse(text, "a.yaml")
    return [(one.code, one.span.line, one.span.column, one.message) for one in found]


def test_a_control_character_that_is_written_as_an_escape_is_a_finding() -> None:
    assert _faults('a: "x\\u200by"\n') == [("S108", 1, 4, "转义出了控制字符 U+200B")]
    assert _faults('a: "x\\ty"\n') == []


def test_a_key_of_several_words_is_told_as_one_line() -> None:
    assert _faults("? 甲  乙\n: 1\n? 甲  乙\n: 2\n") == [
        ("S112", 3, 3, "键 甲 乙 写了两次（第一次在第 1 行）")
    ]


def test_brackets_that_close_do_not_hide_how_deep_the_others_are() -> None:
    deep = "[[x], " * 60 + "x" + "]" * 60
    assert [code for code, *_ in _faults(deep)] == ["S110"]
    assert _faults("a: " + "[x], " * 60 + "\n")[0][0] == "S111", "broken, not deep"
    assert _faults("a: |\n  " + "[x], " * 60 + "\n") == []


def test_a_word_is_looked_for_from_its_first_occurrence(
    tmp_path: Path, small_content: dict[str, Any], write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    library = loader.load(write_handbook(tmp_path, small_content))
    file = library.single["glossary.yaml"]
    keys = ("terms", 0, "definition")
    start = file.span(*keys)
    text = small_content["glossary.yaml"]["terms"][0]["definition"]
    assert file.span_of("，", *keys).column == start.column + text.index("，")
    assert file.span_of("，", *keys, nth=1) == start, "there is no second"


def test_site_dir_outside_is_told_at_its_value(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_author: 知规\nsite_dir: ../out\n", encoding="utf-8")
    settings, found = site_settings.read(tmp_path)
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("S122", 2, 11)]
    assert settings == site_settings.SiteSettings(site_author="知规")
    assert settings.for_mkdocs == {"site_author": "知规"}


def test_a_table_has_a_cell_under_every_head() -> None:
    good = {"head": ["甲", "乙"], "rows": [["1", "2"], ["3", "4"]], "rules": ["1.1.1-1"]}
    assert model.SheetTable.model_validate(good).rows == (("1", "2"), ("3", "4"))
    for row in (["1"], ["1", "2", "3"]):
        with pytest.raises(ValidationError, match=r"error, 表里每一行的格数要与表头一样 \["):
            model.SheetTable.model_validate(good | {"rows": [["1", "2"], row]})


def test_a_sheets_fingerprint_is_what_it_was() -> None:
    """Browsers keep ticks by it: another way to count it would lose them all."""
    document, faults = source.read(handbooks.CASES / SHEET, handbooks.CASES)
    assert document is not None
    assert faults == []
    sheet = model.Checklist.model_validate(document.data)
    assert sheet.fingerprint == "3ec77a7109a9"


SHEET = "checklist-without-fault/checklists/phone.yaml"
PAPER = {"id": "one", "title": "一", "use": "练手", "count": 5, "at_least": 2}


@pytest.mark.parametrize("more", [{}, {"each": "channel"}, {"channel": "phone"}])
def test_a_paper_is_for_each_channel_or_for_one(more: dict[str, str]) -> None:
    model.Paper.model_validate(PAPER | more)


def test_a_paper_is_not_for_each_channel_and_for_one() -> None:
    with pytest.raises(ValidationError, match="每个渠道一份，不能再写 channel"):
        model.Paper.model_validate(PAPER | {"each": "channel", "channel": "phone"})


def test_words_that_people_read_and_names_in_addresses() -> None:
    assert [one.label for one in Origin] == ["原文", "拟定", "本机构增补"]
    assert [one.label for one in PointMark] == ["", "法定", "本手册建议"]
    assert [one.slug for one in ClockUnit] == [one.name.lower().replace("_", "-") for one in ClockUnit]
    assert ClockUnit.WORKING_DAY.slug == "working-day"
    assert [one.slug for one in Modality] == ["must", "must-not", "should", "should-not", "may"]
    assert [one.slug for one in SeeKind] == ["refines", "exception", "together"]


def test_what_is_combined_takes_no_column() -> None:
    assert width("a") == 1
    assert width("a\u0301") == 1
    assert width("甲Ａ") == 4


def test_github_keeps_letters_of_a_path_as_they_are() -> None:
    line = render((error(Span("X,a.yaml", 1, 1, 2), "X1", "x"),), {}, Format.GITHUB).splitlines()[0]
    assert line == "::error file=X%2Ca.yaml,line=1,col=1,endColumn=2,title=X1::x"


def test_only_characters_without_a_glyph_are_missing() -> None:
    assert fonts.missing("XYZ abc 客户 XX\n\u200b") == ()
    assert fonts.missing("😀X😀🦀") == ("😀", "🦀")
    assert fonts.name("😀") == "“😀”（U+1F600）"


@pytest.mark.parametrize(
    "address", ["https://example.org", "ht\ttps://example.org", "mailto:a@example.org", "x/"]
)
def test_links_lead_to_addresses(address: str) -> None:
    assert harmless.harmless(f"[a]({address})") == f"[a]({address})"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "java\tscript:alert(1)", " data:text/html,x"])
def test_links_lead_nowhere_else(address: str) -> None:
    assert harmless.harmless(f"[a]({address})") == f"[a&#93;({address})"


def test_addresses_and_code_are_shown_as_they_were_written() -> None:
    assert harmless.harmless("<a@b.cn>") == "[a&#64;b&#46;cn](mailto:a@b.cn)"
    assert harmless.harmless("<https://b.cn/?a=1&b>").endswith("](https://b.cn/?a=1&amp;b)")
    assert harmless.harmless("`a  <b>`") == "<code>a&#32;&#60;b&#62;</code>"
    assert harmless.harmless("{: .a}") == "{: .a}"
    assert harmless.harmless("{: onclick=x}") == "&#123;: onclick=x}"


def test_a_list_written_as_one_text_is_shown_as_a_list() -> None:
    text = "id: one\ntitle: 一\nuse: 练手\ncount: 5\nat_least: 2\nforms: A、B\n"
    document, _ = source.parse(text, "a.yaml")
    assert document is not None
    _, found = validate(document, model.Paper)
    assert [(one.code, one.span.line, one.hint) for one in found] == [("M205", 6, "写成 forms: [A, B]")]


def test_a_foreign_file_that_is_too_deep_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("nav: " + "[" * 60 + "]" * 60 + "\n", encoding="utf-8")
    document, found = source.read_foreign(tmp_path / "mkdocs.yml", tmp_path)
    assert document is None
    assert [one.code for one in found] == ["S110"]


def test_of_a_foreign_file_only_texts_are_read(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("a: x\nb: [1]\nc: {d: 1}\n", encoding="utf-8")
    document, found = source.read_foreign(tmp_path / "mkdocs.yml", tmp_path)
    assert document is not None
    assert (document.data, found) == ({"a": "x", "b": [], "c": {}}, [])


def test_what_goes_over_several_lines_is_shown_by_its_beginning() -> None:
    document, _ = source.parse("a: |-\n  x\n  y\nb:\n  - c\n", "a.yaml")
    assert document is not None
    assert (document.span("a").column, document.span("a").end_column) == (4, 4)
    assert (document.span("b", 0).column, document.span("b", 0).end_column) == (5, 6)


def test_a_colon_without_a_blank_is_mended_by_one() -> None:
    _, (fault,) = source.parse("a: 1\ntitle:x\nb: 1\n", "a.yaml")
    assert (fault.code, fault.span.line, fault.span.column) == ("S111", 2, 6)
    assert fault.hint == "冒号后面空一格：title: ……"
