"""The examples of the manuals, put into a small handbook: what stands in a fence lands in the file it names.

A manual (Markdown beside the check) shows a wrong and a right example, each in one or more fences:

    `content/chapters/01-counter.yaml 1.1.1-1`

    ```yaml
    title: 先打招呼
    ```

The line above the fence names the file and, after it, the place: the id of something in the file, then
keys or ids further in. Keys replace those of the place, ``# key:`` takes one out, a list's items are added.
A file that is not there yet, one that is no YAML, or ``整个文件`` instead of a place: the fence is the file.
``sh`` has commands, run in the handbook's folder; ``./run`` is the program itself.

What cannot be seen or is too long is written in ⟨⟩: ⟨U+200B⟩ a character, ⟨0xCF⟩ a byte, 字⟨×201⟩ a character
so many times, and ⟨×201⟩ after a space the line, with what is indented below it, so many times;
⟨N⟩ in it counts them.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from contextlib import chdir
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import yaml
from click.testing import CliRunner

from generator.commands.cli import main
from tests.support.handbooks import BASE, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "整个文件"
_FENCE = re.compile(
    r"^(?:`(?P<place>[^`\n]+)`\n\n)?```(?P<language>\w+)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE
)
_SHAPE = re.compile(
    r"# (?P<title>[^\n]+)\n\n(?P<reason>.+?)\n\n错(?:（[^\n]+）)?：\n\n(?P<wrong>`.+?```)\n\n"
    r"对(?:（[^\n]+）)?：\n\n(?P<right>`.+```)\n",
    re.DOTALL,
)
_MARK = re.compile(r"⟨(?:U\+(?P<char>[0-9A-F]{4,6})|0x(?P<byte>[0-9A-F]{2}))⟩")
_LINES_TIMES = re.compile(
    r"^(?P<first>(?P<indent> *).*) ⟨×(?P<times>\d+)⟩\n(?P<below>(?:(?P=indent) +.*\n)*)", re.MULTILINE
)
_TIMES = re.compile(r"(?P<what>⟨[^⟩]+⟩|.)⟨×(?P<times>\d+)⟩")
#: A key of the place: at the left edge, or taken out by a comment.
_KEY = re.compile(r"(?:# )?(?P<key>[a-z_]+)[:：](?:\s|$)")


class Fence(NamedTuple):
    """One block of an example: ``place`` is the file and the way into it."""

    language: str
    place: tuple[str, ...]
    text: str


class Manual(NamedTuple):
    """A manual's parts."""

    title: str
    reason: str
    wrong: tuple[Fence, ...]
    right: tuple[Fence, ...]


def parsed(text: str) -> Manual:
    """The parts of a manual; AssertionError when it has another shape."""
    parts = _SHAPE.fullmatch(text)
    assert parts, "the shape: # title, what and why, 错：, fences, 对：, fences"
    return Manual(parts["title"], parts["reason"], _fences(parts["wrong"]), _fences(parts["right"]))


def _fences(text: str) -> tuple[Fence, ...]:
    found = [
        Fence(one["language"], tuple((one["place"] or "").split()), one["text"])
        for one in _FENCE.finditer(text)
    ]
    assert _FENCE.sub("", text).strip() == "", "only fences stand under 错 and 对"
    assert all(fence.place or fence.language == "sh" for fence in found), "a fence names its file"
    return tuple(found)


class Line(NamedTuple):
    """A line of a file; ``own`` when the example wrote it."""

    text: str
    own: bool = False


