"""docs/diagnostics.md: what every code means, from the text that stands next to the code that gives it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from generator import checks
from generator.checks.manuals import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRODUCTION = """\
# 诊断说明

`./run check` 找到的每一个问题都有一个编号，编号永远不改。

**编号的字母说的是哪一类事，不是轻重**：W 是“措辞”，不是“警告”；C 是“完整”，不是“严重”。
轻重写在编号前面：“错误”必须改好才能生成手册；“警告”不妨碍生成，但请看一眼。

| 编号 | 说的是 |
| --- | --- |
{families}

一个文件最多列出100处，其余的只说还有几处。

这一页由程序里的说明生成，请不要直接改。"""

#: First letter and digit of the codes → what the family is about, in the order of the page.
FAMILIES = {
    "S1": "读文件",
    "M2": "格式",
    "R1": "引用",
    "C2": "完整",
    "W3": "措辞",
    "D4": "时限",
    "V5": "用词表",
    "G6": "术语",
    "F7": "查找",
    "K7": "核对单",
    "I8": "试题",
    "T9": "试卷",
    "P9": "印刷",
}
_HAN = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]"
_WRAPPED = re.compile(f"(?<={_HAN})\n(?={_HAN})|(?<={_HAN})\n(?=`)|(?<=`)\n(?={_HAN})")


def entries() -> tuple[codes.Entry, ...]:
    """Every code there is, by family, then by number."""
    judged = [codes.Entry(check.code, check.severity, check.manual) for check in checks.registered()]
    families = list(FAMILIES)
    return tuple(
        sorted((*codes.entries(), *judged), key=lambda one: (families.index(one.code[:2]), one.code))
    )


def markdown() -> str:
    """The whole page."""
    families = "\n".join(f"| {family}xx | {title} |" for family, title in FAMILIES.items())
    return "\n\n".join([_INTRODUCTION.format(families=families), *_blocks()]) + "\n"


def _blocks() -> Iterator[str]:
    for family, members in groupby(entries(), key=lambda one: one.code[:2]):
        yield f"## {FAMILIES[family]}（{family}xx）"
        for entry in members:
            title, _, body = entry.manual.strip().partition("\n")
            yield f"### {entry.code} {title}"
            yield f"级别：{entry.severity.label}"
            yield "\n\n".join(_join(paragraph) for paragraph in body.strip("\n").split("\n\n"))


def _join(paragraph: str) -> str:
    """Lines that were broken for the editor's sake become one again; examples stay as they are."""
    return paragraph if paragraph.startswith("    ") else _WRAPPED.sub("", paragraph)
