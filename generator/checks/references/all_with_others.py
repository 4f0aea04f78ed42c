"""Finds every list of channels or stages that holds a word for all or none and something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.handbook import ALL, NONE
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "V502"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every list of channels or stages that holds a word for all or none and something else."""
    for rule in book.provisions:
        for key, chosen in (("channels", rule.channels), ("stages", rule.stages)):
            for word in (ALL, NONE):
                if word in chosen and len(chosen) > 1:
                    message = _("{key} 里 {word} 与别的值写在一起").format(key=key, word=word)
                    yield Finding(
                        book.span(rule, key), message, _("只写 {word}，或去掉 {word}。").format(word=word)
                    )
