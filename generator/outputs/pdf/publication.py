"""Every PDF of a publication: what they are, and how they are made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.core.files.cache import Cache
from generator.outputs.pdf.kinds import checklist, handbook, paper
from generator.outputs.pdf.making import pool
from generator.outputs.pdf.making.cluster import Cluster
from generator.outputs.pdf.making.processes import Processes
from generator.views.catalog import catalog_of
from generator.views.pages.checklist import views

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.outputs.pdf.making.pool import Observer
    from generator.outputs.pdf.making.tasks import Task

CACHE = ".cache/pdf"
"""Below the handbook's root: what was made before."""


def pdfs(book: Handbook) -> dict[str, Task]:
    """Path on the site → the job that makes the file."""
    return handbook.jobs(book) | checklist.jobs(views(catalog_of(book))) | paper.jobs(book)


def make(
    book: Handbook,
    root: Path,
    processes: int | None = None,
    observer: Observer | None = None,
    *,
    scheduler: str = "",
    shared: Path | None = None,
) -> dict[str, bytes]:
    """All PDFs, made by processes here or by the cluster whose scheduler has that address.

    ``shared`` is a folder to keep results in, together with others, instead of the handbook's own. Raises
    PdfUnavailableError when this machine or the cluster cannot, PdfError when the content forbids it.
    """
    start = partial(Cluster, scheduler) if scheduler else Processes
    cache = Cache(shared, limit=None) if shared else Cache(root / CACHE)
    return pool.make(pdfs(book), cache=cache, processes=processes, observer=observer, start=start)
