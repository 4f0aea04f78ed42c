"""What all documents for Word share: their measures, and tables whose cells are centred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.outputs.papers.word.ooxml import MM, PAGE_WIDTH, cell, paragraph, row, run, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.exams.papers.view import PaperView

LEFT, RIGHT = round(30 * MM), round(18 * MM)
"""The margins of a paper."""
WIDTH = PAGE_WIDTH - LEFT - RIGHT
EVEN = round(20 * MM)
"""The margins of a sheet without a strip."""
EVEN_WIDTH = PAGE_WIDTH - 2 * EVEN
LINE = "\u00a0"
"""A line to write on is so many of these, underlined."""


def centered(
    texts: Iterable[str], widths: Iterable[int], *, head: bool = False, height: int = 0, bold: bool = False
) -> str:
    """A row of short texts; an empty one is filled in by hand."""
    middle = '<w:vAlign w:val="center"/>'
    cells = [
        cell(paragraph(run(content, bold=bold, hei=bold), style="Center"), width, middle)
        for content, width in zip(texts, widths, strict=True)
    ]
    return row(cells, head=head, height=height)


def scores(paper: PaperView, width: int = WIDTH, *, scorer: bool = True) -> str:
    """题号, 满分, 得分 and perhaps 评分人, a column a part."""
    each = width // (len(paper.parts) + 2)
    widths = (each,) * (len(paper.parts) + 2)
    empty = ("",) * (len(paper.parts) + 1)
    rows = [
        centered((_("题号"), *(part.number for part in paper.parts), _("总分")), widths, head=True),
        centered((_("满分"), *(str(part.marks) for part in paper.parts), str(paper.marks)), widths),
        centered((_("得分"), *empty), widths, height=round(8 * MM)),
    ]
    if scorer:
        rows.append(centered((_("评分人"), *empty), widths, height=round(8 * MM)))
    return table(widths, rows)
