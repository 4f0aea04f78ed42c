"""Text that does not fit: what can break does, what cannot stops the build with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from generator.book import addresses
from generator.book.handbook import resolve
from generator.checks.files import head_too_wide
from generator.content import loader
from generator.outputs.pdf import publication, requirements
from generator.outputs.pdf.making import faults, pool, weasy
from generator.outputs.pdf.making.weasy import PdfError
from generator.views.catalog import Catalog
from generator.views.pages import booklet
from tests.support import handbooks
from tests.support.pdf_reading import MM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.book.handbook import Handbook

pytestmark = pytest.mark.slow

ADDRESS = "https://intranet.example.com/" + "a" * 180
DIGITS = "7" * 120
SCOPE = "在本省行政区域内依法设立的商业银行、信用合作社、村镇银行、消费金融公司、汽车金融公司及其分支机构"
CLOSING = "、。，．：；）］〉》」』】〕"
EDGE = 4
"""Heads, feet and the sealed strip stay this far from the edge of the paper, in mm."""
#: Left, top, right, bottom of the page without head, foot and strip, in mm: what @page says.
MARGINS = {
    "handbook": (20, 25, 20, 22),
    "large": (18, 22, 18, 20),
    "checklists": (14, 14, 14, 14),
    "papers": (20, 8, 18, 19),
}


def _kind(path: str) -> str:
    if path == addresses.LARGE_BOOK:
        return "large"
    return next((kind for kind in ("checklists", "papers") if f"/{kind}/" in path), "handbook")


def _characters(page: pymupdf.Page) -> Iterator[tuple[str, float, pymupdf.Rect]]:
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    box = pymupdf.Rect(char["bbox"])
                    if char["c"] in CLOSING:
                        box.x1 -= box.width / 2  # blank, and taken back where two marks meet
                    if char["c"].strip():
                        yield char["c"], span["size"], box


def _outside(path: str, data: bytes) -> list[str]:
    """Characters where no text may be: off the paper, or in a margin and no head, foot or strip."""
    left, top, right, bottom = (one * MM for one in MARGINS[_kind(path)])
    found = []
    with pymupdf.open(stream=data) as document:
        for number, page in enumerate(document, 1):
            wide, tall = page.rect.width, page.rect.height
            for char, size, box in _characters(page):
                inside = box.x0 >= EDGE * MM and box.x1 <= wide - right + 1
                inside &= box.y0 >= EDGE * MM - size / 2 and box.y1 <= tall - EDGE * MM + size / 2
                upright = left - 1 <= box.x0
                in_head_or_foot = box.y1 < top + size / 2 or box.y0 > tall - bottom - size
                strip = _kind(path) == "papers" and number == 1
                if not inside or not (upright or in_head_or_foot or strip):
                    found.append(f"{path} p.{number}: {char} at {box}")
    return found


def test_nothing_on_any_pdf_is_off_the_page(pdfs: dict[str, Path]) -> None:
    assert [one for path, file in pdfs.items() for one in _outside(path, file.read_bytes())] == []


def test_the_scan_sees_a_line_that_runs_off() -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_text((500, 400), "a" * 20, fontsize=10)
        data = document.tobytes()
    assert len(_outside(addresses.BOOK, data)) >= 9


# ---- what can break ----


def _book(write: Callable[[Path, dict[str, Any]], Path], root: Path, content: dict[str, Any]) -> Handbook:
    library = loader.load(write(root, content))
    assert library.diagnostics == ()
    book = resolve(library)
    assert book is not None
    return book


LONG = {
    "statement": f"管理员应登录{ADDRESS}核对标签。",
    "practice": [f"打开{ADDRESS}，输入{DIGITS}。", {"recommend": DIGITS}],
    "rationale": f"见{ADDRESS}。",
    "evidence": ADDRESS,
    "title": f"看{'b' * 60}",
}


def test_long_words_break_in_every_edition(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    small_content["chapters/01-receive.yaml"]["rules"][0] |= LONG
    small_content["handbook.yaml"] |= {"issuer": "c" * 150, "owner": DIGITS, "description": ADDRESS}
    small_content["glossary.yaml"]["terms"][0] |= {"definition": ADDRESS, "aliases": ["d" * 90]}
    book = _book(write_handbook, tmp_path, small_content)
    made = pool.make({path: job for path, job in publication.pdfs(book).items() if "/papers/" not in path})
    assert {addresses.BOOK, addresses.LARGE_BOOK} <= set(made)
    for path, data in made.items():
        assert _outside(path, data) == []
        with pymupdf.open(stream=data) as document:
            text = re.sub(r"\s", "", "".join(page.get_text() for page in document))
        assert ADDRESS in text
        assert DIGITS in text


def _parts(book: Handbook, *titles: str) -> Iterator[bytes]:
    """The parts of both editions that have these titles, set."""
    jobs = publication.pdfs(book)
    for edition in (addresses.BOOK, addresses.LARGE_BOOK):
        found = [job for job in jobs[edition].inputs if job.name.partition("：")[2] in titles]
        assert len(found) == len(titles)
        yield from (job.work() for job in found)


def test_a_long_scope_breaks_beside_the_rules_and_in_the_annex(handbook_copy: Path) -> None:
    path = handbook_copy / "content/law/supplements/03-channels.yaml"
    text = path.read_text(encoding="utf-8")
    scopes = re.findall(r"(?m)^ +scope: .+$", text)
    edited = text.replace(scopes[0], f"{scopes[0].partition(':')[0]}: {SCOPE}{DIGITS}", 1)
    path.write_text(edited, encoding="utf-8")
    book = resolve(loader.load(handbook_copy))
    assert book is not None
    (one,) = [one for one in book.supplements if DIGITS in (one.scope or "")]
    view = booklet.view(Catalog(book))
    (chapter,) = [part.name.heading for part in view.chapters if part.name.number == one.chapter]
    for data in _parts(book, chapter, "法定补充"):
        with pymupdf.open(stream=data) as document:
            text = re.sub(r"\s", "", "".join(page.get_text() for page in document))
        assert f"{SCOPE}{DIGITS}" in text


# ---- what cannot ----


def _faults(book: Handbook, path: str) -> list[str]:
    job = publication.pdfs(book)[path]
    with pytest.raises(PdfError) as caught:
        pool.make({path: job}, processes=1)
    found = faults.diagnostics(book, caught.value)
    assert {one.code for one in found} == {"P903"}
    return [f"{one.span}: {one.message}" for one in found]


def test_a_sheet_whose_foot_does_not_fit_names_the_place(tmp_path: Path) -> None:
    root = tmp_path / "root"
    handbooks.copy(handbooks.CASES / "checklist-without-fault", root)
    long = "某某银行股份有限公司某某省分行消费者权益保护委员会办公室客户沟通与服务质量管理中心（筹备组）" * 2
    roles = root / "content/roles.yaml"
    text = roles.read_text(encoding="utf-8")
    owner = re.search(r"(?m)^owner: (.+)$", (root / "checklists/phone.yaml").read_text(encoding="utf-8"))
    assert owner
    title = re.search(rf"id: {owner[1]}\n +title: (.+)", text)
    assert title
    roles.write_text(text.replace(f"title: {title[1]}", f"title: {long}", 1), encoding="utf-8")
    book = resolve(loader.load(root))
    assert book is not None
    said = _faults(book, "downloads/checklists/phone.pdf")
    line = roles.read_text(encoding="utf-8").splitlines().index(f"    title: {long}") + 1
    assert any(one.startswith(f"content/roles.yaml:{line}:") for one in said), said


def _document(body: str) -> str:
    head = '<meta charset="utf-8"><title>样张</title>'
    return f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{body}</body></html>'


BAD = {
    "排出了纸边": '<p style="white-space: nowrap">甲乙<b>丙</b>{long}</p>',
    "排出了它的框": '<p style="width: 3em; white-space: nowrap">甲乙丙丁{short}</p>',
    "叠在一起": '<p style="height: 0; margin: 0">上面的一行字{short}</p><p style="margin: 0">{short}下面</p>',
}


@pytest.mark.parametrize("how", BAD)
def test_each_way_not_to_fit_is_seen_and_named(how: str) -> None:
    body = BAD[how].format(long="长" * 80, short="字" * 8)
    html = _document(f'<div id="here">{body}</div>')
    with pytest.raises(PdfError) as caught:
        weasy.render(html, styles=[f'html {{ font-family: "{requirements.SANS}" }}'])
    (problem,) = caught.value.problems
    assert how in problem.message
    assert problem.place == "here"
    assert problem.text.partition("\n")[0] in re.sub(r"<[^>]*>", "", body)


def test_what_fits_is_no_fault() -> None:
    """Hanging labels, turned text, places for page numbers, blanks at the end of a line."""
    body = (
        '<p style="margin-left: 4em">甲</p><p style="margin-left: -1em; height: 0">左</p>'
        '<div style="transform: rotate(-90deg); width: 200em">' + "转" * 150 + "</div>"
        '<p><span style="display: inline-block; width: 1em; white-space: nowrap">〓000001</span>页</p>'
        '<p style="width: 4em; white-space: pre-wrap">甲乙丙丁　　</p>'
    )
    assert weasy.render(
        _document(body), styles=[f'html {{ font-family: "{requirements.SANS}" }} body {{ margin: 0 1em }}']
    )


def test_the_widest_heads_that_check_allows_fit(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    small_content["handbook.yaml"] |= {"title": "题" * 40, "edition": "版" * 28}
    heading = "章" * 37
    small_content["outline.yaml"]["chapters"][0]["title"] = heading
    small_content["chapters/01-receive.yaml"]["title"] = heading
    book = _book(write_handbook, tmp_path, small_content)
    assert list(head_too_wide.find(book)) == []
    made = pool.make({path: job for path, job in publication.pdfs(book).items() if "/papers/" not in path})
    assert [one for path, data in made.items() for one in _outside(path, data)] == []
    small_content["handbook.yaml"] |= {"title": "题" * 41, "edition": "版" * 31}
    assert len(tuple(head_too_wide.find(_book(write_handbook, tmp_path, small_content)))) == 2
