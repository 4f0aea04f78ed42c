"""Finds every item that leaves open what it covers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K705"
SEVERITY = Severity.ERROR

#: 等 that does not stand for “and so on”.
_MEANT = re.compile("等(?=[级候待于额量同一])|(?<=[平同中相优高初上下久])等")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every item that leaves open what it covers."""
    for checklist in book.checklists:
        for item in checklist.items:
            text = _MEANT.sub("　", item.text)
            if (at := text.find("等")) >= 0:
                yield Finding(
                    book.span_of(_("等"), item, "text", nth=item.text.count("等", 0, at)),
                    _("核对项用了“等”"),
                    _("把要核对的写全，或分成两项。"),
                )
