"""One author's workspace: reads and judges a root, as often as need be, and publishes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator import checks
from generator.book.derived import forget
from generator.book.handbook import Handbook, resolve
from generator.content import loader, report, site_settings
from generator.core.diagnostic import Diagnostic, has_errors, in_order
from generator.core.files.cache import Cache
from generator.exams.papers.ready_papers import papers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.content.library import Library
    from generator.outputs.site.pages.publication import Publication


MADE = ".cache/made"
"""Below the handbook's root: exports, papers, checklists and compiled templates that were made before."""

#: Bytes of it that stay: a dozen editions of this handbook's exports.
_KEPT = 150_000_000


class Workspace:
    """After :meth:`read`: the handbook, the findings and, when there are no errors, the publication.

    ``offline``: whether the finished site will be packed, so that pages offer the zip.
    """

    def __init__(self, root: Path, *, offline: bool = False) -> None:
        self.root = root
        self.offline = offline
        self.cache = Cache(root / MADE, _KEPT)
        self.book: Handbook | None = None
        self.library: Library | None = None
        self.found: tuple[Diagnostic, ...] = ()
        self.publication: Publication | None = None
        self.settings = site_settings.SiteSettings()
        """Those of the handbook's own mkdocs.yml, as they last were without an error."""

    def examine(self, *, thorough: bool = False) -> bool:
        """Reads and judges everything, by slow checks too if ``thorough``; tells whether it may be built.

        Files that are as they were the last time are judged again, but not parsed again.
        """
        self.library = loader.load(self.root, self.library)
        self.book = resolve(self.library)
        settings, misfits = site_settings.read(self.root)
        if not has_errors(misfits):
            self.settings = settings
        found = [*self.library.diagnostics, *misfits] + (
            checks.run(self.book, thorough=thorough) if self.book else []
        )
        if self.book is not None and not has_errors(found):
            found += papers(self.book).faults
        self.found = in_order(found)
        return self.book is not None and not has_errors(self.found)

    def read(self) -> None:
        """Examines and publishes everything; no publication when there are errors."""
        self.publication = None
        if self.examine() and self.book is not None:
            self.publish(self.book)

    def publish(self, book: Handbook, pdfs: Mapping[str, bytes] | None = None) -> None:
        """Publishes a book that was examined and has no errors; ``pdfs``: path → content."""
        from generator.outputs.site import side_files  # noqa: PLC0415 - take longer to import than a check takes
        from generator.outputs.site.pages import pages  # noqa: PLC0415 - take longer to import than a check takes
        from generator.views.render import keep_compiled  # noqa: PLC0415 - likewise

        keep_compiled(self.cache)
        made = side_files.files(book, self.cache) | dict(pdfs or {})
        self.publication = pages.publish(book, made, offline=self.offline)
        self.cache.prune()

    def let_go(self) -> None:
        """Keeps of everything only the files to be copied, once the pages are in other hands."""
        if self.book is not None:
            forget(self.book)
        if self.publication is not None:
            self.publication = replace(self.publication, pages=())
        self.book = self.library = None

    def report_text(self, style: report.Format) -> str:
        """All findings as text."""
        return report.render(self.found, self.library.readings if self.library else {}, style)

    @property
    def report(self) -> str:
        """The findings for a terminal; empty when there are none."""
        return self.report_text(report.Format.FULL) if self.found else ""

    @property
    def facts(self) -> dict[str, Any]:
        """What the theme shows on every page: edition, effective date, and faults while serving."""
        faulty = has_errors(self.found)
        return {
            "edition": self.book.info.edition if self.book else "",
            "effective": self.book.info.effective.isoformat() if self.book else "",
            "faults": self.report_text(report.Format.CONCISE) if faulty else "",
        }
