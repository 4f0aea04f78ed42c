"""Checklists on paper: one A4 page a sheet, the same file to print and to fill in on screen."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
import segno
from markupsafe import Markup

from generator import checklist as limits
from generator.pdf import engine, form, outlines
from generator.pdf.compact import compact
from generator.pdf.engine import PdfFault, Problem
from generator.pdf.jobs import Job
from generator.render import TEMPLATES, render
from generator.views.checklist import file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.views.checklist import ChecklistView

_STYLE = TEMPLATES / "print" / "checklist.css"


@dataclass(frozen=True)
class Sheets:
    """Sets checklists, a page each; see ``jobs.Work``."""

    html: str
    styles: tuple[str, ...]
    views: tuple[ChecklistView, ...]

    def __call__(self, *_inputs: bytes) -> bytes:
        """The PDF. Raises PdfFault when a sheet does not fit on its page."""
        with pikepdf.open(io.BytesIO(engine.render(self.html, styles=self.styles))) as pdf:
            _one_page_each(pdf, self.views)
            form.finish(pdf)
            compact(pdf)
            return _saved(pdf)


def jobs(views: Sequence[ChecklistView]) -> dict[str, Job]:
    """Path on the site → the job that makes the file: a PDF a sheet, and all of them bound together."""
    made = {file(view.id, "pdf"): Job(f"核对单 {view.title}", _work((view,))) for view in views}
    return made | ({file("all", "pdf"): Job("全部核对单", _work(tuple(views)))} if views else {})


def sheet(view: ChecklistView) -> bytes:
    """The PDF of one checklist. Raises PdfFault when it does not fit on its page."""
    return _work((view,))()


def combined(views: Sequence[ChecklistView]) -> bytes:
    """All checklists in one PDF, a page each, with bookmarks."""
    return _work(tuple(views))()


def _work(views: tuple[ChecklistView, ...]) -> Sheets:
    first = views[0]
    html = render(
        "print/checklist.html.j2",
        sheets=views,
        title=first.heading if len(views) == 1 else f"{first.handbook}：核对单",
        description=f"《{first.handbook}》{first.edition} 核对单",
        codes={view.id: _code(view) for view in views},
    )
    return Sheets(html, (_style(),), views)


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _code(view: ChecklistView) -> Markup:
    code = segno.make(view.scanned, error="m", micro=False)
    drawn = code.svg_inline(border=0, omitsize=True, title=f"二维码：{view.scanned}")
    return Markup(drawn)  # noqa: S704 - segno escapes the title, and the rest is its own


def _one_page_each(pdf: pikepdf.Pdf, views: Sequence[ChecklistView]) -> None:
    """Names each sheet that takes more than its page, and the items to cut."""
    if len(pdf.pages) == len(views):
        return
    pages: dict[str, set[int]] = {view.id: set() for view in views}
    last: dict[str, list[str]] = {view.id: [] for view in views}
    where = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for field in form.fields(pdf):
        id_, name = str(field.T).split(".", 1)
        number = where[field.P.objgen]
        if pages[id_] and number > min(pages[id_]) and name not in form.TEXT_FIELDS:
            last[id_].append(str(field.TU))
        pages[id_].add(number)
    raise PdfFault([_too_long(view, last[view.id]) for view in views if len(pages[view.id]) > 1])


def _too_long(view: ChecklistView, over: Sequence[str]) -> Problem:
    room = limits.capacity(len(view.points))
    names = "、".join(f"“{text}”" for text in over) or "页脚"
    message = (
        f"核对单 {view.id} 排到了第二页：有{len(view.points)}个停顿点、{len(view.items)}项，"
        f"一页最多{room}项。放不下的是{names}。删掉或合并{max(len(over), 1)}项，或缩短折成两行的项。"
    )
    return Problem(message, place=view.id)


def stamped(data: bytes, branches: Iterable[str]) -> Iterator[bytes]:
    """The same sheet once for each branch, with its name on it. Raises NoOutline for a strange character."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = [field for field in form.fields(pdf) if str(field.T).endswith(".branch")]
        for name in branches:
            form.set_text(pdf, places, outlines.line(name))
            yield _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return target.getvalue()
