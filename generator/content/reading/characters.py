"""Characters that look like nothing, or like others: found before anything is parsed."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from generator.core.diagnostic import ENOUGH, error, more, warning
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from generator.core.diagnostic import Diagnostic
    from generator.core.lines import Lines

#: Controls, soft hyphens, joiners, fillers, marks of direction, selectors of variants, placeholders.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028\u2029\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
#: Blanks that are not the space bar's: searches and YAML take them for letters.
_BLANK = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
BLANK = re.compile(_BLANK)
#: In a line that is a comment they harm nobody.
_BLANK_OR_COMMENT = re.compile(f"^ *#.*$|({_BLANK})", re.MULTILINE)
#: Radicals and ideographs kept for other encodings, and marks apart from their letters: as PDFs are copied.
_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]|[^\\W\\d_][\u0300-\u036f]+")
#: What each of them has; hardly any text does, and to look for this alone is quick.
_ODD = re.compile("[\u0300-\u036f\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_NAMES = {0xA0: N_("不换行空格"), 0x202F: N_("不换行窄空格"), 0x3000: N_("全角空格")}
_HAN = re.compile("[\u3400-\u9fff]")
_TAB = re.compile(r"^ *\t|: *\t|- *\t", re.MULTILINE)
#: What git leaves where two people changed the same lines.
_MERGE = re.compile(r"^(?:<{7} |>{7} |={7}$|\|{7} )", re.MULTILINE)


def named(character: str) -> str:
    """U+00A0, the way people look characters up."""
    return f"U+{ord(character):04X}"


def faults(lines: Lines) -> list[Diagnostic]:
    """Every character, tab and mark of a merge that keeps a file from being read as it looks.

    Tabs and marks of a merge are one finding a file: who mends one mends them all.
    """
    if merge := conflict(lines):
        return [merge]
    blanks = (match for match in _BLANK_OR_COMMENT.finditer(lines.text) if match[1])
    shown = invisible(lines) + [_blank(lines, match) for match in islice(blanks, ENOUGH)]
    return shown + more(lines.path, sum(1 for __ in blanks)) + _tabs(lines)


def alike(lines: Lines) -> list[Diagnostic]:
    """Every character that looks like an ordinary one, so that a search for that does not find it."""
    if not _ODD.search(lines.text):
        return []
    found = ((match, _ordinary(match[0])) for match in _ALIKE.finditer(lines.text))
    told = ((match, usual) for match, usual in found if usual != match[0])
    shown = [_alike(lines, match, usual) for match, usual in islice(told, ENOUGH)]
    return shown + more(lines.path, sum(1 for __ in told))


def _ordinary(text: str) -> str:
    return unicodedata.normalize("NFC" if text[1:] else "NFKC", text)


def _alike(lines: Lines, match: re.Match[str], usual: str) -> Diagnostic:
    codes = _("、").join(named(char) for char in match[0])
    message = _("“{match}”（{codes}）看着像“{usual}”，却不是同一个字，搜索搜不到").format(
        match=match[0], codes=codes, usual=usual
    )
    place = lines.place(match.start(), len(match[0]))
    return warning(
        place, "S121", message, _("用键盘重新输入“{usual}”；它多半是从PDF复制来的。").format(usual=usual)
    )


def conflict(lines: Lines) -> Diagnostic | None:
    """The first mark of a merge."""
    if found := _MERGE.search(lines.text):
        hint = _("留下两边里对的一份，删掉 <<<<<<<、=======、>>>>>>> 这几行。")
        return error(lines.place(found.start(), 7), "S130", _("有合并时留下的冲突标记"), hint)
    return None


def invisible(lines: Lines, kind: re.Pattern[str] = INVISIBLE) -> list[Diagnostic]:
    """Every character that nobody sees, or those of a ``kind``."""
    found = kind.finditer(lines.text)
    shown = [_invisible(lines, match) for match in islice(found, ENOUGH)]
    return shown + more(lines.path, sum(1 for __ in found))


def _invisible(lines: Lines, match: re.Match[str]) -> Diagnostic:
    hint = _("删掉这个字符再重新输入前后的文字；它多半是从别处粘贴带进来的。")
    return error(
        lines.place(match.start()),
        "S108",
        _("有看不见的控制字符 {named}").format(named=named(match[0])),
        hint,
    )


def _blank(lines: Lines, match: re.Match[str]) -> Diagnostic:
    kind = _(_NAMES.get(ord(match[0]), N_("另一种空格")))
    hint = _("删掉；真要空一格，就用空格键重新输入。它多半是从 Word 或网页粘贴来的。")
    return error(
        lines.place(match.start()),
        "S116",
        _("这个空白不是普通空格，是{kind} {named}").format(kind=kind, named=named(match[0])),
        hint,
    )


def _tabs(lines: Lines) -> list[Diagnostic]:
    found = _TAB.finditer(lines.text)
    first = next(found, None)
    if first is None:
        return []
    others = sum(1 for __ in found)
    message = _("用了制表符（Tab）") + (_("，后面还有 {others} 处").format(others=others) if others else "")
    return [error(lines.place(first.end() - 1), "S107", message, _("YAML 只认空格：请换成空格。"))]


def is_prose(text: str) -> bool:
    """Whether a text has words in it that people read, not only ids and numbers."""
    return bool(_HAN.search(text))
