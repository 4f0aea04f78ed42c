"""Every PDF of a publication: what they are, and how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pdf import checklist, handbook, paper, pool
from generator.views import checklist as checklists
from generator.views.catalog import Catalog

if TYPE_CHECKING:
    from pathlib import Path

    from generator.handbook import Handbook
    from generator.pdf.jobs import Job
    from generator.pdf.pool import Observer

CACHE = ".cache/pdf"
"""Below the handbook's root: what was made before."""


def pdfs(book: Handbook) -> dict[str, Job]:
    """Path on the site → the job that makes the file."""
    return handbook.jobs(book) | checklist.jobs(checklists.views(Catalog(book))) | paper.jobs(book)


def make(
    book: Handbook, root: Path, processes: int | None = None, observer: Observer | None = None
) -> dict[str, bytes]:
    """All PDFs. Raises PdfUnavailable when this machine cannot, PdfFault when the content does not let it."""
    return pool.make(pdfs(book), cache=root / CACHE, processes=processes, observer=observer)
