"""The form in a printed sheet: lines to write on.

WeasyPrint makes tagged checkboxes, but a text field of its own would embed a whole font. So the template
places a checkbox where a line should be, and it becomes a text field here; all fields of a file share one
font, whose characters are known (typeface.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from generator.outputs.pdf.layout import typeface

if TYPE_CHECKING:
    from collections.abc import Iterator


#: The last part of the names of fields that hold text.
TEXT_FIELDS = ("notes", "done-by", "checked-by", "date", "branch", "reference")
#: What ends the name of a line beside an item: what is written down with the tick.
_RECORD = "-record"
#: PDFium writes Chinese with the form's font only if that is no Latin one, which it tells by this name;
#: otherwise it takes one of the machine's and does not embed it. To all others it is a name like any.
_FONT = "/Wingdings"
_DRAWN = f"{_FONT} 10 Tf 0 g"
_PRINT, _MULTILINE = 4, 4096
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
    form.DR = Dictionary(Font=Dictionary({_FONT: typeface.embed(pdf)}))
    form.DA = String(_DRAWN)
    # With it, viewers would draw every field anew, and a branch's name may have signs that this font lacks.
    del form["/NeedAppearances"]
    for field in fields(pdf):
        field.F = _PRINT
        if holds_text(str(field.T).rpartition(".")[2]):
            _make_text(pdf, field)
        else:
            field.AP.N["/Off"] = _appearance(pdf, field, b"")


def holds_text(name: str) -> bool:
    """Whether the field of this name, without its sheet's, is a line to write on."""
    return name in TEXT_FIELDS or name.endswith(_RECORD)


def _make_text(pdf: pikepdf.Pdf, field: pikepdf.Object) -> None:
    for key in ("/AS", "/MK", "/Border"):
        if key in field:
            del field[key]
    field.FT = Name.Tx
    field.V = String("")
    if _size(field)[1] > _TALL:
        field.Ff = _MULTILINE
    field.DA = String(_DRAWN)
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
