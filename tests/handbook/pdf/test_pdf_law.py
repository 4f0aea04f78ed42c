"""The annexes on the law, read back: supplements in full, laws with their articles, rules and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pymupdf
import pytest

from generator.book import addresses
from generator.views import words
from generator.views.catalog import Catalog
from generator.views.pages import basis, booklet

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.views.pages.basis import BasisView

pytestmark = pytest.mark.slow

_MM = 72 / 25.4


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def pages(pdfs: dict[str, Path]) -> list[str]:
    """The text of each page without head and foot, blanks removed."""
    return [
        _bare(page.get_text(clip=pymupdf.Rect(0, 24 * _MM, page.rect.width, page.rect.height - 21 * _MM)))
        for page in pymupdf.open(pdfs[addresses.BOOK])
    ]


@pytest.fixture(scope="module")
def annex(pages: list[str]) -> str:
    """From the supplements to the index of rules."""
    # A chapter's own block may happen to open a page, too; the annex comes after all chapters.
    start = max(at for at, text in enumerate(pages) if text.startswith("法定补充法律"))
    end = next(at for at, text in enumerate(pages) if text.startswith("规则索引（按渠道）"))
    return "".join(pages[start:end])


@pytest.fixture(scope="module")
def found(real_book: Handbook) -> BasisView:
    view = basis.view(Catalog(real_book))
    assert view is not None
    return view


def test_supplements_stand_in_order_with_mark_scope_and_law(real_book: Handbook, annex: str) -> None:
    at = 0
    for one in booklet.view(Catalog(real_book)).supplements.chapters:
        at = annex.index(_bare(one.heading), at)
        for view in one.views:
            head = f"{view.link.id}{view.link.modality.value}{view.link.title}法定补充{view.statement}"
            at = annex.index(_bare(f"{head}适用机构{view.scope}"), at)
            for text in (*(point.text for point in view.practice), view.rationale):
                at = annex.index(_bare(text), at)
            for entry in view.citations:
                at = annex.index(_bare(f"《{entry.authority}》{entry.locator}{entry.confidence}"), at)


def test_each_law_names_articles_rules_and_their_pages(
    found: BasisView, annex: str, pages: list[str]
) -> None:
    at = annex.index(_bare(f"依据现行规则{found.rules}条"))
    for law in found.laws:
        at = annex.index(_bare(f"《{law.title}》"), at)
        end = annex.find("《中华人民共和国", at + 4)
        facts = annex[at : at + 600 if end < 0 else max(end, at + 600)]
        assert _bare(f"适用机构{law.scope}") in facts, law.id
        assert _bare(f"核对到{law.as_of}") in facts, law.id
        for place in law.places:
            at = annex.index(_bare(place.locator), at)
            for passage in place.passages:
                at = annex.index(_bare(passage.text), at)
                for rule in passage.rules:
                    there = re.compile(rf"见{re.escape(rule.link.id)}（第([0-9]+)页）").search(annex, at)
                    assert there, f"{law.id} {place.locator} {rule.link.id}"
                    at = there.end()
                    assert f"{rule.link.id}{rule.link.modality.value}" in pages[int(there[1]) - 1]


def test_the_annex_says_as_of_when_and_who_decides(found: BasisView, annex: str) -> None:
    assert annex.count(_bare(f"条款核对到{found.as_of}")) == 2
    assert annex.count("由法律顾问决定") >= 2
    assert f"没有直接依据的规则这{found.without}条" in annex
    bare = annex.partition("没有直接依据的规则这")[2]
    for chapter in found.chapters:
        for link in chapter.without:
            assert re.search(rf"见{re.escape(link.id)}（第[0-9]+页）", bare), link.id


def test_every_chapter_in_print_says_as_of_when_its_own_laws_were_checked(
    real_book: Handbook, pdfs: dict[str, Path]
) -> None:
    as_of = {law.id: law.as_of for law in real_book.authorities}
    for chapter in real_book.chapters:
        rules = (rule for rule in real_book.rules_in_force if rule.id.split(".")[0] == str(chapter.number))
        checked = min(as_of[place.authority] for rule in rules for place in rule.places)
        name = f"{addresses.CHAPTER_BOOKS}{chapter.path}.pdf"
        text = _bare("".join(page.get_text() for page in pymupdf.open(pdfs[name])))
        assert f"条款核对到{words.day(checked)}" in text, chapter.number
        assert "由法律顾问决定" in text, chapter.number
        for one in real_book.supplements_in_force:
            if one.chapter == chapter.number:
                assert re.search(
                    rf"{re.escape(_bare(one.title))}.*?见{re.escape(one.id)}（第[0-9]+页）", text
                )
