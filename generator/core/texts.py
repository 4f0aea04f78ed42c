"""Texts that people read, by the catalogue in generator/locales: the one door to gettext.

What stands in the code is Simplified Chinese, and it is the key: without a catalogue a text is what its key
says. A text is looked up when it is shown, so what is kept in a table of a module is only marked, by
:func:`N_`, and looked up by :func:`_` where it is used.
"""

from __future__ import annotations

from gettext import NullTranslations, translation
from pathlib import Path

DOMAIN = "handbook"
LOCALES = Path(__file__).parent.parent / "locales"
#: The only one so far. It needs no compiled catalogue: its texts are the keys.
LANGUAGE = "zh_CN"
_chosen: NullTranslations = translation(DOMAIN, LOCALES, [LANGUAGE], fallback=True)


def gettext(message: str) -> str:
    """The text for a key, its fields still open; the key itself when the catalogue has none."""
    return _chosen.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The text for a number of things, in languages that tell one from many."""
    return _chosen.ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - so everybody who knows gettext calls it
    """The key itself: marks a text where it is defined for the catalogue."""
    return message


_ = gettext
