"""Finds every printed text with characters that the fonts lack, once, at the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.content import layout
from generator.core import fonts
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content.reading.source import Data, Key

CODE = "W330"
SEVERITY = Severity.ERROR
#: What only searches and the home page show.
_FILES = frozenset(
    f"content/{place}"
    for name in ("synonyms.yaml", "situations.yaml", layout.REVIEWED)
    for place in layout.places(name)
)
_KEYS = frozenset({"keywords", "said_as", "asked_as"})


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every printed text with characters that the fonts lack, once, at the first of them."""
    for path, document in book.library.documents.items():
        if path in _FILES or not (fonts.missing(document.text) or "\\" in document.text):
            continue
        for keys, text in _texts(document.data, ()):
            if lacking := fonts.missing(text):
                names = _("、").join(fonts.name(one) for one in lacking[:10])
                more = _("等{count}个字").format(count=len(lacking)) if len(lacking) > 10 else ""  # noqa: PLR2004 - as many as shown
                yield Finding(
                    document.span_of(lacking[0], *keys),
                    _("印刷的字体里没有 {names}{more}").format(names=names, more=more),
                    _("换成常用的字或符号，或者删掉。"),
                )


def _texts(data: Data, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(data, str):
        yield keys, data
    elif isinstance(data, list):
        for index, one in enumerate(data):
            yield from _texts(one, (*keys, index))
    else:
        for key, one in data.items():
            if key not in _KEYS:
                yield from _texts(one, (*keys, key))
