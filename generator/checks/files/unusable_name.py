"""Finds every id, slug and file name that some system cannot hold, or takes for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core import names
from generator.core.diagnostic import Severity, Span
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content.reading.source import Data, Key

CODE = "S150"
SEVERITY = Severity.ERROR
_NAMING = ("id", "slug")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every id, slug and file name that some system cannot hold, or takes for another."""
    seen: dict[str, str] = {}
    for path, document in book.library.documents.items():
        for keys, name in _named(document.data):
            if names.is_device(name):  # what else a name may not be, its shape says already
                yield Finding(
                    document.span(*keys),
                    _("{keys} 不能是 {name}").format(keys=keys[-1], name=name),
                    _("Windows留给设备的名字：换一个。"),
                )
        if why := names.path_fault(path):
            yield Finding(Span(path), _("文件名 {why}").format(why=why), _("给文件改名。"))
        elif (before := seen.setdefault(names.key(path), path)) != path:
            yield Finding(
                Span(path),
                _("文件名和 {before} 只差大小写或字符的写法").format(before=before),
                _("给其中一个改名。"),
            )


def _named(data: Data, *keys: Key) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Where names are given, and the names."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                if key in _NAMING:
                    yield (*keys, key), value
            else:
                yield from _named(value, *keys, key)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            if not isinstance(value, str):
                yield from _named(value, *keys, index)
