"""Tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from generator.core.texts import _
from generator.core.vocabulary import Mark

if TYPE_CHECKING:
    from generator.book.handbook import Handbook


def coverage(book: Handbook) -> Table:
    """Chapters × clauses, items, rules, drafted rules, rules per channel; the last row adds up."""
    table = Table(title=_("覆盖情况"), title_justify="left", show_footer=True)
    rows = book.coverage
    table.add_column(_("章"), footer=_("合计"))

    def figures(title: str, values: list[int], out_of: list[int] | None = None) -> None:
        total = f"{sum(values)}/{sum(out_of)}" if out_of else str(sum(values))
        table.add_column(title, footer=total, justify="right")

    figures(_("条"), [row.clauses_covered for row in rows], [row.clauses for row in rows])
    figures(_("列项"), [row.items_covered for row in rows], [row.items for row in rows])
    figures(_("规则"), [row.rules for row in rows])
    figures(Mark.DRAFTED.label, [row.drafted for row in rows])
    added = any(row.added for row in rows)
    if added:
        figures(Mark.ADDED.label, [row.added for row in rows])
    for channel in book.channels:
        figures(channel.title, [row.per_channel[channel.id] for row in rows])
    for row in rows:
        table.add_row(
            f"{row.chapter.number} {row.chapter.title}",
            f"{row.clauses_covered}/{row.clauses}",
            f"{row.items_covered}/{row.items}",
            str(row.rules),
            str(row.drafted),
            *([str(row.added)] if added else []),
            *(str(row.per_channel[channel.id]) for channel in book.channels),
        )
    return table
