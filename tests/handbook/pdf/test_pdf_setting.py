"""How the printed handbook is set: Chinese typography measured on the page, and the large-print edition."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest

from generator.book import addresses
from tests.support.pdf_reading import Read, pages_of_rules, rule_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.book.handbook import Handbook

pytestmark = pytest.mark.slow

CLOSING, OPENING = "、。，．：；！？’”）］〉》」』】〕", "‘“（［〈《「『【〔"
#: Those that give up the blank half that a neighbour makes needless; ！ and ？ are drawn in the middle.
NARROW = CLOSING.replace("！", "").replace("？", "")
HAN = "[\u4e00-\u9fff]"
WHOLE_LINES = 12


class Sign(NamedTuple):
    """A printed character: ``size`` of its type and the place of its left edge, in pt."""

    text: str
    size: float
    x: float


@pytest.fixture(scope="module")
def chapter(pdfs: dict[str, Path]) -> Read:
    return Read(pdfs[f"{addresses.CHAPTER_BOOKS}04-relationship.pdf"].read_bytes())


@pytest.fixture(scope="module")
def large(pdfs: dict[str, Path]) -> Read:
    return Read(pdfs[addresses.LARGE_BOOK].read_bytes())


def _pairs(read: Read) -> Iterator[tuple[Sign, Sign]]:
    """Each two neighbours on a line of the same type."""
    for page in read.document:
        for block in page.get_text("rawdict", clip=read.inside(page))["blocks"]:
            for line in block.get("lines", ()):
                signs = [
                    Sign(char["c"], span["size"], char["origin"][0])
                    for span in line["spans"]
                    for char in span["chars"]
                ]
                yield from ((a, b) for a, b in itertools.pairwise(signs) if a.size == pytest.approx(b.size))


def test_no_line_begins_or_ends_with_a_mark_that_may_not_and_none_is_one_character(chapter: Read) -> None:
    for line in chapter.lines:
        assert line.text[0] not in CLOSING, f"page {line.page}: {line.text}"
        assert line.text[-1] not in OPENING, f"page {line.page}: {line.text}"
        assert not re.fullmatch(rf"{HAN}[{CLOSING}]*", line.text), f"page {line.page}: {line.text}"


def test_adjacent_marks_share_one_blank(chapter: Read) -> None:
    seen = 0
    for first, second in _pairs(chapter):
        if first.text in NARROW and second.text in CLOSING + OPENING:
            assert (second.x - first.x) / first.size < 0.7, f"{first.text}{second.text}"
            seen += 1
    assert seen > 30


def test_a_gap_without_a_space_stands_between_han_and_digits(chapter: Read) -> None:
    gaps = [
        (second.x - first.x) / first.size - 1
        for first, second in _pairs(chapter)
        if re.fullmatch(HAN, first.text) and second.text.isascii() and second.text.isdigit()
    ]
    wide = [gap for gap in gaps if 0.05 < gap < 0.3]
    assert len(wide) > 20
    assert len(wide) / len(gaps) > 0.95, "page numbers, in places of a fixed width, are the others"


def test_bold_is_a_face_of_its_own(pdfs: dict[str, Path]) -> None:
    with pikepdf.open(pdfs[addresses.BOOK]) as pdf:
        names = {
            str(one.BaseFont).partition("+")[2]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/CIDFontType0"
        }
        assert {"Noto-Serif-CJK-SC-Bold", "Noto-Sans-CJK-SC-Bold"} <= names
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        # Stroking what is filled would be how a bold that does not exist is made up.
        assert not re.search(rb"[12] Tr\b", drawn)


# ---- the large-print edition ----


def test_large_print_is_large(large: Read) -> None:
    sizes = Counter[float]()
    for page in large.document:
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    sizes[round(span["size"])] += len(span["text"])
    assert sizes.most_common(1)[0][0] == 16
    assert min(sizes) >= 10, "nothing is smaller than ordinary print"


def test_large_print_says_the_same_with_page_numbers_of_its_own(
    large: Read, real_book: Handbook, pdfs: dict[str, Path]
) -> None:
    pages = pages_of_rules(real_book, large)
    counted = 0
    for text in large.body:
        for id_, page in re.findall(r"见(L?[0-9.]+-[0-9]+)（第([0-9]+)页）", text):
            assert int(page) == pages[id_]
            counted += 1
        assert "〓" not in text
    assert counted > 500
    with pikepdf.open(pdfs[addresses.BOOK]) as one, pikepdf.open(pdfs[addresses.LARGE_BOOK]) as other:
        assert _outline(one) == _outline(other)


def _outline(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        found, todo = [], list(outline.root)
        while todo:
            one = todo.pop(0)
            found.append(one.title)
            todo = [*one.children, *todo]
    return found


def test_large_print_keeps_short_rules_whole_and_fills_its_pages(large: Read, real_book: Handbook) -> None:
    pages = pages_of_rules(real_book, large)
    for id_, lines in rule_lines(real_book, large, pages):
        assert len({line.page for line in lines}) == 1 or len(lines) > WHOLE_LINES, id_
    used = Counter(line.page for line in large.lines)
    chapters = range(min(pages.values()), max(pages.values()))
    assert sum(used[page] >= 12 for page in chapters) > 0.9 * len(chapters)
