"""The printed handbook as a reader sees it: pages, lines in order, and where its rules are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pymupdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

MM = 72 / 25.4
SAME_LINE = 7  # points between lower edges; lines are 14 apart at least


def bare(text: str) -> str:
    """Without blanks."""
    return re.sub(r"\s", "", text)


@dataclass(frozen=True)
class Line:
    """A printed line: its text without blanks, and where it stands."""

    page: int
    y: float
    text: str


@dataclass
class Read:
    """A PDF as a reader sees it."""

    data: bytes

    @cached_property
    def document(self) -> pymupdf.Document:
        return pymupdf.open(stream=self.data)

    @cached_property
    def body(self) -> list[str]:
        """The text of each page without head and foot, blanks removed, in the order of painting."""
        return [bare(page.get_text(clip=self.inside(page))) for page in self.document]

    @cached_property
    def foot(self) -> list[str]:
        return [
            bare(page.get_text(clip=pymupdf.Rect(0, page.rect.height - 21 * MM, *page.rect.br)))
            for page in self.document
        ]

    @cached_property
    def lines(self) -> list[Line]:
        """A label hangs beside the line it belongs to, a little higher or lower: both are one line."""
        found = []
        for number, page in enumerate(self.document, 1):
            spans = [
                (line["bbox"][3], line["bbox"][0], "".join(span["text"] for span in line["spans"]))
                for block in page.get_text("dict", clip=self.inside(page))["blocks"]
                for line in block.get("lines", ())
            ]
            rows: list[list[tuple[float, float, str]]] = []
            for span in sorted(spans):
                if not rows or span[0] - rows[-1][0][0] > SAME_LINE:
                    rows.append([])
                rows[-1].append(span)
            for row in rows:
                text = bare("".join(text for _, _, text in sorted(row, key=lambda one: one[1])))
                found += [Line(number, row[0][0], text)] if text else []
        return found

    @staticmethod
    def inside(page: pymupdf.Page) -> pymupdf.Rect:
        """The page without head and foot."""
        return pymupdf.Rect(0, 24 * MM, page.rect.width, page.rect.height - 21 * MM)


def rule_lines(
    real_book: Handbook, whole: Read, rule_pages: dict[str, int]
) -> Iterator[tuple[str, list[Line]]]:
    """Each rule with its lines, up to the next heading."""
    headings = {bare(f"{rule.id}{rule.modality.value}{rule.title}"): rule.id for rule in real_book.rules}
    titles = {bare(f"{clause.number}{clause.title}") for clause in real_book.clauses}
    titles |= {bare(f"{s.number}{s.title}") for chapter in real_book.chapters for s in chapter.sections}
    last = max(rule_pages.values()) + 3
    current, lines = "", []
    for line in whole.lines:
        id_ = next((id_ for text, id_ in headings.items() if line.text.startswith(text)), "")
        if id_ or line.text in titles or re.match(r"第.+章", line.text) or line.page > last:
            if current:
                yield current, lines
            current, lines = id_, []
        if current:
            lines.append(line)


def pages_of_rules(real_book: Handbook, whole: Read) -> dict[str, int]:
    """Where the heading of each rule and supplement is printed, found by its text."""
    found = {}
    for rule in (*real_book.rules, *real_book.supplements):
        heading = bare(f"{rule.id}{rule.modality.value}{rule.title}")
        # The index at the end shows headings too, with a page number after the id.
        pages = [number for number, text in enumerate(whole.body, 1) if heading in text]
        assert len(pages) == 1, f"{heading} on pages {pages}"
        found[rule.id] = pages[0]
    return found
