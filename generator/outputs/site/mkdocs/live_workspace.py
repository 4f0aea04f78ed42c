"""A workspace whose author looks on: what an edit does not touch stays, and so does the last good state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content import report
from generator.outputs.site import side_files
from generator.outputs.site.pages import pages
from generator.outputs.site.pages.page_cache import PageCache
from generator.outputs.site.workspace import Workspace
from generator.views.render import keep_compiled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.book.handbook import Handbook


class LiveWorkspace(Workspace):
    """After every :meth:`read` the pages are those of the content, or the last good ones.

    Downloads and the data of the search box take longer to make than an author wants to wait, and hardly
    anybody asks for them between two edits: they are those of an earlier reading until :meth:`complete`.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        keep_compiled(self.cache)
        self._memory = PageCache()
        self._good: Handbook | None = None
        self._made: Mapping[str, bytes] = {}
        self.is_complete = False
        """Whether all files of the publication are of the same content as its pages."""

    def read(self) -> None:
        """Examines and publishes; faults leave the previous publication in place, if ever there was one."""
        if self.examine() and self.book is not None:
            self._good, self.is_complete = self.book, False
            if self._made:
                self._publish(self.book)
            else:
                self.complete()
        elif self._good is None:
            self.publication = pages.faults_only(self.report_text(report.Format.FULL))

    def complete(self) -> None:
        """Makes everything that goes along with the pages, too."""
        if self._good is not None and not self.is_complete:
            self._made = side_files.files(self._good, self.cache)
            self._publish(self._good)
            self.cache.prune()
            self.is_complete = True

    def _publish(self, book: Handbook) -> None:
        self.publication = pages.publish(book, self._made, memory=self._memory)
