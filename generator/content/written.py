"""content/pages → the texts of the pages that authors wrote; what cannot be published is a finding.

The bounds are for Markdown, which recurses, and whose time may grow with the square of a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.content.reading import characters
from generator.content.reading.text_file import read_text
from generator.core import names
from generator.core.diagnostic import Diagnostic, Severity, Span, error, warning
from generator.core.lines import Lines
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Pages of ours whose text is written here.
OWN = frozenset({"modality"})
#: What the site already has at its root.
TAKEN = frozenset(
    {"assets", "basis", "changes", "channels", "chapters", "checklists", "coverage", "deadlines", "downloads"}
    | {"glossary", "home", "index", "quiz", "r", "roles", "rules", "search", "supplements"}
    | {"due", "editions", "figures", "trainers"}
)
MAX_BYTES = 64 * 1024
MAX_LINE = 4000
MAX_HEADINGS = 200
MAX_DEPTH = 10
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_LENGTH = 60
_TITLE = re.compile(r"\s*# +\S")
#: What opens a line: each blank quote or list sign leads one level deeper, and so do four blanks.
_OPENING = re.compile(r"(?:[ \t]|>|[-*+](?=\s)|[0-9]+[.)](?=\s))*")
_INDENT = 4


def read(folder: Path, root: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """Name → Markdown text of every page in ``folder`` that can be published, and what is wrong."""
    pages: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        name = path.relative_to(root).as_posix()
        if fault := _misnamed(path.name, name):
            faults.append(fault)
            continue
        text, found = read_text(path, root)
        faults += found
        if text is None:
            continue
        faults += (found := [*_slips(Lines(name, text)), *_unfit(text, name)])
        if all(one.severity is Severity.WARNING for one in found):
            pages[path.stem] = text
    return pages, faults


def _misnamed(file: str, name: str) -> Diagnostic | None:
    stem, dot, kind = file.rpartition(".")
    if not dot or kind.lower() not in {"md", "markdown"}:
        hint = _("说明文字是这个文件夹里的 .md 文件，不放在子文件夹里；别的东西放到别处去。")
        return warning(Span(name), "S153", _("这里只放说明文字，{file} 不会发布").format(file=file), hint)
    if kind != "md" or not _SLUG.fullmatch(stem) or len(stem) > _SLUG_LENGTH:
        hint = _(
            "网址也是这个名字：改成小写字母、数字和连字符，最多{slug_length}个，如 faq.md；"
            "中文标题写在第一行的 # 后面。"
        ).format(slug_length=_SLUG_LENGTH)
        return error(Span(name), "S151", _("{file} 不能发布：名字不能用在网址里").format(file=file), hint)
    if why := names.fault(stem):
        return error(
            Span(name),
            "S151",
            _("{file} 不能发布：{stem} {why}").format(file=file, stem=stem, why=why),
            _("换一个名字。"),
        )
    if stem in TAKEN:
        return error(
            Span(name),
            "S152",
            _("{file} 不能发布：{stem} 这个名字网站自己用").format(file=file, stem=stem),
            _("换一个名字，如 about.md。"),
        )
    return None


def _slips(lines: Lines) -> list[Diagnostic]:
    # ======= alone underlines a heading in Markdown.
    merge = characters.conflict(lines) if "<<<<<<< " in lines.text or ">>>>>>> " in lines.text else None
    return [merge] if merge else characters.invisible(lines) + characters.alike(lines)


def _unfit(text: str, name: str) -> Iterator[Diagnostic]:
    if (size := len(text.encode())) > MAX_BYTES:
        hint = _("一页最多 {max_bytes} KB，约两万字；请分成几页。").format(max_bytes=MAX_BYTES // 1024)
        yield error(Span(name), "S154", _("这一页太长（{size} KB）").format(size=size // 1024), hint)
        return
    if re.match(r"\s*---[ ]*\n", text):
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        hint = _("删掉两行 --- 和中间的设置；标题写成第一行“# 标题”。")
        yield error(Span(name, line, 1, 4), "S156", _("说明文字不用文件头（---）"), hint)
    elif name.rpartition("/")[2].removesuffix(".md") not in OWN and not _TITLE.match(text):
        hint = _("第一行写“# 标题”，空一行，再写正文；没有标题，菜单里只有文件名。")
        yield warning(Span(name, 1, 1, 2), "S157", _("说明文字没有标题"), hint)
    yield from _too_much(text, name)


def _too_much(text: str, name: str) -> Iterator[Diagnostic]:
    """The first line of each kind that goes too far."""
    open_brackets = headings = 0
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        opening = _OPENING.match(line)
        before = opening[0] if opening else ""
        signs = before.replace(" ", "").replace("\t", "")
        blanks = len(before.expandtabs(_INDENT)) - len(before.lstrip().expandtabs(_INDENT))
        depth = len(re.findall(r"[>*+-]|[0-9]+", signs)) + blanks // _INDENT
        open_brackets = 0 if not line.strip() else open_brackets
        deepest = open_brackets
        for sign in re.findall(r"[\[\]()]", line):
            open_brackets = open_brackets + 1 if sign in "[(" else max(0, open_brackets - 1)
            deepest = max(deepest, open_brackets)
        headings += line.lstrip().startswith("#") or bool(re.fullmatch(r"\s*(=+|-+)\s*", line))
        for code, wrong, message, hint in (
            (
                "S155",
                max(depth, deepest) > MAX_DEPTH,
                _("嵌套超过 {max_depth} 层").format(max_depth=MAX_DEPTH),
                _("检查缩进、列表、引用和没有闭合的括号。"),
            ),
            (
                "S154",
                len(line) > MAX_LINE,
                _("一行超过 {max_line} 个字").format(max_line=MAX_LINE),
                _("分成几段，段与段之间空一行。"),
            ),
            (
                "S154",
                headings > MAX_HEADINGS,
                _("标题超过 {max_headings} 个").format(max_headings=MAX_HEADINGS),
                _("请分成几页。"),
            ),
        ):
            if wrong and message not in seen:
                seen.add(message)
                yield error(Span(name, number), code, message, hint)
