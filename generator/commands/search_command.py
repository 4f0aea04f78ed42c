"""Search as the site does, and say why each result is where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands.common import ROOT, readable_book
from generator.search import Index, catalogue_of, explain

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=__doc__)
@ROOT
@click.argument("query", nargs=-1, required=True)
@click.option("--top", type=click.IntRange(1, 100), default=5, show_default=True, help="How many results.")
def command(root: Path, query: tuple[str, ...], top: int) -> None:
    """Prints the best results."""
    click.echo(explain(Index(catalogue_of(readable_book(root))), " ".join(query), top))
