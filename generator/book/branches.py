"""A list of branches, as a spreadsheet saves it → names to print and file names that no name can spoil."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.core import names
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A column with one of these names is the one that holds names; the first of these that is there.
HEADINGS = (
    *("网点", "网点名称", "网点名", "营业网点", "网点全称", "支行", "支行名称", "支行名", "分行", "分行名称"),
    *("机构", "机构名称", "机构名", "机构全称", "单位", "单位名称", "名称", "名字"),
    *("branch", "branch name", "branch_name", "name"),
)
#: A column with one of these names tells branches of the same name apart.
CODES = (
    *("代码", "编号", "网点代码", "网点编号", "网点号", "支行代码", "支行编号", "支行号"),
    *("机构代码", "机构编号", "机构号", "行号", "code", "branch code", "branch_code", "id"),
)
LONGEST = 60
"""Characters of a name; whether it fits on its line is seen when it is drawn (pdf/outlines.py)."""
#: No file system takes a longer name; a character of Chinese is three bytes.
_FILE_BYTES = 180
_CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 ._-]*")
#: What heads a column and is no branch.
_HEADING_LIKE = re.compile(
    r".*(名|名称|名字|全称|简称|名单|列表|一览|一览表|编号|代码|序号|地址|电话|负责人|联系人)"
    r"|(branch(es)?|names?|codes?|ids?|no\.?)([ _-]?(name|code|id|no))?",
    re.IGNORECASE,
)
#: Spreadsheets in China save CSV in either.
_ENCODINGS = ("utf-8-sig", "gb18030")


class BranchError(ValueError):
    """A name, or a whole list, that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Branch:
    """``line`` is where it stands in the list, from 1; ``code`` is what else the list calls it."""

    name: str
    line: int
    code: str = ""

    @property
    def title(self) -> str:
        """What is printed: the name, with the code where it has one."""
        return _("{name}（{code}）").format(name=self.name, code=self.code) if self.code else self.name


def cleaned(name: str) -> str:
    """A name fit to print: no control characters, single spaces; raises BranchError."""
    if set("\r\n") & set(name.strip()):
        raise BranchError(
            _("网点名称里有换行：{split}……。去掉换行；引号要成对").format(split=name.split(maxsplit=1)[0])
        )
    visible = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", name))
    kept = "".join(
        char for char in visible if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    plain = " ".join(kept.split())
    if not plain:
        raise BranchError(_("网点名称是空的"))
    if len(plain) > LONGEST:
        raise BranchError(
            _("网点名称有{count}个字，最多{longest}个：{plain}……").format(
                count=len(plain), longest=LONGEST, plain=plain[:20]
            )
        )
    return plain


def distinct(listed: Iterable[Branch]) -> tuple[Branch, ...]:
    """Each branch once, in order; codes stay only where a name alone would mean several."""
    once = {(one.name, one.code): one for one in reversed(list(listed))}
    counted = Counter(name for name, __ in once)
    in_order = sorted(once.values(), key=lambda one: one.line)
    return tuple(one if counted[one.name] > 1 else replace(one, code="") for one in in_order)


def read(data: bytes) -> tuple[Branch, ...]:
    """The rows of a CSV file that have anything in them, names as they stand there.

    Raises BranchError when it is no text, or does not say which column holds the names. A heading is needed,
    but not for a plain list of names, nor for names with codes.
    """
    rows = list(_rows(_decoded(data)))
    if not rows:
        raise BranchError(_("表里没有网点"))
    heads = [cell.strip().lower() for cell in rows[0][1]]
    name = next((heads.index(head) for head in HEADINGS if head in heads), None)
    code = next((heads.index(head) for head in CODES if head in heads), None)
    if name is not None:
        rows = rows[1:]
    elif all(len(row) == 1 for __, row in rows) and not _HEADING_LIKE.fullmatch(heads[0]):
        name = 0
    elif all(len(row) == 2 and _CODE.fullmatch(row[1].strip()) for __, row in rows):  # noqa: PLR2004 - a pair
        name, code = 0, 1
    else:
        said = _("，").join(cell.strip() for cell in rows[0][1])[:40]
        raise BranchError(
            _(
                "第一行“{said}”里没有认得的列名，不知道哪一列是网点的名称。"
                "把那一列叫作“网点”；认得的列名有：{headings}"
            ).format(said=said, headings=_("、").join(HEADINGS))
        )
    if not rows:
        raise BranchError(_("表里没有网点"))
    return tuple(Branch(_cell(row, name), line, _cell(row, code).strip()) for line, row in rows)


def _cell(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


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
        raise BranchError(
            _("第{line_num}行读不了：多半是引号没有成对，有一格长得没有尽头").format(line_num=rows.line_num)
        ) from fault


def _decoded(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BranchError(_("这是 Excel 的文件，只是名字叫 CSV：请另存为 CSV（UTF-8）"))
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BranchError(_("不是文字：请另存为 CSV（UTF-8）"))


def file_names(prefix: str, branches: Iterable[Branch]) -> Iterator[str]:
    """A file name for each branch: safe on every system, no two alike even where case does not count.

    ``prefix`` comes first, so that no name starts with a dot or a dash or is one that Windows keeps.
    """
    taken: set[str] = set()
    for branch in branches:
        safe = names.FORBIDDEN.sub("_", branch.title)
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
