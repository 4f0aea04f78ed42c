"""Checklists as spreadsheets: a row an item, a drop-down 是/否/不适用, the edition in every page's header."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

import xlsxwriter

from generator.core.texts import N_, _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.views.pages.checklist import ChecklistView

ANSWERS = (N_("是"), N_("否"), N_("不适用"))
"""What the drop-down offers."""
COLUMNS = (
    (N_("序号"), 6),
    (N_("停顿点"), 12),
    (N_("核对项"), 44),
    (N_("停止项"), 7),
    (N_("结果"), 9),
    (N_("说明"), 24),
    (N_("规则"), 26),
)
_ANSWER = 4
_NOTE = 5
_SIGNED = (N_("网点"), N_("经办"), N_("复核"), N_("业务标识"), N_("日期"))
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
            "subject": _("《{handbook}》核对单").format(handbook=view.handbook),
            "author": view.issuer,
            "comments": _("指纹 {fingerprint}").format(fingerprint=view.fingerprint),
            "created": datetime.datetime.combine(created, datetime.time()),
        }
    )
    sheet = workbook.add_worksheet(_("核对单"))
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
    safe = (
        _("《{handbook}》{edition}　核对单：{view_title}")
        .format(handbook=view.handbook, edition=view.edition, view_title=view.title)
        .replace("&", "&&")
    )
    sheet.set_header(
        f"&L{safe}"[: _HEADER - 40] + _("&R指纹 {fingerprint}").format(fingerprint=view.fingerprint)
    )
    sheet.set_footer(_("&L下次复审 {review_due}&R第&P页，共&N页").format(review_due=view.review_due))
    for column, (__, wide) in enumerate(COLUMNS):
        sheet.set_column(column, column, wide)


def _rows(sheet: Worksheet, view: ChecklistView, formats: dict[str, Format]) -> int:
    """Title, head and items; returns the first row below them."""
    sheet.write_string(0, 0, view.heading, formats["title"])
    sheet.write_string(1, 0, f"{view.mode}　{view.when}")
    sheet.write_string(
        2,
        0,
        _("{edition}　指纹 {fingerprint}　修订 {revised}　维护 {owner}").format(
            edition=view.edition, fingerprint=view.fingerprint, revised=view.revised, owner=view.owner
        ),
    )
    head = 3
    for column, (title, __) in enumerate(COLUMNS):
        sheet.write_string(head, column, _(title), formats["head"])
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    row = head + 1
    for point in view.points:
        for item in point.items:
            style = formats["stop" if item.stop else "body"]
            rules = _("、").join(
                _("{rule_id}（{short}）").format(rule_id=rule.id, short=rule.short) if rule.mark else rule.id
                for rule in item.rules
            )
            text = (
                _("{item_text}（{when}）").format(item_text=item.text, when=item.when)
                if item.when
                else item.text
            )
            text = _("{text}；写下{record}").format(text=text, record=item.record) if item.record else text
            cells = (item.name, point.title, text, _("停") if item.stop else "")
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
            "source": [_(answer) for answer in ANSWERS],
            "input_title": _("结果"),
            "input_message": _("选“是”“否”或“不适用”。"),
            "error_title": _("只有三种结果"),
            "error_message": _("请选“是”“否”或“不适用”，别的话写在“说明”里。"),
        },
    )
    return row


def _foot(sheet: Worksheet, view: ChecklistView, formats: dict[str, Format], row: int) -> None:
    for number, label in enumerate(_SIGNED, 1):
        sheet.write_string(row + number, 1, _(label))
        sheet.write_blank(row + number, 2, None, formats["line"])
    if view.stops:
        sheet.write_string(row + len(_SIGNED) + 1, 1, _("“停”：结果是“否”就停在这里。"))
    for number, (mark, text) in enumerate(view.legend, len(_SIGNED) + 2):
        sheet.write_string(row + number, 1, _("“{mark}”：{text}").format(mark=mark, text=text))
