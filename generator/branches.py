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

#: A column with one of these names is the one that counts; the first of these that is there.
HEADINGS = (
    *("网点", "网点名称", "网点名", "营业网点", "网点全称", "支行", "支行名称", "支行名", "分行", "分行名称"),
    *("机构", "机构名称", "机构名", "机构全称", "营业部", "单位", "单位名称", "名称", "名字"),
    *("branch", "branch name", "branch_name", "name"),
)
LONGEST = 60
"""Characters of a name: more would be too small to read on the sheet's line."""
#: No file system takes a longer name; a character of Chinese is three bytes.
_FILE_BYTES = 180
_LETTER = re.compile(r"[^\W\d_]")
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
    if set("\r\n") & set(name.strip()):
        raise BranchFault(f"网点名称里有换行：{name.split(maxsplit=1)[0]}……。去掉换行；引号要成对")
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


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list that have anything in them: line and name."""

    names: tuple[tuple[int, str], ...]
    guessed: bool
    """Whether no heading said which of several columns holds the names: then it is the first."""


def read(data: bytes) -> Table:
    """What a CSV file lists; raises BranchFault when it is no text, or has no column of names."""
    rows = list(_rows(_decoded(data)))
    if not rows:
        raise BranchFault("表里没有网点")
    heads = [cell.strip().lower() for cell in rows[0][1]]
    named = [heads.index(head) for head in HEADINGS if head in heads]
    column, body = (named[0], rows[1:]) if named else (0, rows)
    if not body:
        raise BranchFault("表里没有网点")
    guessed = not named and any(len(row) > 1 for _, row in rows)
    below = [row[0] for _, row in rows[1:] if row[0].strip()]
    if guessed and below and not any(_LETTER.search(cell) for cell in below):
        raise BranchFault("不知道哪一列是网点的名称：请在第一行里，把那一列叫作“网点”")
    return Table(tuple((line, row[column] if column < len(row) else "") for line, row in body), guessed)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not empty."""
    sample = text.partition("\n")[0]
    delimiter = max(",;\t", key=sample.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, row
    except csv.Error as fault:
        raise BranchFault(f"第{rows.line_num}行读不了：多半是引号没有成对，有一格长得没有尽头") from fault


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
