"""What our PDF of the handbook says, as a document for typst: headings, lists, contents, page references."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.outputs.pdf.kinds import handbook

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.outputs.pdf.layout.page_refs import Slot

HEAD = """#set page(paper: "a4", margin: (inside: 25mm, outside: 20mm, y: 24mm), numbering: "1/1",
  header: context align(right, counter(heading).display()))
#set text(font: "Noto Serif CJK SC", size: 10.5pt, lang: "zh")
#set par(leading: .8em)
#show heading: set text(font: "Noto Sans CJK SC")
#let page-of(name) = context str(counter(page).at(label(name)).first())
#let at(name) = [#metadata(none)#label(name)]
"""
_SLOT = re.compile(r"〓(\d+)")
_BLOCKS = frozenset({"p", "li", "dt", "dd", "th", "td", "h1", "h2", "h3", "h4"})


class _Converter(HTMLParser):
    def __init__(self, slots: tuple[Slot, ...]) -> None:
        super().__init__()
        self.out: list[str] = []
        self._slots = slots
        self._words: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._silent = False
        elif tag == "head":
            self._silent = True
        if tag in _BLOCKS:
            self._flush("")
        if (id_ := dict(attrs).get("id")) is not None:
            self.out.append(f"#at({json.dumps(id_)})")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(tag)

    def handle_data(self, data: str) -> None:
        if self._silent or not data.strip():
            return
        at = 0
        for found in _SLOT.finditer(data):
            self._words.append(f"#{_string(data[at : found.start()])}")
            self._words.append(f"#page-of({json.dumps(self._slots[int(found[1])].target)})")
            at = found.end()
        self._words.append(f"#{_string(data[at:])}")

    def _flush(self, tag: str) -> None:
        text, self._words = "".join(self._words), []
        if text:
            level = int(tag[1]) if tag.startswith("h") else 0
            lead = f"{'=' * level} " if level else "- " if tag == "li" else ""
            self.out.append(f"{lead}{text}\n")


def _string(text: str) -> str:
    return json.dumps(text.replace("\n", ""), ensure_ascii=False) + ";"


def document(book: Handbook) -> str:
    """The source of the document."""
    job = handbook.jobs(book)[addresses.BOOK]
    _, *parts = job.inputs
    out = [HEAD, "#outline(depth: 3)", "#pagebreak()"]
    for part, slots in zip(parts, job.work.slots, strict=True):  # type: ignore[attr-defined]
        converter = _Converter(slots)
        converter.feed(part.work.html)  # type: ignore[attr-defined]
        out += converter.out
    return "\n".join(out)
