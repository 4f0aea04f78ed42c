"""A handbook's whole publication, as a build makes it but for what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.site import side_files
from generator.outputs.site.pages import pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.book.handbook import Handbook
    from generator.outputs.site.pages.publication import Publication


def published(book: Handbook, pdfs: Mapping[str, bytes] | None = None) -> Publication:
    """Pages, downloads, data of the search; ``pdfs``: path → content."""
    return pages.publish(book, side_files.files(book) | dict(pdfs or {}))
