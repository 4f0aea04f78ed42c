"""The form in a printed sheet: lines to write on, and a branch's name set into them.

WeasyPrint makes tagged checkboxes, but a text field of its own would embed a whole font. So the template
places a checkbox where a line should be, and it becomes a text field here: no font is embedded, viewers bring
their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.pdf.outlines import Line

#: The last part of the names of fields that hold text.
TEXT_FIELDS = ("notes", "done-by", "checked-by", "date", "branch", "reference")
_FONT_SIZE = 10
_PRINT, _READ_ONLY, _MULTILINE, _INDENT = 4, 1, 4096, 3
#: A field that is higher, in pt, takes several lines.
_TALL = 24


def fields(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every field, in reading order."""
    form = pdf.Root.get("/AcroForm")
    if form is not None:
        yield from list(form.Fields.as_list())


def finish(pdf: pikepdf.Pdf) -> None:
    """Turns the places of lines into text fields; checkboxes get a state for being empty."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    helvetica = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    form.DR = Dictionary(Font=Dictionary(Helv=helvetica))
    form.DA = String(f"/Helv {_FONT_SIZE} Tf 0 g")
    # With it, viewers would draw every field anew, the branch's name in a font without Chinese too.
    del form["/NeedAppearances"]
    for field in fields(pdf):
        field.F = _PRINT
        if str(field.T).rpartition(".")[2] in TEXT_FIELDS:
            _make_text(pdf, field)
        else:
            field.AP.N["/Off"] = _appearance(pdf, field, b"")


def _make_text(pdf: pikepdf.Pdf, field: pikepdf.Object) -> None:
    for key in ("/AS", "/MK", "/Border"):
        if key in field:
            del field[key]
    field.FT = Name.Tx
    field.V = String("")
    if _size(field)[1] > _TALL:
        field.Ff = _MULTILINE
    field.DA = String(f"/Helv {_FONT_SIZE} Tf 0 g")
    field.AP = Dictionary(N=_appearance(pdf, field, b"/Tx BMC EMC"))


def _size(field: pikepdf.Object) -> tuple[float, float]:
    left, one, right, other = (float(number) for number in field.Rect)
    return abs(right - left), abs(other - one)


def _appearance(
    pdf: pikepdf.Pdf, field: pikepdf.Object, content: bytes, resources: Dictionary | None = None
) -> pikepdf.Object:
    width, height = _size(field)
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=resources or Dictionary(),
    )


def set_text(pdf: pikepdf.Pdf, chosen: Iterable[pikepdf.Object], line: Line) -> None:
    """Fills fields with a line of text that needs no font from the viewer, and closes them to writing."""
    resources = line.resources(pdf)
    for field in chosen:
        width, height = _size(field)
        size = min(_FONT_SIZE * 1.1, (width - 2 * _INDENT) / max(line.width, 1))
        baseline = (height - size) / 2 + size * 0.14
        field.V = String(line.text)
        field.Ff = _READ_ONLY
        drawn = line.draw(size, _INDENT, baseline)
        field.AP = Dictionary(N=_appearance(pdf, field, b"/Tx BMC " + drawn + b" EMC", resources))
