"""Finds every slogan in the prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.core.diagnostic import Severity
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W321"
SEVERITY = Severity.WARNING
_SLOGANS = ("确保", "进一步加强", "高度重视")
_HINT = N_("写出谁、什么时候、做什么。")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every slogan in the prose."""
    prose = prose_of(book)
    for slogan in _SLOGANS:
        for at in prose.words(slogan):
            yield Finding(
                prose.span(at, len(slogan)),
                _("“{slogan}”是口号：{around}").format(slogan=slogan, around=prose.around(at, len(slogan))),
                _(_HINT),
            )
