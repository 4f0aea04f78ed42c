"""Checklists as spreadsheets: a row an item, a drop-down 是/否/不适用, the edition in every page's header."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.views.pages.checklist import ChecklistView

ANSWERS = ("是", "否", "不适用")
"""What the drop-down offers."""
COLUMNS = (
    ("序号", 6),
    ("停顿点", 12),
    ("核对项", 44),
    ("停止项", 7),
    ("结果", 9),
    ("说明", 24),
    ("规则", 26),
)
_ANSWER = 4
_NOTE = 5
_SIGNED = ("网点", "经办", "复核", "业务标识", "日期")
#: A cell is what it says, never a formula, number or link.
_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: Excel refuses a longer header.
_HEADER = 255


def spreadsheet(view: ChecklistView, created: datetime.date) -> bytes:
    """The spreadsheet of one checklist; ``created`` dates the document."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _AS_TEXT)
    workbook.set_properties(
        {
            "title": f"{view.title} {view.edition}",
            "subject": f"《{view.handbook}》核对单",
            "author": view.issuer,
            "comments": f"指纹 {view.fingerprint}",
            "created": datetime.datetime.combine(created, datetime.time()),
        }
    )
    sheet = workbook.add_worksheet("核对单")
    formats = {
        "title": workbook.add_format({"bold": True, "font_size": 16}),
        "head": workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "border": 1}
        ),
        "body": workbook.add_format({"text_wrap": True, "valign": "vcenter", "border": 1}),
        "stop": workbook.add_format({"text_wrap": True, "valign": "vcenter", "border": 1, "bold": True}),
        "open": workbook.add_format({"valign": "vcenter", "border": 1, "locked": False, "text_wrap": True}),
        "line": workbook.add_format({"bottom": 1, "locked": False}),
    }
    _page(sheet, view)
    row = _rows(sheet, view, formats)
    _foot(sheet, view, formats, row)
    workbook.close()
    return target.getvalue()


def _page(sheet: Worksheet, view: ChecklistView) -> None:
    """One A4 page; edition and fingerprint in the header of every print."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.6)
    safe = f"《{view.handbook}》{view.edition}　核对单：{view.title}".replace("&", "&&")
    sheet.set_header(f"&L{safe}"[: _HEADER - 40] + f"&R指纹 {view.fingerprint}")
    sheet.set_footer(f"&L下次复审 {view.review_due}&R第&P页，共&N页")
    for column, (_, wide) in enumerate(COLUMNS):
        sheet.set_column(column, column, wide)


def _rows(sheet: Worksheet, view: ChecklistView, formats: dict[str, Format]) -> int:
    """Title, head and items; returns the first row below them."""
    sheet.write_string(0, 0, view.heading, formats["title"])
    sheet.write_string(1, 0, f"{view.mode}　{view.when}")
    sheet.write_string(
        2, 0, f"{view.edition}　指纹 {view.fingerprint}　修订 {view.revised}　维护 {view.owner}"
    )
    head = 3
    for column, (title, _) in enumerate(COLUMNS):
        sheet.write_string(head, column, title, formats["head"])
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    row = head + 1
    for point in view.points:
        for item in point.items:
            style = formats["stop" if item.stop else "body"]
            rules = "、".join(f"{rule.id}（{rule.short}）" if rule.mark else rule.id for rule in item.rules)
            text = f"{item.text}（{item.when}）" if item.when else item.text
            text = f"{text}；写下{item.record}" if item.record else text
            cells = (item.name, point.title, text, "停" if item.stop else "")
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, style)
            sheet.write_blank(row, _ANSWER, None, formats["open"])
            sheet.write_blank(row, _NOTE, None, formats["open"])
            sheet.write_string(row, _NOTE + 1, rules, style)
            row += 1
    sheet.data_validation(
        head + 1,
        _ANSWER,
        row - 1,
        _ANSWER,
        {
            "validate": "list",
            "source": list(ANSWERS),
            "input_title": "结果",
            "input_message": "选“是”“否”或“不适用”。",
            "error_title": "只有三种结果",
            "error_message": "请选“是”“否”或“不适用”，别的话写在“说明”里。",
        },
    )
    return row


def _foot(sheet: Worksheet, view: ChecklistView, formats: dict[str, Format], row: int) -> None:
    for number, label in enumerate(_SIGNED, 1):
        sheet.write_string(row + number, 1, label)
        sheet.write_blank(row + number, 2, None, formats["line"])
    if view.stops:
        sheet.write_string(row + len(_SIGNED) + 1, 1, "“停”：结果是“否”就停在这里。")
    for number, (mark, text) in enumerate(view.legend, len(_SIGNED) + 2):
        sheet.write_string(row + number, 1, f"“{mark}”：{text}")
