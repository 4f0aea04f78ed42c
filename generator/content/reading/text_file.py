"""A file → its text: UTF-8, bounded in size, with LF line ends, inside the handbook's own folder."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from generator.core import machine_faults
from generator.core.diagnostic import Diagnostic, Span, error, warning
from generator.core.texts import _

if TYPE_CHECKING:
    from pathlib import Path

#: A file of content is prose; ten chapters take about 1 MB. More than this is a mistake or an attack.
MAX_BYTES = 8 * 1024 * 1024


def read_text(path: Path, root: Path) -> tuple[str | None, list[Diagnostic]]:
    """Reads one UTF-8 file below ``root``, bounded in size, with LF line ends; None if it cannot be used."""
    name = path.relative_to(root).as_posix()
    place = Span(name)
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            hint = _("把文件本身放进来，不要用指向外面的链接。")
            return None, [error(place, "S103", _("这个文件是链接，指向手册文件夹之外"), hint)]
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return None, [error(place, "S101", _("不是普通文件，无法读取"), _("换成普通的文件。"))]
        if state.st_size > MAX_BYTES:
            size = f"{state.st_size / 1024 / 1024:.0f} MB"
            hint = _("一个文件最多 {max_bytes} MB；请分成几个文件。").format(
                max_bytes=MAX_BYTES // 1024 // 1024
            )
            return None, [error(place, "S102", _("文件太大（{size}）").format(size=size), hint)]
        raw = path.read_bytes()
    except (OSError, RuntimeError) as fault:  # links in a circle are the latter before Python 3.13
        reason = machine_faults.reason(fault if isinstance(fault, OSError) else OSError(errno.ELOOP, ""))
        return None, [
            error(
                place,
                "S101",
                _("读不了这个文件：{reason}").format(reason=reason),
                _("检查文件是否存在、有没有读的权限。"),
            )
        ]
    faults: list[Diagnostic] = []
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        faults.append(
            warning(
                place,
                "S104",
                _("文件开头有看不见的字节顺序标记（BOM）"),
                _("另存为“UTF-8”，不要选“带 BOM”。"),
            )
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        hint = _("文件多半是用 GBK 保存的；请另存为 UTF-8 编码。")
        place = Span(name, line, column, column + 1)
        return None, [*faults, error(place, "S105", _("这里的字节不是 UTF-8 文字"), hint)]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        faults.append(
            warning(Span(name, line), "S109", _("换行是 Windows 式的（CRLF）"), _("编辑器里把换行改成 LF。"))
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, faults
