"""The navigation of the site: few entries, since MkDocs' cost grows with the square of their number."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from generator.book import addresses
from generator.core.texts import _

if TYPE_CHECKING:
    from generator.outputs.site.pages.publication import Nav

LIMIT = 60
"""Entries at most, leaves alone counted."""

Entries: TypeAlias = "tuple[tuple[str, str], ...]"
"""(title, folder) of pages, in order."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the site has."""

    chapters: Entries
    channels: Entries
    roles: Entries
    checklists: Entries
    clocks: Entries
    written: Entries
    """Pages that the authors wrote."""
    terms: bool
    basis: bool
    supplements: bool
    questions: bool
    exams: bool


def nav(parts: Parts) -> Nav:
    """The navigation: titles are escaped, since engines print them into HTML as they are."""
    about = _links(
        (
            *parts.written,
            *map(_titled, (addresses.MODALITY, addresses.COVERAGE, addresses.CHANGES, addresses.DOWNLOADS)),
        )
    )
    channels = _links(parts.channels)
    roles = _links(((_("全部责任人"), addresses.ROLES), *parts.roles))
    text = _links(parts.chapters)
    sheets = _checklists(parts)
    law = _law(parts)
    practice = _practice(parts)
    left = LIMIT - 4 - len(about) - len(channels) - len(sheets) - len(law) - len(practice)
    text = text[: max(1, left - len(roles))] if len(text) + len(roles) > left else text
    found: Nav = [
        {_("首页"): addresses.source("")},
        {_("正文"): text},
        _link(addresses.RULES),
        {_("渠道"): channels},
    ]
    if sheets:
        found.append({addresses.title(addresses.CHECKLISTS): sheets})
    found.append(
        {addresses.title(addresses.ROLES): roles}
        if len(text) + len(roles) <= left
        else _link(addresses.ROLES)
    )
    if parts.terms:
        found.append(_link(addresses.GLOSSARY))
    if law:
        found.append(
            {addresses.title(addresses.BASIS) if parts.basis or parts.supplements else _("时限"): law}
        )
    if practice:
        found.append({addresses.title(addresses.QUIZ): practice})
    return [*found, {_("说明"): about}]


def _checklists(parts: Parts) -> Nav:
    """All checklists, or the page that lists them when they are too many."""
    if not parts.checklists:
        return []
    shown = parts.checklists if len(parts.checklists) <= LIMIT // 3 else ()
    return _links(((_("全部核对单"), addresses.CHECKLISTS), *shown))


def _law(parts: Parts) -> Nav:
    """The law, what it adds, and the clocks unless they are too many."""
    law: Entries = ((_("全部依据"), addresses.BASIS),) if parts.basis else ()
    if parts.supplements:
        law = (*law, _titled(addresses.SUPPLEMENTS))
    return _links((*law, *(parts.clocks if len(parts.clocks) <= LIMIT // 6 else ())))


def _practice(parts: Parts) -> Nav:
    """To practise, and to compose a paper."""
    practice: Entries = ((_("全部练习"), addresses.QUIZ),) if parts.questions else ()
    return _links((*practice, _titled(addresses.EXAM)) if parts.exams else practice)


def _titled(folder: str) -> tuple[str, str]:
    return addresses.title(folder), folder


def _link(folder: str) -> dict[str, str | Nav]:
    return {addresses.title(folder): addresses.source(folder)}


def _links(entries: Entries) -> Nav:
    return [{escape(title): addresses.source(folder)} for title, folder in entries]
