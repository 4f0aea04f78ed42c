"""A rule of the institution's own (``origin: added``) is 本机构增补 wherever it appears, and counted."""

from __future__ import annotations

import csv
import dataclasses
import html
import io
import json
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from generator.book import addresses, tables
from generator.book.handbook import resolve
from generator.content import loader as loading
from generator.outputs.data import checklist_tables, data_files, handbook_json
from generator.outputs.pdf.kinds import checklist as printed
from generator.outputs.pdf.kinds import handbook as book_pdf
from generator.search import catalogue_of
from generator.search import data as search_data
from generator.search.explain import _name
from generator.views.catalog import Catalog
from generator.views.pages import booklet, coverage
from generator.views.pages import checklist as sheets
from generator.views.pages import index as rule_index
from tests.book.test_supplements import SHEET
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.views.pages.checklist import ChecklistView

ADDED, SHORT = "本机构增补", "增补"
OWN = "本机构自己加的，原文没有。"


@pytest.fixture
def make(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> Callable[[str], Handbook]:
    """A small handbook whose rule 1.1.1-2 has the origin that is told, and a sheet that rests on it."""

    def book(origin: str) -> Handbook:
        content = json.loads(json.dumps(small_content))
        content["chapters/01-receive.yaml"]["rules"][1]["origin"] = origin
        named = [["1.1.1-1"], ["1.1.1-1"], ["1.1.1-1"], ["1.1.1-1"], ["1.1.1-2", "1.1.1-1"]]
        first = {
            "title": "封",
            "items": [{"text": f"核对{at}", "rules": ids} for at, ids in enumerate(named)],
        }
        sheet = SHEET | {"pause_points": [first, SHEET["pause_points"][1]]}
        root = write_handbook(
            tmp_path / origin, json.loads(json.dumps(content | {"../checklists/s.yaml": sheet}))
        )
        resolved = resolve(loading.load(root))
        assert resolved is not None
        return resolved

    return book


@pytest.fixture
def own(make: Callable[[str], Handbook]) -> Handbook:
    return make("added")


def _sheet(book: Handbook) -> ChecklistView:
    (found,) = sheets.views(Catalog(book))
    return found


def test_sheets_bear_the_short_mark_and_say_what_it_means(
    make: Callable[[str], Handbook], own: Handbook
) -> None:
    view = _sheet(own)
    assert [link.short for link in view.points[0].items[-1].rules] == ["", SHORT]
    assert view.legend == ((SHORT, OWN),)
    assert [mark for mark, _ in _sheet(make("drafted")).legend] == ["拟定"]
    assert _sheet(make("source")).legend == ()
    page = next(one.markdown for one in published(own).pages if one.path == "checklists/seal/index.md")
    assert f'<span class="hb-mark">{SHORT}</span> {OWN}' in page
    paper = printed._work((view,)).html
    assert f"<b>{SHORT}</b>：{OWN}" in paper
    assert f'<span class="mark">{SHORT}</span>' in paper
    book = openpyxl.load_workbook(io.BytesIO(checklist_tables.spreadsheet(view, own.info.effective)))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert f"“{SHORT}”：{OWN}" in cells
    assert f"1.1.1-1、1.1.1-2（{SHORT}）" in cells


def test_several_marks_are_all_explained(make: Callable[[str], Handbook]) -> None:
    view = _sheet(make("drafted"))
    both = dataclasses.replace(view.points[0].items[-1].rules[-1], mark=ADDED)
    item = dataclasses.replace(view.points[0].items[0], rules=(both,))
    point = dataclasses.replace(view.points[0], items=(*view.points[0].items, item))
    together = dataclasses.replace(view, points=(point, *view.points[1:]))
    assert [mark for mark, _ in together.legend] == ["拟定", SHORT]
    assert f"<b>{SHORT}</b>：{OWN}" in printed._work((together,)).html


def test_coverage_counts_it(make: Callable[[str], Handbook], own: Handbook) -> None:
    view = coverage.view(Catalog(own))
    assert view.columns[2:5] == ("规则", "拟定", ADDED)
    assert view.total[2:5] == ("2", "0", "1")
    assert f"1条是{ADDED}" in view.summary
    assert [str(column.header) for column in tables.coverage(own).columns][4:6] == ["拟定", ADDED]
    without = coverage.view(Catalog(make("source")))
    assert ADDED not in (*without.columns, without.summary)
    assert len(without.columns) == len(without.total) == len(view.columns) - 1


def test_the_printed_book_explains_and_counts_it(make: Callable[[str], Handbook], own: Handbook) -> None:
    assert [label for label, __ in booklet.view(Catalog(own)).origins] == [ADDED]
    parts = {
        part.name: re.sub(r"<[^>]*>", "", html.unescape(part.html))
        for part in book_pdf._parts(booklet.view(Catalog(own)), book_pdf.paging.NORMAL)
    }
    assert f"{ADDED} 表示这条规则是本机构自己加的，原文没有" in parts["front"]
    assert "由本手册拟定" not in parts["front"]
    assert re.search(rf"{ADDED}1\s", parts["01-receive"])
    assert ADDED in parts["index"]
    assert booklet.view(Catalog(make("source"))).origins == ()


def test_pages_index_and_search_show_it(own: Handbook) -> None:
    site = {page.path: page.markdown for page in published(own).pages}
    marked = f'<span class="hb-mark">{ADDED}</span>'
    for path in (
        "chapters/01-receive/index.md",
        "rules/index.md",
        "channels/post/index.md",
        "coverage/index.md",
    ):
        assert marked in site[path], path
    assert f"{marked} 1" in site["chapters/01-receive/index.md"]
    assert ("added", ADDED) in next(
        one for one in rule_index.view(Catalog(own)).filters if one.key == "origin"
    ).options
    assert 'data-origin="added"' in site["rules/index.md"]
    catalogue = catalogue_of(own)
    marks = {entry.id: entry.mark for entry in catalogue.entries if entry.mark}
    assert marks == {"1.1.1-2": ADDED}
    assert ADDED in _name(next(one for one in catalogue.entries if one.id == "1.1.1-2"))
    packed = [search_data._packed(one, late=False).split("\n")[0] for one in catalogue.entries]
    assert [line.split("\t")[6] for line in packed if line.split("\t")[1] == "1.1.1-2"] == [ADDED]


def test_data_files_say_it(own: Handbook) -> None:
    files = data_files.files(own)
    rows = list(csv.DictReader(io.StringIO(files[f"{addresses.DATA}rules.csv"].decode("utf-8-sig"))))
    assert {row["编号"]: row["出处"] for row in rows}["1.1.1-2"] == ADDED
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"{addresses.DATA}rules.xlsx"])).worksheets[0]
    head, *values = ([cell.value for cell in row] for row in sheet.iter_rows())
    table = [dict(zip(head, row, strict=True)) for row in values]
    assert {row["编号"]: row["出处"] for row in table}["1.1.1-2"] == ADDED
    assert [
        rule["origin"] for rule in handbook_json.data(own).plain()["rules"] if rule["id"] == "1.1.1-2"
    ] == ["added"]
