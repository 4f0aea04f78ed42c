"""Write what is derived from the code: docs/diagnostics.md, and the schemas that editors use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.book import schemas
from generator.checks.manuals import diagnostics_manual
from generator.commands.common import ROOT, readable_book
from generator.core.files import writing
from generator.core.texts import _

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=__doc__)
@ROOT
def command(root: Path) -> None:
    """Writes it below ``root``."""
    written = {root / "docs/diagnostics.md": diagnostics_manual.markdown()}
    written |= {root / "schemas" / name: text for name, text in schemas.schemas(readable_book(root)).items()}
    for path, text in written.items():
        writing.write(path, text)
    click.echo(
        _("已写出：docs/diagnostics.md 和 schemas/ 里的 {count} 个文件").format(count=len(written) - 1)
    )
