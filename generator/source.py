"""YAML text → plain data (mappings, lists, text) and a position for every node. The only importer of yaml.

Nothing here interprets a scalar: ``3.10``, ``no`` and ``2026-01-01`` stay the text that the author typed.
Faults are returned, all of them, never raised.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, cast

import yaml

from generator.diagnostic import Diagnostic, Span, error, warning

if TYPE_CHECKING:
    from pathlib import Path

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Key: TypeAlias = "str | int"

#: A file of content is prose; ten chapters take about 1 MB. More than this is a mistake or an attack.
MAX_BYTES = 8 * 1024 * 1024
#: Our own shapes nest six deep. libyaml's parser recurses, so a bound protects the process.
MAX_DEPTH = 40
_DEFAULT_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_TAB = re.compile(r"^ *\t|: *\t|- *\t", re.MULTILINE)
#: Every level of block style costs at least one column: a line that goes deep opens with a run of these.
_DEEP = re.compile(r"^[ \-?:]{40,}\S", re.MULTILINE)
#: Findings of one kind in one file: after these the author knows what to look for.
_ENOUGH = 20
_loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Document:
    """One parsed file: ``data`` is what it holds, ``span`` tells where."""

    path: str
    text: str
    data: Data

    @cached_property
    def _root(self) -> yaml.Node:
        """The nodes with their places: composed again when first asked for, since most files have no fault.

        Keeping them would take most of the memory of a large handbook, and the time to free it.
        """
        return cast("yaml.Node", yaml.compose(self.text, Loader=_loader))

    def span(self, *keys: Key, on_key: bool = False) -> Span:
        """The place of the node that ``keys`` lead to, or of the nearest parent that exists.

        With ``on_key`` the place of the mapping key itself instead of its value.
        """
        node, mark = self._root, self._root
        for key in keys:
            found = _child(node, key)
            if found is None:
                continue
            key_node, node = found
            placed = node if key_node is None or not on_key else key_node
            mark = (key_node or mark) if _is_void(node) else placed
        return _span(self.path, mark)

    def span_of(self, word: str, *keys: Key, nth: int = 0) -> Span:
        """The place of the ``nth`` occurrence (from 0) of ``word`` within the text that ``keys`` lead to.

        The place of the whole text when the word is not there as such, as when it was written with escapes.
        """
        node = self._root
        for key in keys:
            found = _child(node, key)
            if found is None:
                return self.span(*keys)
            node = found[1]
        start, end = node.start_mark.index, node.end_mark.index
        at = start - 1
        for _ in range(nth + 1):
            at = self.text.find(word, at + 1, end)
            if at < 0:
                return self.span(*keys)
        return _place(self.text, self.path, at, len(word))


def _is_void(node: yaml.Node) -> bool:
    """Whether a value was left out: it has no place of its own and may even stand behind the last line."""
    start: int = node.start_mark.index
    return start == node.end_mark.index


def _child(node: yaml.Node, key: Key) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return None, node.value[key]
    return None


def _span(path: str, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    same_line = end.line == start.line
    return Span(path, start.line + 1, start.column + 1, end.column + 1 if same_line else start.column + 1)


def read(path: Path, root: Path) -> tuple[Document | None, list[Diagnostic]]:
    """Reads one file below ``root``.

    Returns the document, or None if it cannot be used, and every fault found on the way.
    """
    text, faults = read_text(path, root)
    if text is None:
        return None, faults
    return parse(text, path.relative_to(root).as_posix(), faults)


def parse(
    text: str, name: str, faults: list[Diagnostic] | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """Parses YAML text that is known as ``name`` in messages."""
    faults = faults if faults is not None else []
    faults += _invisible(text, name)
    faults += _tabs(text, name)
    if any(fault.code in {"S107", "S108"} for fault in faults):
        return None, faults
    if not text.strip():
        faults.append(error(Span(name), "S106", "文件是空的", "写上内容，或删掉这个文件。"))
        return None, faults
    if depth_fault := _too_deep(text, name):
        faults.append(depth_fault)
        return None, faults
    try:
        root = yaml.compose(text, Loader=_loader)
    except yaml.YAMLError as fault:
        faults.append(_syntax(fault, name))
        return None, faults
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        faults.append(error(Span(name), "S106", "文件里没有内容", "写上内容，或删掉这个文件。"))
        return None, faults
    converter = _Converter(name)
    data = converter.convert(root)
    faults += converter.faults
    if converter.unusable:
        return None, faults
    return Document(name, text, data), faults


def read_text(path: Path, root: Path) -> tuple[str | None, list[Diagnostic]]:
    """Reads one UTF-8 file below ``root``, bounded in size, with LF line ends; None if it cannot be used."""
    name = path.relative_to(root).as_posix()
    place = Span(name)
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            hint = "把文件本身放进来，不要用指向外面的链接。"
            return None, [error(place, "S103", "这个文件是链接，指向手册文件夹之外", hint)]
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return None, [error(place, "S101", "不是普通文件，无法读取", "换成普通的 YAML 文件。")]
        if state.st_size > MAX_BYTES:
            size = f"{state.st_size / 1024 / 1024:.0f} MB"
            hint = f"一个文件最多 {MAX_BYTES // 1024 // 1024} MB；请分成几个文件。"
            return None, [error(place, "S102", f"文件太大（{size}）", hint)]
        raw = path.read_bytes()
    except (OSError, RuntimeError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "链接绕成了圈"
        return None, [error(place, "S101", f"读不了这个文件：{reason}", "检查文件是否存在、有没有读的权限。")]
    faults: list[Diagnostic] = []
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        faults.append(
            warning(place, "S104", "文件开头有看不见的字节顺序标记（BOM）", "另存为“UTF-8”，不要选“带 BOM”。")
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        hint = "文件多半是用 GBK 保存的；请另存为 UTF-8 编码。"
        place = Span(name, line, column, column + 1)
        return None, [*faults, error(place, "S105", "这里的字节不是 UTF-8 文字", hint)]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        faults.append(
            warning(Span(name, line), "S109", "换行是 Windows 式的（CRLF）", "编辑器里把换行改成 LF。")
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, faults


def _place(text: str, name: str, offset: int, length: int = 1) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(name, line, column, column + length)


def _invisible(text: str, name: str) -> list[Diagnostic]:
    return [
        error(
            _place(text, name, match.start()),
            "S108",
            f"有看不见的控制字符 U+{ord(match[0]):04X}",
            "删掉这个字符再重新输入前后的文字；它多半是从别处粘贴带进来的。",
        )
        for match in islice(_INVISIBLE.finditer(text), _ENOUGH)
    ]


def _tabs(text: str, name: str) -> list[Diagnostic]:
    return [
        error(_place(text, name, match.end() - 1), "S107", "用了制表符（Tab）", "YAML 只认空格：请换成空格。")
        for match in islice(_TAB.finditer(text), _ENOUGH)
    ]


def _too_deep(text: str, name: str) -> Diagnostic | None:
    """Counts nesting from parse events (which do not recurse) when a cheap look says it might be deep."""
    if not (_DEEP.search(text) or _bracket_depth(text) > MAX_DEPTH):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_loader):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    mark = cast("yaml.error.Mark", event.start_mark)
                    place = Span(name, mark.line + 1, mark.column + 1, mark.column + 2)
                    return error(
                        place, "S110", f"嵌套超过 {MAX_DEPTH} 层", "内容用不到这么深，请检查缩进和括号。"
                    )
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
    except yaml.YAMLError as fault:
        return _syntax(fault, name)
    return None


def _bracket_depth(text: str) -> int:
    """An upper bound: brackets inside quotes count too."""
    depth = deepest = 0
    for match in re.finditer(r"[\[{]|[\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


#: What libyaml says → (what we say, how to mend it).
_PROBLEMS = (
    ("while scanning a quoted scalar", "引号没有闭合", "补上右引号；中文里的引号请用 “ ”。"),
    ("found unexpected end of stream", "引号没有闭合", "补上右引号；中文里的引号请用 “ ”。"),
    (
        "mapping values are not allowed",
        "冒号放错了地方",
        "文字里有半角冒号加空格：改成全角“：”，或给整段加引号。",
    ),
    ("could not find expected ':'", "这一行缺少冒号", "写成“键: 值”，冒号用半角，后面空一格。"),
    ("did not find expected key", "缩进对不齐，或多了一层", "和上面同级的键对齐，用空格缩进。"),
    ("did not find expected '-' indicator", "缩进对不齐", "和上面同级的键或“-”上下对齐，用空格缩进。"),
    (
        "did not find expected ',' or",
        "方括号或花括号没有闭合",
        "检查 [ ] 和 { } 是否成对，各项用半角逗号分开。",
    ),
    ("found character that cannot start any token", "这里的符号不能开头", "给整段文字加引号。"),
    ("while scanning an alias", "文字不能以 * 开头", "给整段文字加引号。"),
    ("while scanning an anchor", "文字不能以 & 开头", "给整段文字加引号。"),
    ("while parsing a tag", "文字不能以 ! 开头", "给整段文字加引号。"),
    ("while scanning a tag", "文字不能以 ! 开头", "给整段文字加引号。"),
    (
        "found undefined alias",
        "引用了不存在的别名（*）",
        "不用别名，把内容直接写出来；文字以 * 开头时加引号。",
    ),
    ("expected a single document", "一个文件里写了几份文档（---）", "删掉中间的 ---，或分成几个文件。"),
    ("block sequence entries are not allowed", "列表写在了不能写的地方", "“键:”之后换行，再写“- 项”。"),
)


#: The quote or bracket that was opened helps more than the place where the parser gave up.
_OPENED = ("while scanning a quoted scalar", "while parsing a flow")


def _syntax(fault: yaml.YAMLError, name: str) -> Diagnostic:
    context = getattr(fault, "context", None) or ""
    problem = getattr(fault, "problem", None) or str(fault)
    message, hint = "写法不合 YAML 规则", f"解析器的原话：{problem}"
    mark = getattr(fault, "problem_mark", None)
    for words, says, mend in _PROBLEMS:
        if words in context or words in problem:
            message, hint = says, mend
            break
    if context.startswith(_OPENED):
        mark = getattr(fault, "context_mark", None) or mark
    if mark is None:
        return error(Span(name), "S111", message, hint)
    return error(Span(name, mark.line + 1, mark.column + 1, mark.column + 2), "S111", message, hint)


class _Converter:
    """Nodes → data, noting duplicate keys, aliases and tags on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Diagnostic] = []
        self.unusable = False
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node) -> Data:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            return self._refuse_alias(node)
        self._seen.add(id(node))
        self._check_tag(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child) for child in node.value]
        return self._mapping(cast("yaml.MappingNode", node))

    def _scalar(self, node: yaml.ScalarNode) -> str:
        if node.tag not in _DEFAULT_TAGS:
            self._check_tag(node)
        value: str = node.value
        if node.style == '"' and (match := _INVISIBLE.search(value)):
            self._fault(node, "S108", f"转义出了控制字符 U+{ord(match[0]):04X}", "删掉反斜杠开头的这段转义。")
        if id(node) in self._seen:
            self._refuse_alias(node)
        self._seen.add(id(node))
        return value

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Data]:
        data: dict[str, Data] = {}
        first: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_node, "S113", "键必须是一个词", "检查这一行是否多了 ? 或括号。")
                continue
            key = key_node.value
            if key in first:
                message = (
                    f"键 {' '.join(key.split())} 写了两次（第一次在第 {first[key].start_mark.line + 1} 行）"
                )
                self._fault(key_node, "S112", message, "留下一个，删掉另一个。")
                self.convert(value_node)
                continue
            first[key] = key_node
            data[key] = self.convert(value_node)
        return data

    def _check_tag(self, node: yaml.Node) -> None:
        if node.tag not in _DEFAULT_TAGS:
            self._fault(node, "S114", f"不支持类型标记 {node.tag}", "删掉以 ! 开头的标记。")

    def _refuse_alias(self, node: yaml.Node) -> str:
        self._fault(node, "S115", "这段内容被别名（*）重复引用", "不用 & 和 *，在用到的地方各写一遍。")
        self.unusable = True
        return ""

    def _fault(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        self.faults.append(error(_span(self.name, node), code, message, hint))


def dump(data: object) -> str:
    """Plain data → YAML text, keys in the order given."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
