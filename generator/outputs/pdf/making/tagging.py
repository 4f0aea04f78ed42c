"""Finishing touches on the PDF that WeasyPrint made, before it is written: what readers aloud stumble over.

- Running heads and page numbers are tagged as content that hangs nowhere: they become artifacts.
- Every box within a link is a link again: the outermost stays. Links get the Print flag that PDF/UA asks for.
- Header cells say whether they head a row or a column.
"""

# ruff: noqa: ANN401 - pydyf ships no types

from __future__ import annotations

from typing import Any

_PRINT = 4


def finish(pdf: Any) -> None:
    """Changes ``pdf`` (a pydyf.PDF) in place."""
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Subtype") == "/Link":
            one["F"] = _PRINT
    for name in [name for name in pdf.info if name[0].islower()]:
        pdf.info[name.capitalize()] = pdf.info.pop(name)  # WeasyPrint writes /edition for Edition
    if "StructTreeRoot" in pdf.catalog:
        structure = _Structure(pdf)
        structure.unhang()
        structure.unlink()
        structure.scope()


class _Structure:
    """The tree of tags. Objects refer to each other by text: ``12 0 R``."""

    def __init__(self, pdf: Any) -> None:
        self._objects: dict[int, Any] = {one.number: one for one in pdf.objects}
        self._pages = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
        root = self._object(pdf.catalog["StructTreeRoot"])
        self._numbers = self._object(root["ParentTree"])["Nums"]
        self._reached: dict[int, Any] = {}
        todo = [_number(reference) for reference in root["K"]]
        while todo:
            number = todo.pop()
            if number not in self._reached:
                element = self._reached[number] = self._objects[number]
                todo.extend(_number(kid) for kid in element.get("K", ()) if _refers(kid))

    def _object(self, reference: Any) -> Any:
        return self._objects[_number(reference)]

    def unhang(self) -> None:
        """Makes an artifact of what no element that can be reached holds."""
        entries = dict(zip(self._numbers[::2], self._numbers[1::2], strict=True))
        for page in self._pages:
            parents = entries[page["StructParents"]]
            hanging = {at for at, parent in enumerate(parents) if _number(parent) not in self._reached}
            for at in hanging:
                parents[at] = "null"
            _as_artifacts(self._object(page["Contents"]), hanging)
        for number, one in self._objects.items():
            # What nothing refers to any more is left out of the file.
            if isinstance(one, dict) and one.get("Type") == "/StructElem" and number not in self._reached:
                one.free = "f"  # type: ignore[attr-defined] # a pydyf.Dictionary

    def unlink(self) -> None:
        """Removes links that lie within a link."""
        gone: set[int] = set()
        for element in self._reached.values():
            if element.get("S") in {"/Link", None}:
                continue
            for kid in [kid for kid in element["K"] if _refers(kid)]:
                annotation = self._linked(kid)
                if annotation is not None:
                    element["K"].remove(kid)
                    gone.add(annotation.number)
                    annotation.free = self._object(kid).free = "f"
        if not gone:
            return
        dropped = {self._objects[number]["StructParent"] for number in gone}
        pairs = zip(self._numbers[::2], self._numbers[1::2], strict=True)
        self._numbers[:] = [one for key, value in pairs if key not in dropped for one in (key, value)]
        for page in self._pages:
            if "Annots" in page:
                page["Annots"][:] = [one for one in page["Annots"] if _number(one) not in gone]

    def _linked(self, kid: Any) -> Any:
        """The link that a child of an element stands for, if it does."""
        reference = self._object(kid)
        if reference.get("Type") != "/OBJR":
            return None
        annotation = self._object(reference["Obj"])
        return annotation if annotation.get("Subtype") == "/Link" else None

    def scope(self) -> None:
        """Cells in a table's head are for their column, others for their row."""
        for element in self._reached.values():
            if element.get("S") == "/TH":
                element["A"]["Scope"] = "/Column" if self._in_head(element) else "/Row"

    def _in_head(self, element: Any) -> bool:
        while element.get("S") not in {"/Table", "/Document", None}:
            if element["S"] == "/THead":
                return True
            element = self._object(element["P"])
        return False


def _number(reference: Any) -> int:
    """The object that ``12 0 R`` refers to."""
    return int(reference.split()[0])


def _refers(kid: Any) -> bool:
    """Whether a child of an element is a reference; else it is the number of marked content."""
    return isinstance(kid, bytes | str)


def _as_artifacts(stream: Any, hanging: set[int]) -> None:
    """Marked content comes as three entries: /Span, its properties, BDC."""
    operations = stream.stream
    for index, operation in enumerate(operations):
        if isinstance(operation, dict) and operation.get("MCID") in hanging:
            operations[index - 1 : index + 2] = ["/Artifact", b"", b"BMC"]
