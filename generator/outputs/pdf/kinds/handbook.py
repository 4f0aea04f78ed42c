"""The handbook's PDFs: the whole, each chapter, and the large-print edition of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.texts import _
from generator.outputs.pdf.layout import paging, typography
from generator.outputs.pdf.layout.page_refs import Slots
from generator.outputs.pdf.making.task_kinds import Bind, Count, Render
from generator.outputs.pdf.making.tasks import Task
from generator.views.catalog import catalog_of
from generator.views.pages import booklet
from generator.views.render import render
from generator.web import STYLES, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.outputs.pdf.layout.page_refs import Slot
    from generator.outputs.pdf.layout.paging import Format
    from generator.views.pages.booklet import Booklet

_TOKENS = STYLES / "tokens.css"


@dataclass(frozen=True)
class _Part:
    name: str
    """Of its file, when it has one."""
    title: str
    html: str
    slots: tuple[Slot, ...]


def jobs(book: Handbook) -> dict[str, Task]:
    """A job for each PDF, by its path on the site."""
    view = booklet.view(catalog_of(book))
    parts = tuple(_parts(view, paging.NORMAL))
    found = {addresses.BOOK: _whole(_("整本手册"), parts, _styles())}
    chapters = range(1, 1 + len(view.chapters))
    files = tuple(
        f"{part.name}.pdf" if at in chapters else "../handbook.pdf" for at, part in enumerate(parts)
    )
    counted, *set_parts = found[addresses.BOOK].inputs
    for at, chapter in zip(chapters, view.chapters, strict=True):
        bind = Bind((parts[at].slots,), at, files)
        found[addresses.chapter_book(chapter.name.path)] = Task(
            chapter.name.heading, bind, (counted, set_parts[at])
        )
    found[addresses.LARGE_BOOK] = _whole(
        _("大字版"), tuple(_parts(view, paging.LARGE)), (*_styles(), _style("large"))
    )
    return found


def _whole(name: str, parts: tuple[_Part, ...], styles: tuple[str, ...]) -> Task:
    inputs = tuple(
        Task(_("{name}：{part_title}").format(name=name, part_title=part.title), Render(part.html, styles))
        for part in parts
    )
    counted = Task(_("{name}：页码").format(name=name), Count(), inputs)
    return Task(name, Bind(tuple(part.slots for part in parts)), (counted, *inputs))


def _parts(view: Booklet, page: Format) -> Iterator[_Part]:
    expected = paging.expected(view, page)

    def part(template: str, name: str, title: str, **values: object) -> _Part:
        slots = Slots(expected)
        whole = partial(paging.is_whole, page=page)
        html = render(f"print/{template}.html.j2", book=view, slots=slots, is_whole=whole, **values)
        return _Part(name, title, typography.set_text(html), slots.made)

    yield part("front", "front", _("卷首"))
    for chapter in view.chapters:
        yield part("chapter", chapter.name.path, chapter.name.heading, view=chapter)
    annexes = {  # each for itself: all at once would take half a gigabyte to set
        "glossary": (addresses.title(addresses.GLOSSARY), view.terms),
        "supplements": (addresses.title(addresses.SUPPLEMENTS), view.supplements.count),
        "basis": (addresses.title(addresses.BASIS), view.basis),
        "index": (addresses.title(addresses.RULES), True),
    }
    for name, (title, is_wanted) in annexes.items():
        if is_wanted:
            yield part("back", name, title, annex=name)


def _styles() -> tuple[str, ...]:
    return _TOKENS.read_text(encoding="utf-8"), _style("handbook")


def _style(name: str) -> str:
    return (TEMPLATES / "print" / f"{name}.css").read_text(encoding="utf-8")
