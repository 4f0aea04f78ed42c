"""Checklists on paper: one A4 page a sheet, the same file to print and to fill in on screen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from generator.book import addresses, sheet_limits
from generator.core.texts import _
from generator.outputs.pdf.kinds.sheet import Sheet, Sheets
from generator.outputs.pdf.making.tasks import Task
from generator.views.render import render
from generator.web import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.views.pages.checklist import ChecklistView

_STYLE = TEMPLATES / "print" / "checklist.css"


def jobs(views: Sequence[ChecklistView]) -> dict[str, Task]:
    """Path on the site → the job that makes the file: a PDF a sheet, and all of them bound together."""
    made = {
        addresses.sheet(view.id, "pdf"): Task(
            _("核对单 {view_title}").format(view_title=view.title), _work((view,))
        )
        for view in views
    }
    return made | (
        {addresses.sheet("all", "pdf"): Task(_("全部核对单"), _work(tuple(views)))} if views else {}
    )


def sheet(view: ChecklistView) -> bytes:
    """The PDF of one checklist. Raises PdfError when it does not fit on its page."""
    return _work((view,))()


def combined(views: Sequence[ChecklistView]) -> bytes:
    """All checklists in one PDF, a page each, with bookmarks."""
    return _work(tuple(views))()


def _work(views: tuple[ChecklistView, ...]) -> Sheets:
    first = views[0]
    html = render(
        "print/checklist.html.j2",
        sheets=views,
        title=first.heading if len(views) == 1 else _("{handbook}：核对单").format(handbook=first.handbook),
        description=_("《{handbook}》{edition} 核对单").format(
            handbook=first.handbook, edition=first.edition
        ),
        codes={view.id: _code(view) for view in views},
        name_width=sheet_limits.NAME_WIDTH,
    )
    asked = tuple(Sheet(view.id, len(view.points), len(view.items), view.table_lines) for view in views)
    return Sheets(html, (_style(),), asked)


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _code(view: ChecklistView) -> Markup:
    code = segno.make(view.scanned, error="m", micro=False)
    drawn = code.svg_inline(
        border=0, omitsize=True, title=_("二维码：{scanned}").format(scanned=view.scanned)
    )
    return Markup(drawn)  # noqa: S704 - segno escapes the title, and the rest is its own
