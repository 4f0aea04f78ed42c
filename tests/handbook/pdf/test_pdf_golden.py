"""What printed pages look like: a sheet and a page of the handbook beside pictures that somebody approved.

The pictures are of a small handbook made up for tests, so that only design changes them. They are compared
by the mean grey of cells of 3 mm: another version of the fonts passes, a line that moved does not. After a
change that is meant, ``UPDATE_GOLDEN=1 ./run test tests/handbook/pdf/test_pdf_golden.py`` writes them anew:
look first.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from PIL import Image, ImageChops, ImageFilter

from generator.book import addresses
from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.pdf import publication
from generator.outputs.pdf.making import pool

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parents[2] / "samples/golden"
SEEN = Path(__file__).parents[3] / ".cache/golden"
"""Where a difference can be looked at."""
RESOLUTION = 68
CELL = 8
"""Pixels: 3 mm."""
#: How much greyer or lighter, of 255, any cell and all cells on average may be.
ANY, MEAN = 20, 1.5


def _picture(pdf: bytes) -> Image.Image:
    """The first page."""
    with pymupdf.open(stream=pdf) as document:
        drawn = document[0].get_pixmap(dpi=RESOLUTION, colorspace=pymupdf.csGRAY)
        return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)


def _cells(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // CELL, picture.height // CELL), Image.Resampling.BOX)


def _off(golden: Image.Image, seen: Image.Image) -> tuple[int, float]:
    """The greatest and the mean difference of cells."""
    apart = ImageChops.difference(_cells(golden), _cells(seen)).tobytes()
    return max(apart), sum(apart) / len(apart)


def _passes(golden: Image.Image, seen: Image.Image) -> bool:
    if golden.size != seen.size:
        return False
    greatest, mean = _off(golden, seen)
    return greatest <= ANY and mean <= MEAN


def _shown(name: str, golden: Image.Image, seen: Image.Image) -> Path:
    """Approved, seen, and where they differ (dark), side by side."""
    seen = seen.resize(golden.size)
    apart = ImageChops.difference(_cells(golden), _cells(seen)).point(lambda one: 255 - one)
    three = Image.new("L", (golden.width * 3, golden.height), 255)
    for place, picture in enumerate((golden, seen, apart.resize(golden.size, Image.Resampling.NEAREST))):
        three.paste(picture, (place * golden.width, 0))
    SEEN.mkdir(parents=True, exist_ok=True)
    path = SEEN / f"{name}.png"
    three.save(path)
    return path


def _compared(name: str, seen: Image.Image) -> str:
    """What to say about a picture that looks different; nothing about one that does not."""
    file = GOLDEN / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        seen.save(file, optimize=True)
    golden = Image.open(file)
    if _passes(golden, seen):
        return ""
    return f"{name} looks different: approved, seen and difference are in {_shown(name, golden, seen)}"


def _sheet() -> dict[str, Any]:
    def point(title: str, *texts: str) -> dict[str, Any]:
        items = [{"text": text, "rules": ["1.1.1-1"]} for text in texts]
        return {"title": title, "items": [items[0] | {"stop": True, "rules": ["1.1.1-2"]}, *items[1:]]}

    return {
        "id": "desk",
        "title": "收标本",
        "objective": "看清、记下、放好",
        "when": "有人送标本来，收下以前拿出来。",
        "mode": "do-confirm",
        "owner": "keeper",
        "revised": "2026-01-01",
        "pause_points": [
            point(
                "收之前", "瓶子完好，盖子拧紧", "标签念过一遍", "来人说“对”", "登记簿翻到今天", "手套已戴上"
            ),
            point(
                "收之后",
                "编号已写上瓶",
                "登记簿已签字",
                "标本已放进柜",
                "柜门已锁",
                "来人拿到回执",
                "桌面已擦净",
            ),
        ],
    }


@pytest.mark.slow
def test_a_sheet_and_a_page_of_the_handbook_look_as_approved(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    library = loader.load(write_handbook(tmp_path, small_content | {"../checklists/desk.yaml": _sheet()}))
    assert library.diagnostics == ()
    book = resolve(library)
    assert book is not None
    jobs = publication.pdfs(book)
    names = {
        "sheet": "downloads/checklists/desk.pdf",
        "page": f"{addresses.CHAPTER_BOOKS}01-receive.pdf",
    }
    made = pool.make({name: jobs[path] for name, path in names.items()})
    assert [said for name, pdf in made.items() if (said := _compared(name, _picture(pdf)))] == []


@pytest.mark.parametrize("name", ["sheet", "page"])
def test_the_comparison_sees_what_people_see(name: str) -> None:
    golden = Image.open(GOLDEN / f"{name}.png")
    lighter = golden.filter(ImageFilter.GaussianBlur(1))
    assert _passes(golden, golden)
    assert _passes(golden, lighter), "other hinting"
    lower = ImageChops.offset(golden, 0, 6)
    assert not _passes(golden, lower), "2 mm lower"
    gone = golden.copy()
    gone.paste(255, (100, 200, 300, 212))
    assert not _passes(golden, gone), "a line of text is missing"
    assert not _passes(golden, golden.crop((0, 0, golden.width, golden.height - 1)))
