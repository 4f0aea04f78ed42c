"""Tables that the product writes, read back: no csv cell begins as a formula, every xlsx cell is text."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.book.bank import bank
from generator.outputs.bank import exports
from generator.outputs.bank.earlier import Delta, Old, retired_table
from generator.outputs.data import checklist_tables
from generator.outputs.data.data_files import FORMULA
from generator.views.catalog import Catalog
from generator.views.pages import checklist as sheets

if TYPE_CHECKING:
    from generator.book.handbook import Handbook

STARTS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "　-1", "\t=1+1", '=HYPERLINK("http://example.com")')


def _rows(table: bytes) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert [cell for row in rows for cell in row if re.match(FORMULA, cell)] == []
    return rows


@pytest.mark.parametrize("text", STARTS)
def test_the_list_of_what_was_left_out(text: str, real_book: Handbook) -> None:
    question = dataclasses.replace(next(iter(bank(real_book))), id=text, stem=text)
    _, row = _rows(exports.left_out_table((exports.LeftOut(question, text),)))
    assert [row[0], row[2], row[3]] == [f"'{text}"] * 3


@pytest.mark.parametrize("text", STARTS)
def test_the_list_of_what_to_retire(text: str) -> None:
    """Its ids and kinds come from a file that anybody may have written."""
    old = Old(text, text, text, "1", drafted=False, stale=False, fingerprint="")
    delta = Delta(new=frozenset(), changed=frozenset(), replaced=(old,), waiting=(old,), retired=(old,))
    _, *rows = _rows(retired_table(delta))
    assert [[row[0], row[2], row[3]] for row in rows] == [[f"'{text}"] * 3] * 3


@pytest.mark.parametrize("text", STARTS)
@pytest.mark.parametrize("name", ["csv", "xlsx", "xlsx-chaoxing", "xlsx-surveyking"])
def test_the_bank(name: str, text: str, real_book: Handbook) -> None:
    one = next(one for one in bank(real_book).for_use() if one.type == "single" and one.case is None)
    options = tuple(dataclasses.replace(option, text=text, rationale=text) for option in one.options)
    question = dataclasses.replace(one, stem=text, rationale=text, options=options)
    batch = dataclasses.replace(exports._batch(real_book, (question,)), title=text)
    content = exports.registered()[name].write(batch)
    if name == "csv":
        assert f"'{text}" in _rows(content)[1]
        return
    pages = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    cells = [cell for page in pages for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}
    assert text in {cell.value for cell in cells}


@pytest.mark.parametrize("text", STARTS)
def test_a_checklist(text: str, real_book: Handbook) -> None:
    view = sheets.views(Catalog(real_book))[0]
    item = dataclasses.replace(view.points[0].items[0], text=text, when="", record="")
    point = dataclasses.replace(view.points[0], title=text, items=(item,))
    whole = dataclasses.replace(view, title=text, owner=text, when=text, points=(point,))
    book = openpyxl.load_workbook(io.BytesIO(checklist_tables.spreadsheet(whole, real_book.info.effective)))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value]
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}
    assert text in {cell.value for cell in cells}
