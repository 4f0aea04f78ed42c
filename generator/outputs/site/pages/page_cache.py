"""Pages that were drawn before, with what they were drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.site.pages.publication import Page


class PageCache:
    """Equal views make an equal page: while serving, most are what they were."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[object, Page]] = {}

    def page(self, folder: str, shown: object, draw: Callable[[], Page]) -> Page:
        """The page of a folder, drawn if ``shown`` is not what it was."""
        before = self._drawn.get(folder)
        page = before[1] if before and before[0] == shown else draw()
        self._drawn[folder] = (shown, page)
        return page
