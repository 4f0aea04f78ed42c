"""The command ``handbook``. The only place that prints and that knows exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, checks, loader, report
from generator.diagnostic import has_errors, in_order
from generator.handbook import resolve

if TYPE_CHECKING:
    from generator.diagnostic import Diagnostic
    from generator.handbook import Handbook

OK, FAULTS, USAGE = 0, 1, 2


def examine(root: Path) -> tuple[Handbook | None, loader.Library, tuple[Diagnostic, ...]]:
    """Reads and judges everything below ``root``."""
    library = loader.load(root)
    book = resolve(library)
    found = list(library.diagnostics) + (checks.run(book) if book else [])
    return book, library, in_order(found)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turns a policy written as YAML into a handbook people can use."""


ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="Folder of the handbook: the one that holds content/.",
)


@main.command()
@ROOT
@click.option("--format", "style", type=click.Choice([f.value for f in report.Format]), default="full")
def check(root: Path, style: str) -> None:
    """Check all content; print every finding and a coverage table."""
    book, library, found = examine(root)
    click.echo(report.render(found, library.documents, report.Format(style)))
    sys.exit(FAULTS if has_errors(found) or book is None else OK)
