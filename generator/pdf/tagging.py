"""Finishing touches on the PDF that WeasyPrint made, before it is written: what readers aloud stumble over.

WeasyPrint tags running heads and page numbers as content that hangs nowhere in the structure; they become
artifacts, which readers skip. Links get the Print flag that PDF/UA asks for.
"""

# ruff: noqa: ANN401 - pydyf ships no types

from __future__ import annotations

import re
from typing import Any

_MARKED = re.compile(rb"^/\w+ <</MCID (\d+)>> BDC$")
_PRINT = 4


def finish(pdf: Any) -> None:
    """Changes ``pdf`` (a pydyf.PDF) in place."""
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Subtype") == "/Link":
            one["F"] = _PRINT
    if "StructTreeRoot" in pdf.catalog:
        _unhang(pdf)


def _number(reference: Any) -> int:
    """The object that ``12 0 R`` refers to."""
    return int(reference.split()[0])


def _unhang(pdf: Any) -> None:
    objects: dict[int, Any] = {one.number: one for one in pdf.objects}
    root = objects[_number(pdf.catalog["StructTreeRoot"])]
    reached: set[int] = set()
    todo = [_number(reference) for reference in root["K"]]
    while todo:
        number = todo.pop()
        if number in reached:
            continue
        reached.add(number)
        todo.extend(_number(kid) for kid in objects[number].get("K", ()) if isinstance(kid, bytes | str))
    numbers = objects[_number(root["ParentTree"])]["Nums"]
    entries = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for one in pdf.objects:
        if not isinstance(one, dict) or one.get("Type") != "/Page":
            continue
        parents = entries[one["StructParents"]]
        hanging = {index for index, parent in enumerate(parents) if _number(parent) not in reached}
        for index in hanging:
            parents[index] = "null"
        _as_artifacts(objects[_number(one["Contents"])], hanging)
    for number, one in objects.items():
        # What nothing refers to any more is left out of the file.
        if isinstance(one, dict) and one.get("Type") == "/StructElem" and number not in reached:
            objects[number].free = "f"


def _as_artifacts(stream: Any, hanging: set[int]) -> None:
    for index, operation in enumerate(stream.stream):
        found = _MARKED.match(operation) if isinstance(operation, bytes) else None
        if found and int(found.group(1)) in hanging:
            stream.stream[index] = b"/Artifact BMC"
