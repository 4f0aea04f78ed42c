"""Text that does not fit: off the page, out of its box, or over other text. Looks at the boxes laid out.

What hangs out on purpose (labels beside a rule, the sealed strip of a paper) moves its own box with it, and
so is inside.
"""

# ruff: noqa: ANN401 - WeasyPrint ships no types

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.core.texts import _
from generator.outputs.pdf.layout.page_refs import GETA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: All lengths here are in CSS pixels, as WeasyPrint counts: 96 an inch.
_MM = 96 / 25.4
#: What rounding and the bearings of glyphs may stick out.
_SLACK = 0.3 * _MM
#: Heads, feet and what else stands in the margins keep this far from the edge: printers print no nearer.
_EDGE = 4 * _MM
#: The part of a line above and below its baseline that holds ink, in ems.
_ABOVE, _BELOW = 0.75, 0.05
#: Ink of two lines that touches by less, in px, is none over the other.
_TOUCH = 1.5
#: An ideographic space at the end of a line is drawn, and shows nothing.
_BLANK = " \u3000"
#: Boxes whose lines may be no longer than they are wide.
_BLOCKS = frozenset({"BlockBox", "InlineBlockBox", "TableCellBox", "MarginBox"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Frame) -> bool:
        """Whether another is inside, but for rounding."""
        return (
            other.left >= self.left - _SLACK
            and other.top >= self.top - _SLACK
            and other.right <= self.right + _SLACK
            and other.bottom <= self.bottom + _SLACK
        )

    def covers(self, other: Frame) -> bool:
        """Whether both have more than a touch in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > _TOUCH and tall > _TOUCH


@dataclass(frozen=True, slots=True)
class Overfull:
    """A piece of text that does not fit, how, and the id of the element that it is in or behind.

    ``around`` is all text of its block, and of the block that it is printed over: what may be too long.
    """

    text: str
    how: str
    place: str
    around: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Text on one line without a gap, and where its ink is."""

    text: str
    ink: Frame
    place: str
    block: str


def find(pages: Iterable[Any]) -> Iterator[Overfull]:
    """What does not fit on the pages of a document that WeasyPrint laid out."""
    for page in pages:
        yield from _Page(page._page_box).found  # noqa: SLF001 - what was laid out is nowhere else to be had


class _Page:
    """A page; walking its boxes collects what it holds."""

    def __init__(self, box: Any) -> None:
        self.found: list[Overfull] = []
        self._place = ""
        self._runs: list[_Run] = []
        self._paper = Frame(_EDGE, _EDGE, box.margin_width() - _EDGE, box.margin_height() - _EDGE)
        content = _content(box)
        for child in box.children:
            self._walk(child, self._paper if child.element is None else content, content)
        self._collide()

    def _walk(self, box: Any, allowed: Frame | None, block: Frame) -> None:
        """``allowed`` is where text may stand; none, when all will be drawn elsewhere: turned."""
        if box.element is not None and (id_ := box.element.get("id")):
            self._place = id_
        if box.style["transform"]:
            allowed = None
        elif allowed is not None and box.style["position"] == "absolute":
            allowed = self._paper
        kind = type(box).__name__
        if kind == "LineBox":
            for run in _runs(box, self._place, _all_text(box)):
                self._judge(run, allowed, block)
        elif kind in _BLOCKS:
            block = _content(box)
        for child in getattr(box, "children", ()):
            self._walk(child, allowed, block)

    def _judge(self, run: _Run, allowed: Frame | None, block: Frame) -> None:
        if allowed is not None:
            self._runs.append(run)
            if not allowed.holds(run.ink):
                self.found.append(Overfull(run.text, _("排出了纸边"), run.place, run.block))
                return
        if run.ink.right > block.right + _SLACK:
            self.found.append(Overfull(run.text, _("排出了它的框"), run.place, run.block))

    def _collide(self) -> None:
        """Finds text over other text; runs are gone through from top to bottom."""
        open_: list[_Run] = []
        for run in sorted(self._runs, key=lambda one: one.ink.top):
            open_ = [one for one in open_ if one.ink.bottom > run.ink.top]
            for one in open_:
                if one.ink.covers(run.ink):
                    how = _("和“{text}”叠在一起").format(text=one.text)
                    self.found.append(Overfull(run.text, how, run.place, f"{one.block} {run.block}"))
            open_.append(run)


def _content(box: Any) -> Frame:
    left, top = box.content_box_x(), box.content_box_y()
    return Frame(left, top, left + box.width, top + box.height)


def _runs(line: Any, place: str, block: str) -> Iterator[_Run]:
    """The text of a line, in pieces where something else stands between; places for page numbers are none."""
    run: _Run | None = None
    for box in _texts(line):
        text = box.text.rstrip(_BLANK)
        if not text or GETA in text:
            continue
        size = box.style["font_size"]
        blank = sum(size for char in box.text[len(text) :] if char == "\u3000")
        base = box.position_y + box.baseline
        ink = Frame(
            box.position_x,
            base - _ABOVE * size,
            box.position_x + box.width - blank,
            base + _BELOW * size,
        )
        if run is not None and 0 <= ink.left - run.ink.right < size and ink.bottom == run.ink.bottom:
            run = replace(run, text=run.text + box.text.rstrip(_BLANK), ink=replace(run.ink, right=ink.right))
            continue
        if run is not None:
            yield run
        run = _Run(text, ink, place, block)
    if run is not None:
        yield run


def _all_text(box: Any) -> str:
    return "" if box.element is None else "".join(box.element.itertext())


def _texts(box: Any) -> Iterator[Any]:
    """Text in inline boxes; a block within the line has lines of its own."""
    for child in getattr(box, "children", ()):
        kind = type(child).__name__
        if kind == "TextBox":
            yield child
        elif kind == "InlineBox":
            yield from _texts(child)
