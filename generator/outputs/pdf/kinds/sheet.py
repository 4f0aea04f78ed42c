"""What jobs do for checklists: sheets from finished HTML, a page each, with a form to fill in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from generator.book import sheet_limits
from generator.core.texts import _
from generator.outputs.pdf.layout import form
from generator.outputs.pdf.layout.shrink_fonts import compact
from generator.outputs.pdf.making import weasy
from generator.outputs.pdf.making.weasy import PdfError, Problem
from generator.outputs.pdf.saving import saved

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Sheet:
    """What is said of a checklist that takes more than its page."""

    id: str
    points: int
    items: int
    tables: tuple[int, ...]
    """How many lines each of its tables has."""


@dataclass(frozen=True)
class Sheets:
    """Sets checklists, a page each."""

    html: str
    styles: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    def __call__(self, *_inputs: bytes) -> bytes:
        """The PDF. Raises PdfError when a sheet does not fit on its page."""
        with pikepdf.open(io.BytesIO(weasy.render(self.html, styles=self.styles))) as pdf:
            _one_page_each(pdf, self.sheets)
            compact(pdf)
            form.finish(pdf)
            return saved(pdf)


def _one_page_each(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    """Names each sheet that takes more than its page, and the items to cut."""
    if len(pdf.pages) == len(sheets):
        return
    pages: dict[str, set[int]] = {sheet.id: set() for sheet in sheets}
    last: dict[str, list[str]] = {sheet.id: [] for sheet in sheets}
    where = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for field in form.fields(pdf):
        id_, name = str(field.T).split(".", 1)
        number = where[field.P.objgen]
        if pages[id_] and number > min(pages[id_]) and not form.holds_text(name):
            last[id_].append(str(field.TU))
        pages[id_].add(number)
    raise PdfError([_too_long(sheet, last[sheet.id]) for sheet in sheets if len(pages[sheet.id]) > 1])


def _too_long(sheet: Sheet, over: Sequence[str]) -> Problem:
    room = sheet_limits.capacity(sheet.points, sheet.tables)
    names = _("、").join(_("“{text}”").format(text=text) for text in over) or _("页脚")
    message = _(
        "核对单 {sheet_id} 排到了第二页：有{points}个停顿点、{items}项，"
        "一页最多{room}项。放不下的是{names}。删掉或合并{count}项，或缩短折成两行的项。"
    ).format(
        sheet_id=sheet.id,
        points=sheet.points,
        items=sheet.items,
        room=room,
        names=names,
        count=max(len(over), 1),
    )
    return Problem(message, place=sheet.id)
