"""What a YAML parser could not make sense of → what the author most likely did wrong, and where.

A parser notices a fault when it cannot go on, often a line or two below the slip; so this looks from its mark
upwards for the slips that people make, and only then says what the parser said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.core.diagnostic import Diagnostic, Span, error
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.core.lines import Lines


class Complaint(NamedTuple):
    """What the parser said. Places are (line, column) from 0."""

    problem: str
    at: tuple[int, int]
    context: str = ""
    since: tuple[int, int] | None = None


class _Slip(NamedTuple):
    line: int
    column: int
    message: str
    hint: str
    length: int = 1


#: How many lines with text above the parser's mark are looked at.
_ABOVE = 4
_KEY = r"^ *(?:- +)*(?P<key>[A-Za-z_][\w-]*)"
_WIDE_COLON = re.compile(rf"{_KEY} *(?P<slip>：)")
_TIGHT_COLON = re.compile(rf"{_KEY}(?P<slip>:)(?![\s/]|$)")
_TIGHT_DASH = re.compile(r"^ *(?:- +)*(?P<slip>-)(?![\s-]|$)")
_WIDE_DASH = re.compile(r"^ *(?:- +)*(?P<slip>[－−‐‑–])\s")
_COMMENT = re.compile(r"\S(?P<blank> +)(?P<slip>#)")
_KEY_LINE = re.compile(rf"{_KEY} *:(?:\s|$)")
_ITEM_LINE = re.compile(r"^(?P<indent> *)-(?:\s|$)")
#: One that is not closed goes to the end of the line: it is looked at once, not from each of its quotes.
_QUOTED = re.compile(r"""(?P<mark>["'])(?:(?<=")(?:[^"\\]|\\.)*|(?<=')[^']*)(?P<closed>(?P=mark)?)""")

#: What libyaml says → (what we say, how to mend it).
_PROBLEMS = (
    ("while scanning a quoted scalar", N_("引号没有闭合"), N_("补上右引号；中文里的引号请用 “ ”。")),
    ("found unexpected end of stream", N_("引号没有闭合"), N_("补上右引号；中文里的引号请用 “ ”。")),
    (
        "mapping values are not allowed",
        N_("冒号放错了地方"),
        N_("文字里有半角冒号加空格：改成全角“：”，或给整段加引号。"),
    ),
    ("could not find expected ':'", N_("这一行缺少冒号"), N_("写成“键: 值”，冒号用半角，后面空一格。")),
    ("did not find expected key", N_("缩进对不齐，或多了一层"), N_("和上面同级的键对齐，用空格缩进。")),
    (
        "did not find expected '-' indicator",
        N_("缩进对不齐"),
        N_("和上面同级的键或“-”上下对齐，用空格缩进。"),
    ),
    ("did not find expected <document start>", N_("缩进对不齐"), N_("最外层的键都顶格写，前面不留空格。")),
    (
        "did not find expected ',' or",
        N_("方括号或花括号没有闭合"),
        N_("检查 [ ] 和 { } 是否成对，各项用半角逗号分开。"),
    ),
    (
        "did not find expected node content",
        N_("括号不成对"),
        N_("检查 [ ] 和 { } 是否成对；文字以括号开头时给整段加引号。"),
    ),
    (
        "comment or line break",
        N_("“|”或“>”后面不能接着写"),
        N_("换到下一行写，多缩进两格；文字以它开头时给整段加引号。"),
    ),
    (
        "unknown escape character",
        N_("双引号里的反斜杠写法不对"),
        N_("把双引号换成单引号，或把 \\ 写成两个。"),
    ),
    ("found character that cannot start any token", N_("这里的符号不能开头"), N_("给整段文字加引号。")),
    ("while scanning an alias", N_("文字不能以 * 开头"), N_("给整段文字加引号。")),
    ("while scanning an anchor", N_("文字不能以 & 开头"), N_("给整段文字加引号。")),
    ("while parsing a tag", N_("文字不能以 ! 开头"), N_("给整段文字加引号。")),
    ("while scanning a tag", N_("文字不能以 ! 开头"), N_("给整段文字加引号。")),
    (
        "found undefined alias",
        N_("引用了不存在的别名（*）"),
        N_("不用别名，把内容直接写出来；文字以 * 开头时加引号。"),
    ),
    (
        "expected a single document",
        N_("一个文件里写了几份文档（---）"),
        N_("删掉中间的 ---，或分成几个文件。"),
    ),
    (
        "block sequence entries are not allowed",
        N_("列表写在了不能写的地方"),
        N_("“键:”之后换行，再写“- 项”。"),
    ),
    ("incompatible YAML document", N_("文字不能以 % 开头"), N_("删掉以 % 开头的这一行。")),
)
#: The quote or bracket that was opened helps more than the place where the parser gave up.
_OPENED = ("while scanning a quoted scalar", "while parsing a flow", "while parsing a quoted scalar")


def explain(lines: Lines, said: Complaint) -> Diagnostic:
    """The one finding about a file that cannot be parsed."""
    for look in (_quote, _comment, _habit, _indentation):
        if slip := look(lines, said):
            break
    else:
        slip = _verbatim(said)
    place = Span(lines.path, slip.line + 1, slip.column + 1, slip.column + 1 + slip.length)
    return error(place, "S111", slip.message, slip.hint)


def _verbatim(said: Complaint) -> _Slip:
    at = said.since if said.since and said.context.startswith(_OPENED) else said.at
    for words, message, hint in _PROBLEMS:
        if words in said.context or words in said.problem:
            return _Slip(*at, _(message), _(hint))
    return _Slip(*at, _("写法不合 YAML 规则"), _("解析器的原话：{problem}").format(problem=said.problem))


def _upwards(lines: Lines, said: Complaint) -> Iterator[tuple[int, str]]:
    """The line of the mark and those above it that have text; never above what was being parsed."""
    top = said.since[0] if said.since and not said.context.startswith("while parsing a block") else 0
    left = _ABOVE
    for number in range(said.at[0], max(top, said.at[0] - 20) - 1, -1):
        if lines[number].strip():
            yield number, lines[number]
            left -= 1
        if not left:
            return


def _quote(lines: Lines, said: Complaint) -> _Slip | None:
    """A quote that closes too early, or that was opened lines above and closed by the next one's opening."""
    if not said.problem.startswith("did not find expected"):
        return None
    line, column = said.at
    before = lines[line][:column].rstrip()
    if not before.endswith(('"', "'")) or not lines[line][column:].strip():
        return None
    mark = before[-1]
    if mark == before.strip(" -")[-1:] and not any(one["closed"] for one in _QUOTED.finditer(before)):
        for number in range(line - 1, -1, -1):
            if lines[number].count(mark) % 2:
                hint = _("补上右引号；中文里的引号请用 “ ”。")
                return _Slip(number, lines[number].index(mark), _("引号没有闭合"), hint)
    outer = _("单") if mark == '"' else _("双")
    hint = _("引号里的话到这里就结束了：整段外面用{outer}引号，里面的引号用 “ ”。").format(outer=outer)
    return _Slip(line, column, _("引号关得太早，后面还有字"), hint)


def _comment(lines: Lines, said: Complaint) -> _Slip | None:
    """A # that made a comment of the rest of a text."""
    if said.problem.startswith("did not find expected"):
        for number, line in _upwards(lines, said):
            within = number == said.at[0] - 1 and not _KEY_LINE.match(lines[said.at[0]])
            if within and line.lstrip().startswith("#"):
                message = _("一段文字中间有一行 # 注释，文字到这里就断了")
                return _Slip(
                    number, line.index("#"), message, _("把这一行移到整段文字的上面；要写进正文就去掉 #。")
                )
            if not line.lstrip().startswith("#") and (found := _COMMENT.search(_QUOTED.sub(_blanked, line))):
                message = _("空格加 # 是注释：这一行从 # 起都没有读到")
                return _Slip(
                    number, found.start("slip"), message, _("给整段文字加引号，或把 # 前的空格删掉。")
                )
    return None


def _blanked(quoted: re.Match[str]) -> str:
    return "x" * len(quoted[0]) if quoted["closed"] else quoted[0]


def _habit(lines: Lines, said: Complaint) -> _Slip | None:
    """A full-width colon after a key, a colon or a dash without a blank behind it."""
    if said.context.startswith("while scanning a quoted"):
        return None
    for number, line in _upwards(lines, said):
        if found := _WIDE_COLON.match(line):
            hint = _("改成半角冒号，后面空一格：{found}: ……").format(found=found["key"])
            return _Slip(
                number, found.start("slip"), _("{found} 后面是全角冒号“：”").format(found=found["key"]), hint
            )
        if found := _TIGHT_COLON.match(line):
            hint = _("冒号后面空一格：{found}: ……").format(found=found["key"])
            return _Slip(
                number,
                found.start("slip"),
                _("{found} 的冒号后面缺一个空格").format(found=found["key"]),
                hint,
            )
        if found := _WIDE_DASH.match(line):
            hint = _("改成半角的“-”，后面空一格：- 文字。")
            return _Slip(
                number, found.start("slip"), _("列表的横线写成了“{found}”").format(found=found["slip"]), hint
            )
        if found := _TIGHT_DASH.match(line):
            return _Slip(number, found.start("slip"), _("“-”后面缺一个空格"), _("列表的每一项写成“- 文字”。"))
    return None


def _indentation(lines: Lines, said: Complaint) -> _Slip | None:
    """A key or item that stands a little to the right or left of its like above."""
    number = said.at[0]
    line = lines[number]
    key, item = _KEY_LINE.match(line), _ITEM_LINE.match(line)
    if not key and not item:
        return None
    own = len(line) - len(line.lstrip(" "))
    at_colon = key is not None and said.at[1] == line.index(":", key.end("key"))
    if said.at[1] != own and not at_colon:
        return None
    near = sorted(_columns(lines, number, items=item is not None), key=lambda column: abs(column - own))
    if not near or near[0] == own:
        return None
    message = _("缩进对不齐：这一行{part}了{own}个空格").format(
        part=_("多") if own > near[0] else _("少"), own=abs(own - near[0])
    )
    like = _("同级的“-”") if item else _("同级的键")
    hint = _("和上面{like}对齐：前面留{near}个空格，这里是{own}个。").format(like=like, near=near[0], own=own)
    return _Slip(
        number, own, message, hint, max(1, len(line.rstrip()) - own) if key is None else len(key["key"])
    )


def _columns(lines: Lines, number: int, *, items: bool) -> list[int]:
    """Where keys (or the dashes of items) stand in the lines above, the nearest first."""
    found: list[int] = []
    for above in range(number - 1, max(-1, number - 60), -1):
        if items:
            if match := _ITEM_LINE.match(lines[above]):
                found.append(len(match["indent"]))
        elif match := _KEY_LINE.match(lines[above]):
            found.append(match.start("key"))
    return list(dict.fromkeys(found))
