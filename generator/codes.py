"""The manuals of the codes that source and loader (S) and fit (M) give; a check's is its docstring."""

from __future__ import annotations

from typing import NamedTuple

from generator.diagnostic import Severity
from generator.making_codes import MAKING


class Entry(NamedTuple):
    """One code: what it means and how to mend it. The manual's first line is its title."""

    code: str
    severity: Severity
    manual: str


#: The file is usable all the same; every other code means that something could not be read.
_WARNINGS = frozenset({"S104", "S109"})

_READING = {
    "S100": """缺少文件或文件夹

手册的文件夹里要有 content/，里面要有 handbook.yaml、outline.yaml、channels.yaml、roles.yaml、stages.yaml
和装着各章的 chapters/。

错误：

    handbook check --root 手册/content

正确：

    handbook check --root 手册
""",
    "S101": """文件读不了

没有读的权限、是文件夹、或链接绕成了圈。

错误：

    content/outline.yaml 是一个文件夹

正确：

    content/outline.yaml 是一个普通的文本文件
""",
    "S102": """文件太大

一个文件最多8 MB。十章规则一共也只有1 MB左右；更大的多半是误放了别的东西。

错误：

    chapters/01-all.yaml 有50 MB

正确：

    一章一个文件
""",
    "S103": """链接指向手册之外

手册只读自己文件夹里的内容；指到外面的链接可能把不该公开的文件印进手册。

错误：

    chapters/01-a.yaml → /etc/passwd

正确：

    把文件本身放进来
""",
    "S104": """文件开头有字节顺序标记（BOM）

看不见，但有的程序会把它当成第一个字。

错误：

    另存为“UTF-8 带 BOM”

正确：

    另存为“UTF-8”
""",
    "S105": """不是 UTF-8 文字

多半是用 GBK 保存的。位置是第一个读不懂的字节。

错误：

    另存为“ANSI”或“GBK”

正确：

    另存为“UTF-8”
""",
    "S106": """文件是空的

没有内容，或只有注释。

错误：

    # 以后再写

正确：

    写上内容，或删掉这个文件
""",
    "S107": """用了制表符（Tab）

YAML 的缩进只认空格。编辑器里打开“用空格代替 Tab”。

错误：

    rules:
    →   - id: 1.1.1-1

正确：

    rules:
      - id: 1.1.1-1
""",
    "S108": """有看不见的控制字符

控制字符、零宽字符、改变书写方向的字符看不见，却会让搜索搜不到、让文字看起来和实际不一样。
多半是从网页或 PDF 粘贴来的。

错误：

    title: 投诉（中间藏着 U+200B）一到就动手

正确：

    title: 投诉一到就动手
""",
    "S109": """换行是 Windows 式的（CRLF）

能读，但改一个字，整个文件在版本记录里都算改过。

错误：

    行尾是 CR LF

正确：

    行尾是 LF
""",
    "S110": """嵌套太深

内容最多用到六层；超过40层，多半是缩进或括号写错了。

错误：

    rules: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

正确：

    rules:
      - id: 1.1.1-1
""",
    "S111": """写法不合 YAML 规则

引号没有闭合、冒号放错地方、缩进对不齐、括号不成对。提示里写着是哪一种。

错误：

    title: 说明: 怎么做

正确：

    title: 说明：怎么做
""",
    "S112": """键写了两次

一组里一个键只写一次。写两次，后一个会盖掉前一个，谁也不会发觉。

错误：

    title: 投诉一到就动手
    title: 投诉当天回话

正确：

    title: 投诉一到就动手
""",
    "S113": """键不是一个词

“键: 值”的键只能是一个词，不能是列表或另一组。

错误：

    [title]: 投诉一到就动手

正确：

    title: 投诉一到就动手
""",
    "S114": """不支持类型标记

内容都按文字读，不用 !!int、!!python 这类标记。

错误：

    edition: !!int 2026

正确：

    edition: 2026版
""",
    "S115": """用了别名

别名（& 和 *）让一处的改动悄悄改到别处，还能用很短的文件撑满内存。

错误：

    practice: &same [先核对, 再办理]
    evidence: *same

正确：

    practice: [先核对, 再办理]
""",
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

MANUALS = _READING | MAKING


def entries() -> tuple[Entry, ...]:
    """Every code that reading files and making papers and PDFs may give."""
    return tuple(
        Entry(code, Severity.WARNING if code in _WARNINGS else Severity.ERROR, manual)
        for code, manual in MANUALS.items()
    )
