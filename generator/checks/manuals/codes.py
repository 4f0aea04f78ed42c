"""The manuals of all codes that no check gives: here those of fit (M); a check's is its docstring."""

from __future__ import annotations

from typing import NamedTuple

from generator.checks.manuals.making_codes import MAKING
from generator.checks.manuals.page_codes import PAGES
from generator.checks.manuals.reading_codes import READING
from generator.core.diagnostic import Severity


class Entry(NamedTuple):
    """One code: what it means and how to mend it. The manual's first line is its title."""

    code: str
    severity: Severity
    manual: str


#: The file is usable all the same; every other code means that something could not be read.
_WARNINGS = frozenset({"S104", "S109", "S121", "S132", "S153", "S157"})

_FITTING = {
    "M201": """整个文件应是“键: 值”

最外层是键，不是列表，也不是一段文字。

错误：

    - id: 1.1.1-1

正确：

    chapter: 1
    rules:
      - id: 1.1.1-1
""",
    "M202": """不认识的键

多半是拼错了；提示里有最像的一个。

错误：

    titel: 投诉一到就动手

正确：

    title: 投诉一到就动手
""",
    "M203": """缺少键

这个键必须写；哪些必须写、哪些可以不写，编辑器会按结构说明提示。

错误：

    - id: 4.3.2-1
      clause: 4.3.2        # 没有 title

正确：

    - id: 4.3.2-1
      clause: 4.3.2
      title: 投诉一到就动手
""",
    "M204": """不在可以写的几个词里

提示里列着全部可以写的词。

错误：

    modality: 应当

正确：

    modality: 应
""",
    "M205": """值不对

应是一段文字的地方写了列表，应是日期的地方写了别的，或数字太大太小。

错误：

    effective: 2026年12月

正确：

    effective: 2026-12-01
""",
    "M206": """值是空的

写了键没有写值。没有内容可写，就把键也删掉。

错误：

    evidence:

正确：

    evidence: 投诉台账中的受理时间。
""",
    "M207": """太长

一行最多200字，一段最多2000字。

错误：

    title: （二百多个字）

正确：

    title: 投诉一到就动手
""",
    "M208": """项数太少

这个列表至少要有一项。

错误：

    channels: []

正确：

    channels: [phone]
""",
    "M209": """写法不对

编号、网址里的名字有固定的写法；提示里有例子。名字里没有斜杠和点，就不会写到别的文件夹里去。

错误：

    id: 4.3.2/1
    slug: ../secret

正确：

    id: 4.3.2-1
    slug: relationship
""",
}

MANUALS = READING | PAGES | _FITTING | MAKING


def entries() -> tuple[Entry, ...]:
    """Every code that reading files and making papers and PDFs may give."""
    return tuple(
        Entry(code, Severity.WARNING if code in _WARNINGS else Severity.ERROR, manual)
        for code, manual in MANUALS.items()
    )
