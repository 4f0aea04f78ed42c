"""Print typography: gaps without spaces, narrow marks, no lonely last character, and never another text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from generator.outputs.pdf.layout import typography

GAP = '<i class="gap"></i>'


def _plain(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


def _half(marked: str) -> str:
    """Text with each narrow mark in brackets of its own."""
    return _plain(re.sub(r'<span class="half">(.)</span>', r"⟦\1⟧", marked))


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("在3个工作日内", 2),
        ("交给Tom，共计12,345元", 3),  # a full-width comma is gap enough; one within a number is none
        ("规则4.3.2-1要求", 2),
        ("VIP", 0),
        ("没有数字", 0),
        ("（3）", 0),
        ("A&amp;B公司", 1),
    ],
)
def test_a_gap_stands_between_han_and_latin(text: str, gaps: int) -> None:
    assert typography.set_text(f"<p>{text}</p>").count(GAP) == gaps


def test_a_gap_stands_across_inline_elements_but_not_across_blocks_or_slots() -> None:
    assert typography.set_text("<p>第<b>3</b>条</p>").count(GAP) == 2
    assert typography.set_text("<p>第</p><p>3</p>").count(GAP) == 0
    assert typography.set_text('<p>第<span class="page">〓0003</span>页</p>').count(GAP) == 0


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("他说：“好。”然后走了", "他说⟦：⟧“好⟦。⟧”然后走了"),
        ("《甲》、《乙》", "《甲⟦》⟧⟦、⟧《乙》"),
        ("“《甲》”", "“⟦《⟧甲⟦》⟧”"),
        ("真的？！”他问", "真的？！”他问"),  # drawn in the middle: no blank half to give up
        ("先甲，后乙。", "先甲，后乙。"),
        ("（真的）。", "（真的⟦）⟧。"),
    ],
)
def test_the_inner_one_of_adjacent_marks_is_narrow(text: str, narrow: str) -> None:
    assert _half(typography.set_text(f"<p>{text}</p>")) == narrow


def test_marks_are_adjacent_across_inline_elements() -> None:
    assert _half(typography.set_text("<p><b>客户：</b>“你好”</p>")) == "客户⟦：⟧“你好”"
    assert _half(typography.set_text("<p>客户：</p><p>“你好”</p>")) == "客户：“你好”"


@pytest.mark.parametrize("tag", ["p", "li", "td", "dd"])
def test_the_end_of_a_paragraph_stays_together(tag: str) -> None:
    text = "这一段话足够长，长到排成两行以后，最后一行不能只剩一个字。"
    assert f'<span class="tail">个字。</span></{tag}>' in typography.set_text(f"<{tag}>{text}</{tag}>")


def test_short_paragraphs_and_headings_need_no_tail() -> None:
    assert "tail" not in typography.set_text("<p>很短的话。</p>")
    assert "tail" not in typography.set_text("<h2>这是一个很长很长很长很长很长很长的标题</h2>")


def test_what_is_no_text_of_ours_is_left_alone() -> None:
    kept = "<head><title>第3版</title></head><style>p{color:red}</style><svg><title>第3个</title></svg>"
    assert typography.set_text(kept) == kept
    assert GAP in typography.set_text(f"{kept}<p>第3版</p>")


_SIGNS = st.text(alphabet="客户说要应在aZ09 ，。：；“”‘’（）《》、！？—…<>&\"'·-.%〓☐", max_size=60)


@given(st.lists(_SIGNS, min_size=1, max_size=4))
def test_what_the_text_says_never_changes(pieces: list[str]) -> None:
    inner = "<b>".join(str(escape(piece)) for piece in pieces) + "</b>" * (len(pieces) - 1)
    marked = typography.set_text(f"<p>{inner}</p>")
    assert _plain(marked) == "".join(pieces)
    assert marked.count("<span") == marked.count("</span")
