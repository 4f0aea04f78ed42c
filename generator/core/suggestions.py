"""The known word that an unknown one was probably meant to be, and how messages ask for it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKE = 0.6


def near(word: str, known: Iterable[str], cutoff: float = _LIKE) -> str:
    """The one most like ``word``; empty when none is. ``cutoff`` is from 0, anything, to 1, the same."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def meant(word: str) -> str:
    """是否为 X？ — empty for no word."""
    return _("是否为 {word}？").format(word=word) if word else ""


def suggest(word: str, known: Iterable[str], otherwise: str, cutoff: float = _LIKE) -> str:
    """是否为 X？ — or ``otherwise`` when none is like ``word``."""
    return meant(near(word, known, cutoff)) or otherwise
