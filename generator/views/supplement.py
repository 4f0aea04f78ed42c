"""法定补充 as people read it: always apart from the policy's own rules, with its mark and whom it binds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.texts import _
from generator.core.vocabulary import Mark
from generator.views import rules
from generator.views.rules import RuleLink

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.views.clock import ClockLink
    from generator.views.rules import Citation, Named, Point, QuestionLink, Withdrawn


@dataclass(frozen=True, slots=True)
class SupplementView:
    """A supplement, complete, in the order in which it is read."""

    link: RuleLink
    citation: str
    """What 复制引用 copies."""
    statement: str
    practice: tuple[Point, ...]
    deadline: str
    clocks: tuple[ClockLink, ...]
    """Where the day on which it ends can be worked out."""
    scope: str
    """适用机构."""
    channels: tuple[Named, ...]
    """Empty when it applies to all."""
    channels_text: str
    stages_text: str
    bearer: Named
    evidence: str
    rationale: str
    citations: tuple[Citation, ...]
    secondary: str
    """The mark, when nobody read at least one of its articles in the original."""
    rules: tuple[RuleLink, ...]
    """The policy's rules beside which it stands."""
    checklists: tuple[Named, ...]
    questions: tuple[QuestionLink, ...]
    revisions: tuple[tuple[str, str], ...]
    withdrawn: Withdrawn | None


def link(one: model.Supplement) -> RuleLink:
    """The supplement's name, for pages that mention it."""
    mark = Mark.SUPPLEMENT if one.withdrawn is None else Mark.WITHDRAWN
    return RuleLink(one.id, one.title, one.modality, mark.label, addresses.SUPPLEMENTS)


def view(book: Handbook, one: model.Supplement, links: dict[str, RuleLink]) -> SupplementView:
    """The supplement's view; ``links`` holds the name of every rule and supplement."""
    channels = rules.channels_of(book, one)
    citations = tuple(rules.cited(book, entry) for entry in one.citations)
    return SupplementView(
        link=links[one.id],
        citation=_("《{info_title}》{edition} {law} {id}").format(
            info_title=book.info.title, edition=book.info.edition, law=Mark.SUPPLEMENT.label, id=one.id
        ),
        statement=one.statement,
        practice=rules.practice(book, one),
        deadline=rules.deadline(one),
        clocks=rules.clocks(book, one),
        scope=one.scope or "",
        channels=channels,
        channels_text=rules.channels_text(book, one),
        stages_text=rules.stages_text(book, one),
        bearer=rules.bearer(book, one),
        evidence=one.evidence or "",
        rationale=one.rationale,
        citations=citations,
        secondary=next((entry.confidence for entry in citations if entry.confidence), ""),
        rules=tuple(links[id_] for id_ in one.rules if id_ in links),
        checklists=tuple(rules.Named(sheet.id, sheet.title) for sheet in book.checklists_of.get(one.id, ())),
        questions=rules.questions(book, one),
        revisions=tuple((revision.edition, revision.summary) for revision in one.revisions),
        withdrawn=rules.withdrawn(one, links),
    )
