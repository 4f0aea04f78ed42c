"""List questions whose rules changed; with --stamp record a fresh look at some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.book import review
from generator.commands.common import ROOT, sound_book
from generator.outputs.target import atomic

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
        raise click.UsageError(f"没有这道题：{'、'.join(unknown)}")
    if stamping != bool(questions or every) or (questions and every):
        raise click.UsageError("写成 ./run review --stamp 试题编号……，或 ./run review --stamp --all")
    if stamping:
        chosen = known if every else set(questions)
        path = root / review.place(book)
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace_text(path, review.stamped(book, chosen))
        click.echo(f"已盖戳：{len(chosen)}道题，记在 {path}")
        return
    waiting = review.pending(book)
    for one in waiting:
        why = f"{'、'.join(one.changed)} 改过了" if one.changed else "还没有复核戳"
        click.echo(f"{one.question}\t{why}\t{' '.join(one.stem.split())}")
    stale = sum(bool(one.changed) for one in waiting)
    click.echo(f"待复核 {stale} 道，没有复核戳 {len(waiting) - stale} 道，共 {len(known)} 道题。")
