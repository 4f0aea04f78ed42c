"""Rules and the law behind them, both ways: which article stands behind which rule, and which has none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.book import locators
from generator.content.model import Basis
from generator.core.texts import _
from generator.core.vocabulary import Confidence, Relation
from generator.views import clock, words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from generator.book.handbook import Chapter, Handbook
    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.clock import ClockLink
    from generator.views.rules import RuleLink

#: A citation in force: the id of the rule or supplement, and what it cites.
Use = tuple[str, "model.Basis"]


@dataclass(frozen=True, slots=True)
class CitingRule:
    """A rule or supplement that cites an article, and how the article stands to it."""

    link: RuleLink
    relation: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What an article says, in our words, and the rules and supplements that rest on it."""

    text: str
    confidence: str
    rules: tuple[CitingRule, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a law."""

    locator: str
    anchor: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A law, its articles in order."""

    id: str
    title: str
    short_title: str
    status: str
    scope: str
    as_of: str
    review_by: str
    facts: tuple[tuple[str, str], ...]
    """Label and value of what is known about it."""
    note: str
    clocks: tuple[ClockLink, ...]
    """Where time limits that rest on it are counted."""
    articles: int
    rules: int
    supplements: int
    secondary: str
    """The mark, when nobody read at least one of its articles in the original."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ChapterBasis:
    """A chapter's figures, and its rules without direct basis."""

    name: str
    path: str
    rules: int
    based: int
    supplements: int
    laws: int
    articles: int
    """Of the laws that its rules and supplements cite."""
    without: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class BasisView:
    """The basis of the whole handbook."""

    laws: tuple[Law, ...]
    chapters: tuple[ChapterBasis, ...]
    as_of: str
    """The oldest day on which any of the laws was checked."""
    rules: int
    based: int
    citations: int
    """Citations of rules."""
    secondary: int
    """Those of articles that nobody read in the original."""
    supplements: int
    added: int
    """Citations of supplements."""
    added_secondary: int
    cited: int
    """Laws that at least one rule or supplement cites."""
    articles: int
    doubtful: tuple[Law, ...]
    """What may have changed: to be looked at within the year, or known second-hand; the next first."""

    @property
    def without(self) -> int:
        """Rules in force without direct basis."""
        return self.rules - self.based


def view(catalog: Catalog) -> BasisView | None:
    """The basis; None for a handbook that names no law."""
    book = catalog.book
    if not book.authorities:
        return None
    uses: dict[str, list[Use]] = defaultdict(list)
    for one in book.provisions_in_force:
        for citation in _named_by(one):
            uses[citation.authority].append((one.id, citation))
    laws = tuple(_law(catalog, authority, uses[authority.id]) for authority in book.authorities)
    every = [use for law in laws for use in uses[law.id]]
    own = [citation for id_, citation in every if id_ in book.rule]
    added = [citation for id_, citation in every if id_ not in book.rule]
    chapters = tuple(_chapter(catalog, chapter) for chapter in book.chapters)
    return BasisView(
        laws=laws,
        chapters=chapters,
        as_of=words.day(min(authority.as_of for authority in book.authorities)),
        rules=sum(chapter.rules for chapter in chapters),
        based=sum(chapter.based for chapter in chapters),
        citations=len(own),
        secondary=sum(citation.confidence is Confidence.SECONDARY for citation in own),
        supplements=len(book.supplements_in_force),
        added=len(added),
        added_secondary=sum(citation.confidence is Confidence.SECONDARY for citation in added),
        cited=sum(law.rules + law.supplements > 0 for law in laws),
        articles=sum(law.articles for law in laws),
        doubtful=tuple(law for __, law in sorted(_doubtful(book, laws), key=itemgetter(0))),
    )


def _doubtful(book: Handbook, laws: tuple[Law, ...]) -> Iterator[tuple[datetime.date, Law]]:
    for authority, law in zip(book.authorities, laws, strict=True):
        if law.secondary or authority.doubtful:
            yield authority.review_by, law


def _named_by(one: model.Provision) -> Iterator[model.Basis]:
    """Its citations, then the articles that only a practice point names, in the point's words."""
    yield from one.citations
    cited = {(entry.authority, locators.anchor(entry.locator)) for entry in one.citations}
    for point in one.practice:
        law = point.law
        if law and (law.authority, locators.anchor(law.locator)) not in cited:
            yield Basis(authority=law.authority, locator=law.locator, paraphrase=point.text)


def _chapter(catalog: Catalog, chapter: Chapter) -> ChapterBasis:
    book = catalog.book
    rules = [rule for rule in chapter.rules if rule.withdrawn is None]
    supplements = [one for one in book.supplements_in_force if one.chapter == chapter.number]
    bare = [rule.id for rule in rules if not rule.places]
    cited = {
        (entry.authority, locators.article(entry.locator))
        for one in (*rules, *supplements)
        for entry in one.places
    }
    return ChapterBasis(
        name=f"{words.chapter_name(chapter.number)} {chapter.title}",
        path=chapter.path,
        rules=len(rules),
        based=len(rules) - len(bare),
        supplements=len(supplements),
        laws=len({authority for authority, __ in cited}),
        articles=len(cited),
        without=catalog.links_to(bare),
    )


def _law(catalog: Catalog, authority: model.Authority, uses: list[Use]) -> Law:
    at: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        at[locators.anchor(use[1].locator)].append(use)
    places = [_place(catalog, anchor, here) for anchor, here in at.items()]
    secondary = any(citation.confidence is Confidence.SECONDARY for __, citation in uses)
    since = authority.in_force_since
    facts = (
        (_("版本"), authority.status),
        (_("发布"), authority.issuer or ""),
        (_("文号"), authority.number or ""),
        (_("施行"), words.day(since) if since and since.isoformat() not in authority.status else ""),
        (_("适用机构"), authority.scope),
        (_("核对到"), words.day(authority.as_of)),
        (_("下次核对"), _("不晚于{day}").format(day=words.day(authority.review_by))),
    )
    return Law(
        id=authority.id,
        title=authority.title,
        short_title=authority.short_title,
        status=authority.status,
        scope=authority.scope,
        as_of=words.day(authority.as_of),
        review_by=words.day(authority.review_by),
        facts=tuple((label, value) for label, value in facts if value),
        note=authority.note or "",
        clocks=tuple(
            clock.link(one)
            for one in catalog.book.clocks
            if any(step.authority == authority.id for step in one.steps)
        ),
        articles=len({locators.article(citation.locator) for __, citation in uses}),
        rules=len({id_ for id_, __ in uses if id_ in catalog.book.rule}),
        supplements=len({id_ for id_, __ in uses if id_ not in catalog.book.rule}),
        secondary=Confidence.SECONDARY.label if secondary else "",
        places=tuple(sorted(places, key=lambda place: locators.order(place.locator))),
    )


def _place(catalog: Catalog, anchor: str, uses: list[Use]) -> Place:
    """What is said in the same words of one article stands once."""
    said: dict[tuple[str, Confidence], list[Use]] = defaultdict(list)
    for use in uses:
        said[use[1].paraphrase or "", use[1].confidence].append(use)
    return Place(
        locator=uses[0][1].locator,
        anchor=anchor,
        passages=tuple(
            Passage(
                text, "" if confidence is Confidence.VERIFIED else confidence.label, _citing(catalog, here)
            )
            for (text, confidence), here in said.items()
        ),
    )


def _citing(catalog: Catalog, uses: Iterable[Use]) -> tuple[CitingRule, ...]:
    return tuple(CitingRule(catalog.links[id_], relation_mark(citation)) for id_, citation in uses)


def relation_mark(citation: model.Basis) -> str:
    """Nothing for an article that agrees, as most do, nor for one that a supplement restates."""
    relation = getattr(citation, "relation", Relation.SUPPORTS)
    return "" if relation is Relation.SUPPORTS else str(relation)
