"""List questions whose rules changed; with --stamp record a fresh look at some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.book import review
from generator.commands.common import ROOT, sound_book
from generator.content import layout
from generator.core.files import writing
from generator.core.texts import _

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=__doc__)
@ROOT
@click.option("--stamp", "stamping", is_flag=True, help="Record that the questions were looked at.")
@click.option("--all", "every", is_flag=True, help="With --stamp: all questions of the bank.")
@click.argument("questions", nargs=-1)
def command(root: Path, questions: tuple[str, ...], *, stamping: bool, every: bool) -> None:
    """Lists what waits for review, or writes stamps."""
    book = sound_book(root)
    known = {question.id for question in book.questions}
    if unknown := [id_ for id_ in questions if id_ not in known]:
        raise click.UsageError(_("没有这道题：{unknown}").format(unknown=_("、").join(unknown)))
    if stamping != bool(questions or every) or (questions and every):
        raise click.UsageError(_("写成 ./run review --stamp 试题编号……，或 ./run review --stamp --all"))
    if stamping:
        chosen = known if every else set(questions)
        path = root / book.library.path_of(layout.REVIEWED)
        writing.write(path, review.stamped(book, chosen))
        click.echo(_("已盖戳：{count}道题，记在 {path}").format(count=len(chosen), path=path))
        return
    waiting = review.pending(book)
    for one in waiting:
        why = (
            _("{changed} 改过了").format(changed=_("、").join(one.changed))
            if one.changed
            else _("还没有复核戳")
        )
        click.echo(f"{one.question}\t{why}\t{' '.join(one.stem.split())}")
    stale = sum(bool(one.changed) for one in waiting)
    click.echo(
        _("待复核 {stale} 道，没有复核戳 {count} 道，共 {known} 道题。").format(
            stale=stale, count=len(waiting) - stale, known=len(known)
        )
    )
