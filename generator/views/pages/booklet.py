"""The handbook as a book: front matter, chapters, and what stands at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.core.vocabulary import Modality, Origin
from generator.views import chapters, glossary, supplements, words
from generator.views.pages import basis, changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.chapters import ChapterView
    from generator.views.glossary import TermGroup
    from generator.views.pages.basis import BasisView
    from generator.views.pages.changes import EditionView
    from generator.views.rules import RuleLink
    from generator.views.supplements import AllSupplements


_MEANINGS = {
    Origin.DRAFTED: N_("原文在此处只有标题或者中断，这条规则由本手册拟定"),
    Origin.ADDED: N_("这条规则是本机构自己加的，原文没有"),
}


@dataclass(frozen=True, slots=True)
class IndexPart:
    """The rules at one stage."""

    title: str
    rules: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """What holds for every channel, or what else holds for one."""

    title: str
    note: str
    parts: tuple[IndexPart, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The book, in the order in which it is bound."""

    title: str
    short_title: str
    description: str
    edition: str
    effective: str
    issuer: str
    owner: str
    review_due: str
    fingerprint: str
    language: str
    editions: tuple[EditionView, ...]
    modalities: tuple[tuple[Modality, int], ...]
    origins: tuple[tuple[str, str], ...]
    """The marks of rules that are not the source's, those that occur, and what they mean."""
    chapters: tuple[ChapterView, ...]
    terms: tuple[TermGroup, ...]
    supplements: AllSupplements
    basis: BasisView | None
    """None for a handbook that names no law."""
    index: tuple[IndexGroup, ...]


def view(catalog: Catalog) -> Booklet:
    """The handbook as a book."""
    book, info = catalog.book, catalog.book.info
    in_force = book.rules_in_force
    counted = Counter(rule.modality for rule in in_force)
    return Booklet(
        title=info.title,
        short_title=info.short_title,
        description=info.description,
        edition=info.edition,
        effective=words.day(info.effective),
        issuer=info.issuer,
        owner=info.owner,
        review_due=words.day(info.review_due),
        fingerprint=book.fingerprint,
        language=info.language,
        editions=changes.editions(catalog),
        modalities=tuple((modality, counted[modality]) for modality in Modality),
        origins=tuple(
            (origin.label, _(meaning))
            for origin, meaning in _MEANINGS.items()
            if any(rule.origin is origin for rule in in_force)
        ),
        chapters=chapters.views(catalog),
        terms=glossary.groups(glossary.terms(catalog)),
        supplements=supplements.view_of_all(catalog),
        basis=basis.view(catalog),
        index=tuple(_index(catalog)),
    )


def _index(catalog: Catalog) -> Iterator[IndexGroup]:
    """Rules that hold for every channel stand once, not once a channel."""
    book = catalog.book
    several = len(book.channels) > 1
    common = [
        rule for rule in book.rules_in_force if several and len(book.channels_of(rule)) == len(book.channels)
    ]
    if common:
        yield IndexGroup(
            _(words.EVERY_CHANNEL),
            _("{count}条，各渠道都适用").format(count=len(common)),
            _by_stage(catalog, common),
        )
    shared = {rule.id for rule in common}
    for channel in book.channels:
        here = [rule for rule in book.rules_in_force if channel in book.channels_of(rule)]
        own = [rule for rule in here if rule.id not in shared]
        also = (
            _("另有上面的{count}条，共{here}条").format(count=len(common), here=len(here)) if common else ""
        )
        note = _("，").join(one for one in (_("{count}条").format(count=len(own)), also) if one)
        yield IndexGroup(channel.title, note, _by_stage(catalog, own))
    if inside := [rule for rule in book.rules_in_force if not book.channels_of(rule)]:
        yield IndexGroup(
            _(words.NO_CHANNEL),
            _("{count}条，不当着客户做").format(count=len(inside)),
            _by_stage(catalog, inside),
        )


def _by_stage(catalog: Catalog, rules: Iterable[model.Rule]) -> tuple[IndexPart, ...]:
    """Each rule once: under its first stage, or under 全程."""
    book = catalog.book
    found: dict[str, list[RuleLink]] = {_(words.EVERY_STAGE): []}
    found |= {stage.title: [] for stage in book.stages}
    for rule in rules:
        stages = book.stages_of(rule)
        every = len(stages) == len(book.stages)
        found[_(words.EVERY_STAGE) if every or not stages else stages[0].title].append(catalog.links[rule.id])
    return tuple(IndexPart(title, tuple(links)) for title, links in found.items() if links)
