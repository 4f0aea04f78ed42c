"""Parts → one PDF: pages counted, page numbers written into their slots, links, bookmarks and tags joined."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from generator.core.texts import _
from generator.outputs.pdf.layout import page_numbers
from generator.outputs.pdf.layout.merge_fonts import share
from generator.outputs.pdf.layout.page_numbers import Numbering
from generator.outputs.pdf.layout.shrink_fonts import compact
from generator.outputs.pdf.saving import saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.outputs.pdf.layout.page_refs import Slot

SCHEME = "bound:"
"""Begins the address of a link in a part; what follows is an id, in this part or in another."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document that is bound with others. ``slots`` are its places for page numbers, by index."""

    pdf: bytes
    slots: tuple[Slot, ...]


def number(parts: Iterable[bytes]) -> Numbering:
    """Counts the pages of parts that are bound in this order."""
    first: list[int] = []
    page_of: dict[str, int] = {}
    part_of: dict[str, int] = {}
    total = 0
    for index, data in enumerate(parts):
        total += total % 2
        first.append(total + 1)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            positions = {page.obj.objgen: at for at, page in enumerate(pdf.pages, total + 1)}
            for name, place in _anchors(pdf):
                page_of[name] = positions[place[0].objgen]
                part_of[name] = index
            total += len(pdf.pages)
    return Numbering(tuple(first), total, page_of, part_of)


def bind(
    parts: Sequence[Part],
    numbering: Numbering,
    *,
    files: Sequence[str] = (),
    only: int | None = None,
) -> bytes:
    """Joins all parts; with ``only``, takes the one part that has this index: an extract with its numbers.

    ``files`` names the file of each part, for links from an extract to what is elsewhere. Raises KeyError
    when a link or slot names an id that no part has: templates and views must not let that happen.
    """
    with ExitStack() as stack:
        opened = [stack.enter_context(pikepdf.open(io.BytesIO(part.pdf))) for part in parts]
        for index, (part, pdf) in enumerate(zip(parts, opened, strict=True), only or 0):
            page_numbers.write(pdf, part.slots, numbering, numbering.first[index])
        book = opened[0]
        for pdf in opened[1:]:
            _append(book, pdf)
        _close_outlines(book)
        _link(book, numbering, files)
        if only is not None:
            start = numbering.first[only]
            book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=start)]))
        share(book)
        compact(book)
        return saved(book)


def _anchors(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return []
    flat = list(names.Dests.Names)
    return [(str(name), place) for name, place in zip(flat[::2], flat[1::2], strict=True)]


def _append(book: pikepdf.Pdf, pdf: pikepdf.Pdf) -> None:
    """Puts the pages of ``pdf`` behind those of ``book``, the first on a right-hand page."""
    if len(book.pages) % 2:
        box = book.pages[-1].mediabox
        book.add_blank_page(page_size=(float(box[2]), float(box[3])))
    start = len(book.pages)
    shift = max(int(key) for key in list(book.Root.StructTreeRoot.ParentTree.Nums)[::2]) + 1
    book.pages.extend(pdf.pages)
    for page in list(book.pages)[start:]:
        page.obj.StructParents = int(page.obj.StructParents) + shift
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift
    _append_tags(book, pdf, shift)
    if (dests := _anchors(pdf)) and book.Root.get("/Names") is None:
        book.Root.Names = Dictionary(Dests=Dictionary(Names=Array()))
    copied = [(name, book.copy_foreign(pdf.make_indirect(place))) for name, place in dests]
    flat = sorted([*_anchors(book), *copied], key=lambda pair: pair[0].encode("utf-16-be"))
    if flat:
        book.Root.Names.Dests.Names = Array([one for name, place in flat for one in (String(name), place)])
    if "/Outlines" in pdf.Root:
        _append_outlines(book, pdf)


def _append_tags(book: pikepdf.Pdf, pdf: pikepdf.Pdf, shift: int) -> None:
    root = book.copy_foreign(pdf.make_indirect(pdf.Root.StructTreeRoot))
    document, whole = root.K[0], book.Root.StructTreeRoot.K[0]
    for element in list(document.K):
        element.P = whole
        whole.K.append(element)
    numbers = list(root.ParentTree.Nums)
    tree = book.Root.StructTreeRoot.ParentTree.Nums
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        tree.append(int(key) + shift)
        tree.append(value)


def _append_outlines(book: pikepdf.Pdf, pdf: pikepdf.Pdf) -> None:
    new = book.copy_foreign(pdf.make_indirect(pdf.Root.Outlines))
    if "/Outlines" not in book.Root:
        book.Root.Outlines = new
        return
    old = book.Root.Outlines
    item = new.First
    item.Prev, old.Last.Next = old.Last, item
    while True:
        item.Parent = old
        if "/Next" not in item:
            break
        item = item.Next
    old.Last = item


def _close_outlines(book: pikepdf.Pdf) -> None:
    """Shows the first level only; each item opens what is below it."""
    if "/Outlines" not in book.Root:
        return
    count, item = 1, book.Root.Outlines.First
    while "/Next" in item:
        count, item = count + 1, item.Next
    book.Root.Outlines.Count = count


def _link(book: pikepdf.Pdf, numbering: Numbering, files: Sequence[str]) -> None:
    """Turns addresses that begin with bound: into places in this file, or in the file of another part."""
    here = {name for name, __ in _anchors(book)}
    for page in book.pages:
        for annotation in page.obj.get("/Annots", ()):
            address = str(annotation.A.URI) if "/A" in annotation else ""
            if not address.startswith(SCHEME):
                continue
            id_ = address.removeprefix(SCHEME)
            annotation.Contents = String(
                _("{id}，第{page_of}页").format(id=id_, page_of=numbering.page_of[id_])
            )
            if id_ in here:
                del annotation.A
                annotation.Dest = String(id_)
            else:
                annotation.A.URI = String(f"{files[numbering.part_of[id_]]}#{id_}")
