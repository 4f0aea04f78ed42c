"""Branches' names on sheets that are already set: a file for each, and one of all for the print shop."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from generator.book import sheet_limits
from generator.outputs.pdf.layout import form, outlines
from generator.outputs.pdf.saving import saved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MM = 72 / 25.4
_READ_ONLY, _INDENT = 1, 3
#: Two lines need a little more height than a field has; there is room above it.
_GROWN = 2
_LEADING, _DESCENT = 1.06, 0.14


@dataclass(frozen=True, slots=True)
class Stamp:
    """A name as it will stand in the field: its size in pt, and one or two lines."""

    text: str
    size: float
    lines: tuple[str, ...]


def stamp(text: str) -> Stamp:
    """Fits a name into its field; raises NoOutlineError when it would be too small, or a glyph is lacking."""
    return Stamp(text, *outlines.rows(text, sheet_limits.NAME_WIDTH * _MM - 2 * _INDENT))


def stamped(data: bytes, stamps: Iterable[Stamp]) -> Iterator[bytes]:
    """The same sheets once for each branch, with its name on them; all else can still be filled in."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = [(field, _box(field)) for field in form.fields(pdf) if _is_branch(field)]
        for one in stamps:
            drawn: dict[float, pikepdf.Object] = {}
            for field, (left, bottom, right, top) in places:
                tall = top - bottom + _grown(one)
                if tall not in drawn:
                    drawn[tall] = _drawn(pdf, one, right - left, tall)
                field.V = String(one.text)
                field.Ff = _READ_ONLY
                field.Rect = Array([left, bottom, right, bottom + tall])
                field.AP = Dictionary(N=drawn[tall])
            yield saved(pdf)


def joined(data: bytes, stamps: Iterable[Stamp]) -> bytes:
    """The sheets of all branches in one file to print: no form, no tags, a bookmark a branch."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheets = [page.obj for page in pdf.pages]
        boxes = {field.P.objgen: _box(field) for field in form.fields(pdf) if _is_branch(field)}
        before, after = pdf.make_stream(b"q"), pdf.make_stream(b"Q")
        for key in ("/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        with pdf.open_metadata() as metadata:
            del metadata["pdfuaid:part"]
        del pdf.pages[:]
        bookmarks = []
        for one in stamps:
            bookmarks.append(OutlineItem(one.text, len(pdf.pages)))
            names: dict[tuple[float, ...], tuple[pikepdf.Object, pikepdf.Object]] = {}
            for sheet in sheets:
                left, bottom, right, top = box = boxes[sheet.objgen]
                if box not in names:
                    drawn = _drawn(pdf, one, right - left, top - bottom + _grown(one))
                    show = f"q 1 0 0 1 {left:.3f} {bottom:.3f} cm /Branch Do Q".encode()
                    names[box] = drawn, pdf.make_stream(show)
                drawn, show_it = names[box]
                page = {key: value for key, value in sheet.items() if key not in _OF_FORMS}
                page["/Contents"] = Array([before, sheet.Contents, after, show_it])
                page["/Resources"] = _with(sheet.Resources, drawn)
                pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(page))))
        with pdf.open_outline() as outline:
            outline.root.extend(bookmarks)
        return saved(pdf)


_OF_FORMS = ("/Annots", "/StructParents", "/Tabs", "/Parent")


def _with(resources: pikepdf.Object, drawn: pikepdf.Object) -> Dictionary:
    """A sheet's resources and the name's drawing."""
    others = dict(resources.get("/XObject", Dictionary()).items())
    return Dictionary({**dict(resources.items()), "/XObject": Dictionary({**others, "/Branch": drawn})})


def _is_branch(field: pikepdf.Object) -> bool:
    return str(field.T).endswith(".branch")


def _box(field: pikepdf.Object) -> tuple[float, float, float, float]:
    left, one, right, other = (float(number) for number in field.Rect)
    return min(left, right), min(one, other), max(left, right), max(one, other)


def _grown(one: Stamp) -> float:
    return _GROWN * (len(one.lines) - 1)


def _drawn(pdf: pikepdf.Pdf, one: Stamp, wide: float, tall: float) -> pikepdf.Object:
    """The appearance of a field with the name in it."""
    line = outlines.line(one.text)
    lowest = (tall - one.size * (1 + _LEADING * (len(one.lines) - 1))) / 2 + one.size * _DESCENT
    shown = b" ".join(
        line.draw(one.size, _INDENT, lowest + one.size * _LEADING * at, part)
        for at, part in enumerate(reversed(one.lines))
    )
    return pdf.make_stream(
        b"/Tx BMC " + shown + b" EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(wide, 3), round(tall, 3)]),
        Resources=line.resources(pdf),
    )
