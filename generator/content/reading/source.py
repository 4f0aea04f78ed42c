"""YAML text → plain data (mappings, lists, text) and a position for every node. The only importer of yaml.

Nothing here interprets a scalar: ``3.10``, ``no`` and ``2026-01-01`` stay the text that the author typed.
Faults are returned, all of them, never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, cast

import yaml

from generator.content.reading import characters
from generator.content.reading.syntax import Complaint, explain
from generator.content.reading.text_file import read_text
from generator.core.diagnostic import ENOUGH, Diagnostic, Span, error, more
from generator.core.lines import Lines
from generator.core.texts import _

if TYPE_CHECKING:
    from pathlib import Path

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Key: TypeAlias = "str | int"

#: Our own shapes nest six deep. libyaml's parser recurses, so a bound protects the process.
MAX_DEPTH = 40
#: Every level of block style costs at least one column: a line that goes deep opens with a run of these.
_DEEP = re.compile(r"^[ \-?:]{40,}\S", re.MULTILINE)
_BLANKS = {" ", "\t"}
_QUOTED_OR_BLOCK = ("'", "|", ">")
#: A comment behind a text, tight: as nobody writes one who means it.
_COMMENT = re.compile(r"[ \t]+(?P<sign>#)(?:(?P<tight>[^\s#])|.)?.*")
#: Within a text over several lines: what was to be an item or a key of its own.
_SWALLOWED = re.compile(
    r"^ *(?P<slip>(?P<dash>-)(?=[^\s-]|\s+\S)|(?P<wide>[－−‐‑–])(?=\s)|(?P<key>[a-z_]+)(?:：|:(?=[^\s/])))",
    re.MULTILINE,
)
_COMMA = re.compile("[，、；]")
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_DEFAULT_TAGS = set(_TAGS.values())


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc] # which one, the machine decides
    def resolve(self, kind: type[yaml.Node], _value: str, _implicit: tuple[bool, bool]) -> str:
        """The tag of what bears none: the one that the loader would look up, at length, for every text."""
        return _TAGS[kind]


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
        return cast("yaml.Node", yaml.compose(self.text, Loader=_Loader))

    @cached_property
    def lines(self) -> Lines:
        """The text, split."""
        return Lines(self.path, self.text)

    @cached_property
    def _entries(self) -> dict[int, dict[str, tuple[yaml.Node, yaml.Node]]]:
        """Of every mapping that was asked about: key → where key and value stand."""
        return {}

    def _child(self, node: yaml.Node, key: Key) -> tuple[yaml.Node | None, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._entries:
                self._entries[id(node)] = {
                    k.value: (k, v) for k, v in reversed(node.value) if isinstance(k, yaml.ScalarNode)
                }
            return self._entries[id(node)].get(str(key))
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            return None, node.value[key]
        return None

    def span(self, *keys: Key, on_key: bool = False) -> Span:
        """The place of the node that ``keys`` lead to, or of the nearest parent that exists.

        With ``on_key`` the place of the mapping key itself instead of its value.
        """
        node, mark = self._root, self._root
        for key in keys:
            found = self._child(node, key)
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
            found = self._child(node, key)
            if found is None:
                return self.span(*keys)
            node = found[1]
        start, end = node.start_mark.index, node.end_mark.index
        at = start - 1
        for __ in range(nth + 1):
            at = self.text.find(word, at + 1, end)
            if at < 0:
                return self.span(*keys)
        return self.lines.place(at, len(word))


def _is_void(node: yaml.Node) -> bool:
    """Whether a value was left out: it has no place of its own and may even stand behind the last line."""
    start: int = node.start_mark.index
    return start == node.end_mark.index


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
    lines = Lines(name, text)
    if unreadable := characters.faults(lines):
        return None, faults + unreadable
    if not text.strip():
        faults.append(error(Span(name), "S106", _("文件是空的"), _("写上内容，或删掉这个文件。")))
        return None, faults
    if depth_fault := _too_deep(lines):
        faults.append(depth_fault)
        return None, faults
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as fault:
        faults.append(_syntax(fault, lines))
        return None, faults
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        faults.append(error(Span(name), "S106", _("文件里没有内容"), _("写上内容，或删掉这个文件。")))
        return None, faults
    converter = _Converter(lines)
    data = converter.convert(root)
    faults += [*converter.faults, *more(name, converter.untold), *characters.alike(lines)]
    if converter.unusable:
        return None, faults
    return Document(name, text, data), faults


def read_foreign(path: Path, root: Path) -> tuple[Document | None, list[Diagnostic]]:
    """Reads the outermost keys of a file that belongs to another program, with their texts.

    Its tags, comments and whatever is nested are that program's: they are neither judged nor looked at. A
    list or mapping is an empty one, a key without a text is left out. Returns the document, or None if it
    cannot be parsed, and every fault.
    """
    text, faults = read_text(path, root)
    if text is None:
        return None, faults
    lines = Lines(path.relative_to(root).as_posix(), text)
    if unreadable := characters.invisible(lines, yaml.reader.Reader.NON_PRINTABLE):
        return None, [*faults, *unreadable]
    if depth_fault := _too_deep(lines):
        return None, [*faults, depth_fault]
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as fault:
        return None, [*faults, _syntax(fault, lines)]
    if not isinstance(node, yaml.MappingNode):
        return Document(lines.path, text, [] if node else {}), faults
    keys = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
    data = {str(key.value): found for key, value in keys if (found := _outermost(value)) != ""}
    return Document(lines.path, text, data), faults


def _outermost(node: yaml.Node) -> Data:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    return [] if isinstance(node, yaml.SequenceNode) else {}


def _too_deep(lines: Lines) -> Diagnostic | None:
    """Counts nesting from parse events (which do not recurse) when a cheap look says it might be deep."""
    text = lines.text
    if not (_DEEP.search(text) or _bracket_depth(text) > MAX_DEPTH):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    mark = cast("yaml.error.Mark", event.start_mark)
                    place = Span(lines.path, mark.line + 1, mark.column + 1, mark.column + 2)
                    return error(
                        place,
                        "S110",
                        _("嵌套超过 {max_depth} 层").format(max_depth=MAX_DEPTH),
                        _("内容用不到这么深，请检查缩进和括号。"),
                    )
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
    except yaml.YAMLError as fault:
        return _syntax(fault, lines)
    return None


def _bracket_depth(text: str) -> int:
    """An upper bound: brackets inside quotes count too."""
    depth = deepest = 0
    for match in re.finditer(r"[\[{]|[\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _syntax(fault: yaml.YAMLError, lines: Lines) -> Diagnostic:
    problem, mark = getattr(fault, "problem", None), getattr(fault, "problem_mark", None)
    if mark is None:
        return error(
            Span(lines.path),
            "S111",
            _("写法不合 YAML 规则"),
            _("解析器的原话：{problem}").format(problem=problem or fault),
        )
    since = getattr(fault, "context_mark", None)
    context = getattr(fault, "context", None) or ""
    began = (since.line, since.column) if since else None
    return explain(lines, Complaint(problem or str(fault), (mark.line, mark.column), context, began))


class _Converter:
    """Nodes → data, noting on the way what was written one way and would be read another."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.faults: list[Diagnostic] = []
        self.untold = 0
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
            if node.flow_style:
                self._check_commas(node)
            return [self.convert(child) for child in node.value]
        return self._mapping(cast("yaml.MappingNode", node))

    def _scalar(self, node: yaml.ScalarNode) -> str:
        if node.tag not in _DEFAULT_TAGS:
            self._check_tag(node)
        value: str = node.value
        if node.style == '"':
            self._check_escapes(node)
        elif node.style not in _QUOTED_OR_BLOCK:
            self._check_plain(node)
        if id(node) in self._seen:
            self._refuse_alias(node)
        self._seen.add(id(node))
        return value.strip()  # here and not by the shapes, which would each keep a copy of every text

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Data]:
        data: dict[str, Data] = {}
        first: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_node, "S113", _("键必须是一个词"), _("检查这一行是否多了 ? 或括号。"))
                continue
            key = key_node.value
            if key in first:
                message = _("键 {split} 写了两次（第一次在第 {line} 行）").format(
                    split=" ".join(key.split()), line=first[key].start_mark.line + 1
                )
                self._fault(key_node, "S112", message, _("留下一个，删掉另一个。"))
                self.convert(value_node)
                continue
            first[key] = key_node
            data[key] = self.convert(value_node)
        return data

    def _check_tag(self, node: yaml.Node) -> None:
        if node.tag not in _DEFAULT_TAGS:
            self._fault(
                node, "S114", _("不支持类型标记 {tag}").format(tag=node.tag), _("删掉以 ! 开头的标记。")
            )

    def _refuse_alias(self, node: yaml.Node) -> str:
        self._fault(node, "S115", _("这段内容被别名（*）重复引用"), _("不用 & 和 *，在用到的地方各写一遍。"))
        self.unusable = True
        return ""

    def _check_escapes(self, node: yaml.ScalarNode) -> None:
        if match := characters.INVISIBLE.search(node.value) or characters.BLANK.search(node.value):
            message = _("转义出了控制字符 {named}").format(named=characters.named(match[0]))
            self._fault(node, "S108", message, _("删掉反斜杠开头的这段转义。"))

    def _check_plain(self, node: yaml.ScalarNode) -> None:
        """A text without quotes that ends too early, or goes on where something else was to begin."""
        end: int = node.end_mark.index
        text = self.lines.text
        comment = _COMMENT.match(text, end) if text[end : end + 1] in _BLANKS and node.value else None
        if comment and (characters.is_prose(node.value) or comment["tight"]):
            at, hint = comment.start("sign"), _("要写进正文，就给整段文字加引号；是注释，就另起一行写。")
            self._misread(at, comment.end() - at, "S117", _("空格加 # 是注释：从 # 起都没有读到"), hint)
        start: int = node.start_mark.index
        if node.start_mark.line == node.end_mark.line and not text[start : start + 1].isascii():
            return
        slip = _SWALLOWED.search(text[start:end])
        if slip and not slip.start() and text[text.rfind("\n", 0, start) + 1 : start].strip(" -"):
            slip = _SWALLOWED.search(text[start:end], 1)  # what does not open a line swallowed nothing there
        if slip is None:
            return
        if slip["dash"]:
            message, hint = (
                _("“-”后面缺一个空格，或没有和上面对齐"),
                _("列表的每一项写成“- 文字”，上下对齐。"),
            )
        elif slip["wide"]:
            message = _("列表的横线写成了“{slip}”，这一项接到了上一项里").format(slip=slip["wide"])
            hint = _("改成半角的“-”，后面空一格，和上面对齐。")
        else:
            message = _("{slip} 后面的冒号不对，和后面的字连成了一段文字").format(slip=slip["key"])
            hint = _("改成半角冒号，后面空一格：{slip}: ……；真是正文就给整段加引号。").format(
                slip=slip["key"]
            )
        self._misread(start + slip.start("slip"), 1, "S131", message, hint)

    def _check_commas(self, node: yaml.SequenceNode) -> None:
        """One text where the author wrote several: full-width commas separate nothing."""
        for child in node.value:
            if (
                isinstance(child, yaml.ScalarNode)
                and not child.style
                and (match := _COMMA.search(child.value))
            ):
                at = self.lines.text.find(match[0], child.start_mark.index)
                message = _("方括号里用了全角“{match}”，它不分开各项").format(match=match[0])
                hint = _("各项用半角逗号分开：[甲, 乙]；一项里真有这个标点，就给这一项加引号。")
                self._misread(at, 1, "S119", message, hint)

    def _fault(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        if self._has_room():
            self.faults.append(error(_span(self.lines.path, node), code, message, hint))

    def _misread(self, at: int, length: int, code: str, message: str, hint: str) -> None:
        """The file says something else than it seems to say, so nothing more is judged by it."""
        self.unusable = True
        if self._has_room():
            self.faults.append(error(self.lines.place(at, length), code, message, hint))

    def _has_room(self) -> bool:
        full = len(self.faults) >= ENOUGH
        self.untold += full
        return not full


def dump(data: object) -> str:
    """Plain data → YAML text, keys in the order given."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
