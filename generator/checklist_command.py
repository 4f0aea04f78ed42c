"""What `handbook checklist` does: one sheet, one with a branch's name, or the set for a list of branches."""

from __future__ import annotations

import difflib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator import branches
from generator.branches import Branch, BranchFault
from generator.pdf import checklist as printed
from generator.pdf import outlines
from generator.pdf.engine import PdfFault
from generator.pdf.machine import PdfUnavailable
from generator.views import checklist as views
from generator.views.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Handbook
    from generator.views.checklist import ChecklistView


#: What the system says in English.
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EEXIST: "那里是一个文件，不是文件夹",
    errno.ENOTDIR: "路径中间是一个文件，不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名字太长",
}


class Refused(Exception):  # noqa: N818 - says what is so
    """It cannot be done; ``usage`` tells whether the command was wrong rather than the content."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage


class Said(NamedTuple):
    """A line for the terminal."""

    text: str
    fault: bool = False


def run(
    book: Handbook, sheet: str | None, branch: str | None, table: Path | None, output: Path | None
) -> Iterator[Said]:
    """Does it and yields what there is to say. Raises Refused."""
    found = views.views(Catalog(book))
    if sheet is None:
        if not found:
            raise Refused("这本手册没有核对单", usage=True)
        yield from (Said(f"{view.id}\t{view.heading}") for view in found)
        return
    view = _chosen(found, sheet)
    try:
        if table is not None:
            yield from _for_all(view, table, output or Path(f"{view.id}-branches"))
        elif branch is not None:
            yield _for_one(view, branch, output)
        else:
            yield _written(output or Path(f"{view.id}.pdf"), printed.sheet(view))
    except (BranchFault, outlines.NoOutline, PdfFault, PdfUnavailable) as fault:
        raise Refused(str(fault)) from fault
    except OSError as fault:
        reason = _REASONS.get(fault.errno or 0, fault.strerror)
        raise Refused(f"读不了或写不了 {fault.filename or output}：{reason}") from fault


def _chosen(found: tuple[ChecklistView, ...], sheet: str) -> ChecklistView:
    known = {view.id: view for view in found}
    if sheet in known:
        return known[sheet]
    near = difflib.get_close_matches(sheet, known, n=1)
    hint = f"是否为 {near[0]}？" if near else f"有：{'、'.join(known)}。"
    raise Refused(f"没有核对单 {sheet}。{hint}", usage=True)


def _for_one(view: ChecklistView, branch: str, output: Path | None) -> Said:
    name = branches.cleaned(branch)
    outlines.line(name)  # a strange character is found before the sheet is set
    target = output or Path(next(branches.file_names(view.id, [Branch(name, 1)])))
    return _written(target, next(printed.stamped(printed.sheet(view), [name])))


def _for_all(view: ChecklistView, table: Path, folder: Path) -> Iterator[Said]:
    """Sheets for all rows that can be printed; then, if any cannot, Refused with their number."""
    wanted: list[Branch] = []
    refused = doubled = 0
    names: set[str] = set()
    listed = branches.read(table.read_bytes())
    if listed.guessed:
        yield Said("第一行里没有叫作“网点”的列，按第一列生成；不对的话，把名称那一列叫作“网点”。", fault=True)
    for line, raw in listed.names:
        try:
            name = branches.cleaned(raw)
            outlines.line(name)
        except (BranchFault, outlines.NoOutline) as fault:
            refused += 1
            yield Said(f"第{line}行：{fault}", fault=True)
            continue
        doubled += name in names
        if name not in names:
            names.add(name)
            wanted.append(Branch(name, line))
    folder.mkdir(parents=True, exist_ok=True)
    stamped = printed.stamped(printed.sheet(view), (branch.name for branch in wanted))
    for name, data in zip(branches.file_names(view.id, wanted), stamped, strict=True):
        _write(folder / name, data)
    more = f"，重复的{doubled}行只印一张" if doubled else ""
    yield Said(f"已生成{len(wanted)}张：{folder}{more}")
    if refused:
        raise Refused(f"有{refused}行没有生成，见上。")


def _written(target: Path, data: bytes) -> Said:
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, data)
    return Said(f"已生成：{target}")


def _write(target: Path, data: bytes) -> None:
    """Whole or not at all: the sheet stands under its name only when it is complete."""
    new = target.with_name(f".{os.getpid()}.new")
    new.write_bytes(data)
    new.replace(target)
