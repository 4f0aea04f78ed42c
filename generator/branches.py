"""A list of branches, as a spreadsheet saves it → names to print and file names that no name can spoil."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A column with one of these names is the one that counts.
HEADINGS = ("网点", "网点名称", "支行", "支行名称", "机构", "机构名称", "名称", "branch", "name")
LONGEST = 60
"""Characters of a name: more would be too small to read on the sheet's line."""
#: No file system takes a longer name; a character of Chinese is three bytes.
_FILE_BYTES = 180
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
#: Spreadsheets in China save CSV in either.
_ENCODINGS = ("utf-8-sig", "gb18030")


class BranchFault(ValueError):  # noqa: N818 - a fault of the list, not of the program
    """A name, or a whole list, that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Branch:
    """``line`` is where it stands in the list, from 1."""

    name: str
    line: int


def cleaned(name: str) -> str:
    """A name fit to print: no control characters, single spaces; raises BranchFault."""
    visible = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", name))
    kept = "".join(
        char for char in visible if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    plain = " ".join(kept.split())
    if not plain:
        raise BranchFault("网点名称是空的")
    if len(plain) > LONGEST:
        raise BranchFault(f"网点名称有{len(plain)}个字，最多{LONGEST}个：{plain[:20]}……")
    return plain


def read(data: bytes) -> list[tuple[int, str]]:
    """Line and name of every row of a CSV file that has one; raises BranchFault when it is no text."""
    text = _decoded(data)
    sample = text.partition("\n")[0]
    delimiter = max(",;\t", key=sample.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[tuple[int, str]] = []
    column, first = 0, True
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if first:
                first = False
                heads = [cell.strip().lower() for cell in row]
                if named := [heads.index(head) for head in HEADINGS if head in heads]:
                    column = named[0]
                    continue
            found.append((rows.line_num, row[column] if column < len(row) else ""))
    except csv.Error as fault:
        raise BranchFault(f"第{rows.line_num}行读不了：{fault}") from fault
    if not found:
        raise BranchFault("表里没有网点")
    return found


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BranchFault("不是文字：请另存为 CSV（UTF-8）")


def file_names(prefix: str, branches: Iterable[Branch]) -> Iterator[str]:
    """A file name for each branch: safe on every system, no two alike even where case does not count.

    ``prefix`` comes first, so that no name starts with a dot or a dash or is one that Windows keeps.
    """
    taken: set[str] = set()
    for branch in branches:
        safe = _FORBIDDEN.sub("_", branch.name)
        stem = _cut(f"{prefix}-{safe}".rstrip(". "), _FILE_BYTES)
        number, name = 1, stem
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        yield f"{name}.pdf"


def _cut(text: str, most: int) -> str:
    """At most so many bytes, no character halved."""
    return text.encode()[:most].decode(errors="ignore")
