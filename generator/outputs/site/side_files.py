"""What goes along with pages and takes a while to make: downloads, and the data of the search box."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator import search
from generator.book import addresses
from generator.core.files.cache import Results
from generator.outputs.bank import exports
from generator.outputs.data import checklist_tables, data_files
from generator.outputs.papers import ready_files
from generator.search.data import FIRST, SECOND
from generator.views.catalog import catalog_of
from generator.views.pages import checklist

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.core.files.cache import Cache


def files(book: Handbook, cache: Cache | None = None) -> dict[str, bytes]:
    """Path on the site → content; ``cache`` has what was made of the same values before."""
    results = Results(cache)
    effective = book.info.effective
    sheets = {
        addresses.sheet(one.id, "xlsx"): results.get(
            "checklist", (one, effective), partial(checklist_tables.spreadsheet, one, effective)
        )
        for one in checklist.views(catalog_of(book))
    }
    return {
        **data_files.files(book, results),
        **sheets,
        **exports.files(book, results),
        **ready_files.files(book, results),
        **search.files(search.catalogue_of(book), cache),
    }


def holds(path: str) -> bool:
    """Whether a path of the site is that of one of :func:`files` that content goes into, or tells of them.

    The scripts of the search box are not: every page loads them.
    """
    return path.startswith(addresses.DOWNLOADS) or path in {FIRST, SECOND, addresses.MANIFEST}
