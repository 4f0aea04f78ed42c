"""The printed handbook, read back: what it says, in which order, and whether every page number is right."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pymupdf
import pytest
from pdfminer.high_level import extract_text

from generator.book import addresses
from generator.views.catalog import Catalog
from generator.views.pages import booklet
from tests.support.pdf_reading import Read, bare, pages_of_rules, rule_lines

if TYPE_CHECKING:
    from generator.book.handbook import Handbook

pytestmark = pytest.mark.slow

A4 = (595.276, 841.89)
WHOLE_LINES = 12


@pytest.fixture(scope="module")
def printed(pdfs: dict[str, Path]) -> dict[str, bytes]:
    """The whole and the chapters."""
    chapters = [path for path in pdfs if path.startswith(addresses.CHAPTER_BOOKS)]
    return {path: pdfs[path].read_bytes() for path in (addresses.BOOK, *chapters)}


@pytest.fixture(scope="module")
def whole(printed: dict[str, bytes]) -> Read:
    return Read(printed[addresses.BOOK])


@pytest.fixture(scope="module")
def rule_pages(real_book: Handbook, whole: Read) -> dict[str, int]:
    return pages_of_rules(real_book, whole)


def test_every_page_is_a4_and_says_its_number(whole: Read) -> None:
    total = len(whole.document)
    assert 100 < total < 300
    for number, page in enumerate(whole.document, 1):
        assert (page.rect.width, page.rect.height) == pytest.approx(A4, abs=0.01)
        if number > 2 and whole.body[number - 1]:  # the cover, its back, and pages left blank have no foot
            assert f"第{number}页·全册{total}页" in whole.foot[number - 1]


def test_every_rule_is_there_in_order_with_its_statement(real_book: Handbook, whole: Read) -> None:
    text = "".join(whole.body)
    at = text.index(bare(real_book.rules[0].statement)) - 100
    status = {rule.id: clause.status for clause in real_book.clauses for rule in clause.rules}
    for rule in real_book.rules:
        if rule.withdrawn is not None:
            continue
        mark = rule.origin.mark(status[rule.id])
        next_part = f"合规提示{rule.caution.limit}" if rule.caution else "做法"
        sought = bare(f"{rule.id}{rule.modality.value}{rule.title}{mark}{rule.statement}{next_part}")
        found = text.find(sought, at)
        assert found >= 0, f"{rule.id} is not where it should be"
        at = found + len(sought)
        for point in rule.practice:
            at = text.index(bare(point.text), at)
        at = text.index(bare(rule.rationale), at)


def test_each_printed_page_reference_is_the_page_of_the_rule(
    printed: dict[str, bytes], rule_pages: dict[str, int]
) -> None:
    counted = 0
    for data in printed.values():
        for text in Read(data).body:
            for id_, page in re.findall(r"见(L?[0-9.]+-[0-9]+)（第([0-9]+)页）", text):
                assert int(page) == rule_pages[id_], f"见{id_}（第{page}页）"
                counted += 1
            assert "〓" not in text
    assert counted > 500


def test_the_chapters_keep_the_page_numbers_of_the_whole(
    real_book: Handbook, printed: dict[str, bytes], rule_pages: dict[str, int]
) -> None:
    for chapter in real_book.chapters:
        read = Read(printed[f"{addresses.CHAPTER_BOOKS}{chapter.path}.pdf"])
        first = min(rule_pages[rule.id] for rule in chapter.rules)
        with pikepdf.open(io.BytesIO(read.data)) as pdf:
            assert int(pdf.Root.PageLabels.Nums[1].St) == first
        for offset, text in enumerate(read.foot):
            assert f"第{first + offset}页·" in text
        assert all(f"{rule.id}{rule.modality.value}" in "".join(read.body) for rule in chapter.rules)


def test_contents_and_index_name_the_right_pages(
    real_book: Handbook, whole: Read, rule_pages: dict[str, int]
) -> None:
    first = min(rule_pages.values())
    contents = [line.text for line in whole.lines if line.page < first]
    for chapter in real_book.chapters:
        page = min(rule_pages[rule.id] for rule in chapter.rules)
        assert any(re.fullmatch(rf"第.+章{re.escape(bare(chapter.title))}{page}", one) for one in contents)
        for clause in chapter.clauses:
            if clause.rules:
                page = rule_pages[clause.rules[0].id]
                assert f"{clause.number}{bare(clause.title)}{page}" in contents
    index = "".join(whole.body[max(rule_pages.values()) :])
    for rule in real_book.rules_in_force:
        assert f"{rule.id}{rule_pages[rule.id]}{rule.modality.value}{bare(rule.title)}" in index


def test_bookmarks_are_the_outline(real_book: Handbook, whole: Read) -> None:
    with pikepdf.open(io.BytesIO(whole.data)) as pdf, pdf.open_outline() as outline:
        found = [(one.title, [(two.title, [three.title for three in two.children]) for two in one.children])
                 for one in outline.root]  # fmt: skip
    chapters = [
        (
            view.name.heading,
            [
                (
                    f"{section.number} {section.title}",
                    [f"{clause.number} {clause.title}" for clause in section.clauses if clause.own_heading],
                )
                for section in view.sections
            ],
        )
        for view in booklet.view(Catalog(real_book)).chapters
    ]
    titles = [title for title, _ in found]
    start = titles.index(chapters[0][0])
    assert titles[:start] == [real_book.info.title, "修订一览", "约束程度说明", "目录"]
    assert found[start : start + len(chapters)] == chapters
    assert titles[start + len(chapters) :] == ["术语", "法定补充", "依据", "规则索引（按渠道）"]


def _targets(pdf: pikepdf.Pdf) -> dict[str, int]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    flat = list(pdf.Root.Names.Dests.Names)
    return {str(name): pages[place[0].objgen] for name, place in zip(flat[::2], flat[1::2], strict=True)}


def test_links_lead_where_they_say(printed: dict[str, bytes], rule_pages: dict[str, int]) -> None:
    opened = {path: pikepdf.open(io.BytesIO(data)) for path, data in printed.items()}
    targets = {path: _targets(pdf) for path, pdf in opened.items()}
    assert {name: page for name, page in targets[addresses.BOOK].items() if name in rule_pages} == rule_pages
    elsewhere = 0
    for path, pdf in opened.items():
        for page in pdf.pages:
            for link in page.obj.get("/Annots", ()):
                if "/Dest" in link:
                    assert str(link.Dest) in targets[path]
                    continue
                file, _, name = str(link.A.URI).partition("#")
                there = (Path("/") / path).parent / file
                assert name in targets[str(there.resolve().relative_to("/"))]
                elsewhere += 1
    assert elsewhere > 50


def test_fonts_are_embedded_once_and_are_the_two_families(printed: dict[str, bytes]) -> None:
    for data in printed.values():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            files = {}
            for one in pdf.objects:
                if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/CIDFontType0":
                    name = str(one.BaseFont).partition("+")[2]
                    assert name.startswith(("Noto-Serif-CJK-SC", "Noto-Sans-CJK-SC"))
                    files[name, one.FontDescriptor.FontFile3.objgen] = True
            assert 3 <= len(files) == len({name for name, _ in files}) <= 4


def test_it_says_what_it_is(real_book: Handbook, printed: dict[str, bytes]) -> None:
    info = real_book.info
    for path, data in printed.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            title = str(pdf.docinfo["/Title"])
            assert title.startswith(info.title)
            assert title.endswith(f"（{info.edition}）")
            assert (path == addresses.BOOK) == (title == f"{info.title}（{info.edition}）")
            assert str(pdf.docinfo["/Author"]) == info.issuer
            assert str(pdf.docinfo["/Subject"]) == info.description
            assert str(pdf.docinfo["/Edition"]) == info.edition
            assert pdf.Root.Lang == "zh-CN"
            assert pdf.Root.MarkInfo.Marked
            assert "/CreationDate" not in pdf.docinfo
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert metadata["dc:title"] == title


def _poppler(data: bytes) -> str:
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    "copied",
    [
        _poppler,
        lambda data: extract_text(io.BytesIO(data)),
        lambda data: "".join(page.get_text() for page in pymupdf.open(stream=data)),
    ],
    ids=["poppler", "pdfminer", "mupdf"],
)
def test_copied_text_has_no_spaces_that_nobody_wrote(
    real_book: Handbook, printed: dict[str, bytes], copied: object
) -> None:
    assert callable(copied)
    chapter = real_book.chapters[3]
    text = copied(printed[f"{addresses.CHAPTER_BOOKS}{chapter.path}.pdf"]).replace("\n", "")
    for rule in chapter.rules:
        assert rule.statement in text
        assert all(point.text in text for point in rule.practice)


def test_short_rules_are_never_split(real_book: Handbook, whole: Read, rule_pages: dict[str, int]) -> None:
    seen = 0
    for id_, lines in rule_lines(real_book, whole, rule_pages):
        seen += 1
        pages = {line.page for line in lines}
        assert len(pages) == 1 or len(lines) > WHOLE_LINES, (
            f"{id_}: {len(lines)} lines on pages {sorted(pages)}"
        )
    assert seen == len(real_book.rules)


def test_no_heading_stands_alone_at_the_foot_of_a_page(real_book: Handbook, whole: Read) -> None:
    titles = {bare(f"{rule.id}{rule.modality.value}{rule.title}") for rule in real_book.rules}
    titles |= {bare(f"{clause.number}{clause.title}") for clause in real_book.clauses}
    titles |= {bare(f"{s.number}{s.title}") for chapter in real_book.chapters for s in chapter.sections}
    labels = {
        "做法",
        "理由",
        "留痕",
        "适用",
        "相关",
        "被引用",
        "依据",
        "释读",
        "合规提示",
        "√正例",
        "×反例",
        "时限",
    }
    for line, after in zip(whole.lines, [*whole.lines[1:], None], strict=True):
        if after is None or after.page != line.page:
            assert line.text not in titles | labels, f"page {line.page}: {line.text}"
