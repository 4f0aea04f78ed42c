"""What can be downloaded, as pages offer it: only what was really made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.texts import _
from generator.outputs.data import data_files
from generator.outputs.data.data_files import Download

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.views.chapters import ChapterView


@dataclass(frozen=True, slots=True)
class DownloadRows:
    """The files of a build: what was printed, and the tables of data."""

    made: Mapping[str, bytes]
    """Path on the site → content."""
    tables: tuple[Download, ...]
    offline: bool
    """Whether the site is also packed as a zip, which is made after its pages."""

    def offered(self, path: str, title: str, text: str) -> tuple[Download, ...]:
        """A file with its size; nothing if it was not made."""
        made = self.made.get(path)
        return (Download(path, title, text, data_files.size(len(made))),) if made else ()

    def books(self) -> tuple[Download, ...]:
        """The handbook on paper, and to take along."""
        stick = Download(
            addresses.OFFLINE, _("离线版（zip）"), _("拷到U盘，解压后点“打开手册”，不用联网"), ""
        )
        return (
            *self.offered(addresses.BOOK, _("整本手册（PDF）"), _("A4，带书签、页码和索引")),
            *self.offered(addresses.LARGE_BOOK, _("大字版（PDF）"), _("同样的内容，16磅字")),
            *((stick,) if self.offline else ()),
        )

    def groups(self, chapters: Iterable[ChapterView]) -> tuple[tuple[str, tuple[Download, ...]], ...]:
        """Everything but tests and question banks, by heading."""
        chapter_books = tuple(
            one
            for chapter in chapters
            for one in self.offered(
                addresses.chapter_book(chapter.name.path),
                _("{heading}（PDF）").format(heading=chapter.name.heading),
                _("页码与整本一致"),
            )
        )
        bound = self.offered(
            addresses.sheet("all", "pdf"), _("全部核对单（PDF）"), _("一张一页，可以在屏幕上填写")
        )
        found = (
            (_("手册"), self.books()),
            (_("分章"), chapter_books),
            (_("核对单"), bound),
            (_("数据"), self.tables),
        )
        return tuple((heading, files) for heading, files in found if files)
