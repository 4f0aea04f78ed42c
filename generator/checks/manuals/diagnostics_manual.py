"""docs/diagnostics.md: what every code means, from the manuals that lie beside what gives them."""

from __future__ import annotations

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

例子都在一本小手册上试过：错的查得出来，对的查不出来。代码块上面写着它放进哪个文件的哪一处；注释掉的键
（`# see:`）就是没有写。⟨U+200B⟩ 是一个看不见的字，⟨0xCD⟩ 是一个字节，字⟨×200⟩ 是同一个字写200遍，
行尾空一格再写 ⟨×20⟩ 是这一项写20遍。

这一页由程序里的说明生成，请不要直接改。"""


def entries() -> tuple[codes.Entry, ...]:
    """Every code there is, by family, then by number."""
    judged = [codes.Entry(check.code, check.severity, check.manual) for check in checks.registered()]
    families = list(codes.FAMILIES)
    return tuple(
        sorted((*codes.entries(), *judged), key=lambda one: (families.index(one.code[:2]), one.code))
    )


def markdown() -> str:
    """The whole page."""
    families = "\n".join(f"| {family}xx | {title} |" for family, title in codes.FAMILIES.items())
    return "\n\n".join([_INTRODUCTION.format(families=families), *_blocks()]) + "\n"


def _blocks() -> Iterator[str]:
    for family, members in groupby(entries(), key=lambda one: one.code[:2]):
        yield f"## {codes.FAMILIES[family]}（{family}xx）"
        for entry in members:
            title, _, body = entry.manual.read_text(encoding="utf-8").partition("\n")
            yield f"### {entry.code} {title.removeprefix('# ')}"
            yield f"级别：{entry.severity.label}"
            yield body.strip()
