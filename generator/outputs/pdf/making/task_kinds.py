"""What jobs do for books and papers: bytes from finished HTML, or from what other jobs made.

Everything that a result depends on stands in the work itself (HTML, style sheets, slots), or in the modules
that this one imports: provenance.py reads them for the key. So no template is filled here and no file of
ours is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.pdf.layout import join
from generator.outputs.pdf.layout.page_numbers import Numbering
from generator.outputs.pdf.making import weasy

if TYPE_CHECKING:
    from generator.outputs.pdf.layout.page_refs import Slot


@dataclass(frozen=True)
class Render:
    """Sets a document."""

    html: str
    styles: tuple[str, ...]

    def __call__(self, *_inputs: bytes) -> bytes:
        """See engine.render."""
        return weasy.render(self.html, styles=self.styles)


@dataclass(frozen=True)
class Printed:
    """Sets a document of its own whose pages are counted."""

    html: str
    styles: tuple[str, ...]
    slots: tuple[Slot, ...]

    def __call__(self, *_inputs: bytes) -> bytes:
        """The PDF, with page numbers."""
        data = weasy.render(self.html, styles=self.styles)
        return join.bind([join.Part(data, self.slots)], join.number([data]))


@dataclass(frozen=True)
class Count:
    """Counts the pages of all parts."""

    def __call__(self, *inputs: bytes) -> bytes:
        """See binding.number."""
        return join.number(inputs).dump()


@dataclass(frozen=True)
class Bind:
    """Binds parts: all of them, or one as an extract. Its first input is what Count gave."""

    slots: tuple[tuple[Slot, ...], ...]
    only: int | None = None
    files: tuple[str, ...] = ()

    def __call__(self, *inputs: bytes) -> bytes:
        """See binding.bind."""
        counted, *pdfs = inputs
        parts = [join.Part(pdf, slots) for pdf, slots in zip(pdfs, self.slots, strict=True)]
        return join.bind(parts, Numbering.load(counted), files=self.files, only=self.only)
