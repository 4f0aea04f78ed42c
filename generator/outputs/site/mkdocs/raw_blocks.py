"""A Markdown extension: takes our own finished HTML blocks out of the text before anything parses them.

A block runs from a line that starts with ``<tag class="hb-`` to the next blank line, but a
link to a rule (``hb-inline``) may begin an author's paragraph. Without the extension
the page is the same; Python-Markdown and MkDocs then parse megabytes of HTML only to put them back unchanged.
"""

from __future__ import annotations

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r'^<[a-z0-9]+ class="hb-(?!inline").*(?:\n.+)*', re.MULTILINE)
#: After line ends are normal (30), before MkDocs (21.5) and Markdown (20) look for HTML.
_PRIORITY = 25


class _TakeOut(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        def store(match: re.Match[str]) -> str:
            return "\n" + self.md.htmlStash.store(match.group()) + "\n"

        return _BLOCK.sub(store, "\n".join(lines)).split("\n")


class RawBlocks(Extension):
    """See the module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name for it
        """Registers the preprocessor."""
        md.preprocessors.register(_TakeOut(md), "handbook-raw-blocks", _PRIORITY)


def makeExtension() -> RawBlocks:  # noqa: N802 - the name Markdown looks for
    """Markdown finds the extension by this function."""
    return RawBlocks()
