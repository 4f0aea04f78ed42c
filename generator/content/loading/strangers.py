"""What lies in a handbook's folders and is never read: most likely its name is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content import layout
from generator.content.loading.files import entries, folders, yaml_files
from generator.core import suggestions
from generator.core.diagnostic import Diagnostic, Span, warning
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_ONE_LEVEL = N_("这里只读这一层的 .yaml 文件：改文件名，或放到别处去。")


def strangers(root: Path) -> Iterator[Diagnostic]:
    """Yields a warning for each file and folder that nobody reads."""
    for path, hint in _strangers(root / "content", root / "checklists"):
        yield warning(Span(path.relative_to(root).as_posix()), "S132", _("手册不读这个文件或文件夹"), hint)


def _strangers(content: Path, checklists: Path) -> Iterator[tuple[Path, str]]:
    names = {folder: [*layout.names_in(folder)] for folder in ("", *layout.FOLDERS_OF_SINGLE_FILES)}
    older = [*layout.SINGLE_FILES, layout.OLDER_RULES, layout.OLDER_QUESTIONS]
    for folder, told in names.items():
        known = [*dict.fromkeys([*told, *(older if not folder else ())])]
        for path in _unread(content / folder, known):
            where = f"{folder or 'content'}/"
            allowed = _("{where} 里可以有：{told}。").format(where=where, told=_("、").join(told))
            yield path, suggestions.suggest(path.name.lower(), known, allowed, cutoff=0.5)
    parted = [content / layout.RULES, content / layout.QUESTIONS]
    for one in parted:
        for path in _unread(one, [each.name for each in folders(one)]):
            yield (
                path,
                _("{name}/ 里每章一个文件夹，如 04-relationship/：移到那里面去。").format(name=one.name),
            )
    flat = [layout.OLDER_RULES, layout.OLDER_QUESTIONS, layout.SEARCH, layout.SUPPLEMENTS]
    inner = [each for one in parted for each in folders(one)]
    for one in (*(content / name for name in flat), *inner, checklists):
        for path in _unread(one, [each.name for each in yaml_files(one)]):
            yield path, _(_ONE_LEVEL)


def _unread(folder: Path, known: Collection[str]) -> Iterator[Path]:
    return (path for path in entries(folder) if path.name not in known and not path.name.startswith("_"))
