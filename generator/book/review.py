"""Review stamps: which questions await a look, and the record that somebody has looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book import bank
from generator.content.model.quiz import stamps_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.book.handbook import Handbook

_HEAD = """\
# 复核戳：每道题是照着规则的哪一份文字看过的。由 ./run review --stamp 写，不要手改。
"""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that awaits a look, and the rules for whose sake it does."""

    question: str
    stem: str
    changed: tuple[str, ...]
    """Rules that are no longer what they were."""
    unstamped: tuple[str, ...]
    """Rules that nobody has confirmed the question against."""


def pending(book: Handbook) -> tuple[Pending, ...]:
    """Questions that are stale or were never stamped, in the bank's order."""
    found = []
    for question in book.questions:
        changed, unstamped = bank.changed_rules(book, question), bank.unstamped_rules(book, question)
        if changed or unstamped:
            found.append(Pending(question.id, question.stem, changed, unstamped))
    return tuple(found)


def stamped(book: Handbook, ids: Collection[str]) -> str:
    """The file of stamps after a look at these questions; stamps of questions that are gone are left out."""
    looked_at = set(ids)
    stamps = {}
    for question in book.questions:
        kept = dict(book.stamps.get(question.id, {}))
        if question.id in looked_at:
            known = [book.provision[rule] for rule in question.rules if rule in book.provision]
            kept = {one.id: one.fingerprint for one in known}
        if kept:
            stamps[question.id] = kept
    return _HEAD + stamps_text(stamps)
