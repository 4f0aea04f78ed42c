"""Every PDF of a publication: what they are, and how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pdf.kinds import checklist, handbook, paper
from generator.outputs.pdf.making import pool
from generator.views.catalog import Catalog
from generator.views.pages import checklist as checklists

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.outputs.pdf.making.pool import Observer
    from generator.outputs.pdf.making.tasks import Task

CACHE = ".cache/pdf"
"""Below the handbook's root: what was made before."""


def pdfs(book: Handbook) -> dict[str, Task]:
    """Path on the site → the job that makes the file."""
    return handbook.jobs(book) | checklist.jobs(checklists.views(Catalog(book))) | paper.jobs(book)


def make(
    book: Handbook, root: Path, processes: int | None = None, observer: Observer | None = None
) -> dict[str, bytes]:
    """All PDFs. Raises PdfUnavailableError when this machine cannot, PdfError when the content forbids it."""
    return pool.make(pdfs(book), cache=root / CACHE, processes=processes, observer=observer)
