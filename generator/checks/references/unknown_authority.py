"""Finds every citation of an authority that is not in authorities.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import sourced
from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.checks.shared.references import law_places
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R103"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every citation of an authority that is not in authorities.yaml."""
    if "authorities.yaml" in book.library.broken:
        return
    titles = named(book.authorities)
    known = {authority.id for authority in book.authorities}
    for one, keys, law in law_places(book):
        if law.authority not in known:
            hint = suggest(law.authority, titles, _("先在 authorities.yaml 里写上这部文件。"))
            yield Finding(
                book.span(one, *keys, "authority"),
                _("依据文件不在表里：{authority}").format(authority=law.authority),
                hint,
            )
    for clock, keys, part in sourced(book):
        if part.authority and part.authority not in known:
            hint = suggest(part.authority, titles, _("先在 authorities.yaml 里写上这部文件。"))
            place = book.span(clock, *keys, "authority")
            yield Finding(place, _("依据文件不在表里：{authority}").format(authority=part.authority), hint)