@dataclass
class Trial:
    """The small handbook in a folder of its own, with what examples put into it."""

    root: Path
    files: dict[str, list[Line]] = field(default_factory=dict)
    """What examples touched."""
    said: str = ""
    """What the program said to the commands of examples."""

    def __post_init__(self) -> None:
        """Lays out the handbook: the base, its question bank, and what only the manuals need."""
        for part in (BASE, SAMPLES / "quiz/bank", SAMPLES / "manuals"):
            shutil.copytree(part, self.root, dirs_exist_ok=True)

    def wrote(self, path: str, line: int) -> bool:
        """Whether a line, counted from 1, is an example's own."""
        lines = self.files.get(path, [])
        return line <= len(lines) and lines[line - 1].own

    def put(self, fences: tuple[Fence, ...]) -> None:
        """Carries out an example."""
        for fence in fences:
            text = _spelt_out(fence.text)
            if fence.language == "sh":
                for line in text.splitlines():
                    self._run(line)
                continue
            name, *way = fence.place
            path = self.root / name
            new = [Line(line, own=True) for line in text.removesuffix("\n").split("\n")]
            if path.suffix == ".yaml" and path.exists() and way != [WHOLE]:
                old = self.files.get(name) or [
                    Line(one) for one in path.read_text(encoding="utf-8").split("\n")
                ]
                new = _merged(old, way, new)
            else:
                new.append(Line(""))
            self.files[name] = new
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_bytes("\n".join(line.text for line in new)))

    def _run(self, line: str) -> None:
        program, *words = shlex.split(line)
        if program == "./run":
            with chdir(self.root):
                self.said += CliRunner().invoke(main, words).output
        else:
            subprocess.run([program, *words], cwd=self.root, check=True)
            self.files |= {word: [Line("", own=True)] for word in words}


def _merged(lines: list[Line], way: list[str], new: list[Line]) -> list[Line]:
    """Lines with new ones where ``way`` leads: in a mapping by their keys, or at the end of a list."""
    node = yaml.compose("\n".join(line.text for line in lines), Loader=yaml.CSafeLoader)
    for step in way:
        node = _further(node, step)
    assert not node.flow_style, f"{way}: written in brackets"
    start, column, end = node.start_mark.line, node.start_mark.column, _end(node, lines)
    lead, indent = lines[start].text[:column], " " * column  # the lead may hold the dash of an item
    block = [lines[start]._replace(text=indent + lines[start].text[column:]), *lines[start + 1 : end]]
    before, after = block, []
    if isinstance(node, yaml.MappingNode):
        starts = [key.start_mark.line - start for key, _ in node.value]
        entries = dict(
            zip((key.value for key, _ in node.value), pairwise([*starts, len(block)]), strict=True)
        )
        keys = {found["key"] for line in new if (found := _KEY.match(line.text))}
        at = next((entries[key][0] for key in entries if key in keys), len(block))
        kept = [block[slice(*entry)] for key, entry in entries.items() if key not in keys and entry[0] > at]
        before, after = block[:at], [line for entry in kept for line in entry]
    whole = [*before, *(one._replace(text=indent + one.text if one.text else "") for one in new), *after]
    whole[0] = whole[0]._replace(text=lead + whole[0].text[column:])
    return [*lines[:start], *whole, *lines[end:]]


def _further(node: yaml.Node, step: str) -> yaml.Node:
    """What a word of the way leads to: a key, or an id or number here or further below; else the nth item."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value
    if found := _called(node, step):
        return found
    assert isinstance(node, yaml.SequenceNode), f"nothing is called {step}"
    assert step.isdigit(), f"nothing is called {step}"
    return node.value[int(step) - 1]


def _called(node: yaml.Node, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        if any(key.value in {"id", "number", "year"} and value.value == name for key, value in node.value):
            return node
        below = [value for _, value in node.value]
    else:
        below = node.value if isinstance(node, yaml.SequenceNode) else []
    return next((found for one in below if (found := _called(one, name))), None)


def _end(node: yaml.Node, lines: list[Line]) -> int:
    """The line after the node's last: PyYAML ends a block where the next thing begins."""
    end = node.end_mark.line + (node.end_mark.column > 0 and node.end_mark.line == node.start_mark.line)
    while end > node.start_mark.line + 1 and not lines[end - 1].text.strip():
        end -= 1
    return end


def _spelt_out(text: str) -> str:
    """An example with what its ⟨×⟩ and ⟨U+⟩ mean."""
    text = _LINES_TIMES.sub(_counted, text)
    text = _TIMES.sub(lambda one: one["what"] * int(one["times"]), text)
    return _MARK.sub(lambda one: chr(int(one["char"], 16)) if one["char"] else one[0], text)


def _counted(lines: re.Match[str]) -> str:
    """Lines as often as they say."""
    one = f"{lines['first']}\n{lines['below']}"
    return "".join(one.replace("⟨N⟩", str(number)) for number in range(1, int(lines["times"]) + 1))


def _bytes(text: str) -> bytes:
    """A file's bytes, those that are no UTF-8 too."""
    parts = re.split(r"⟨0x([0-9A-F]{2})⟩", text)
    return b"".join(bytes([int(part, 16)]) if at % 2 else part.encode() for at, part in enumerate(parts))
