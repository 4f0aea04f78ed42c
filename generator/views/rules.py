"""One rule as people read it: what stands in which order, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book import addresses, locators
from generator.book.bank import bank
from generator.content.model import Basis
from generator.core.texts import N_, _
from generator.core.vocabulary import Confidence, ExampleKind, Mark, Relation, SeeKind
from generator.views import clock, words

if TYPE_CHECKING:
    from generator.book.bank import Question
    from generator.book.handbook import Handbook, Reference
    from generator.content import model
    from generator.core.vocabulary import Modality
    from generator.views.clock import ClockLink

#: What the other rule is to this one, when this one names it …
_FORWARD = {SeeKind.REFINES: N_("细化"), SeeKind.EXCEPTION: N_("例外于"), SeeKind.TOGETHER: N_("配合")}
#: … and when the other one names this one.
_BACKWARD = {SeeKind.REFINES: N_("被细化"), SeeKind.EXCEPTION: N_("有例外"), SeeKind.TOGETHER: N_("配合")}
_SIGNS = {ExampleKind.DO: "√", ExampleKind.DONT: "×"}
#: A line of dialogue starts with who speaks; more characters than this before the colon are no speaker.
_SPEAKER = 8


@dataclass(frozen=True, slots=True)
class RuleLink:
    """How any page names a rule or supplement: number, word, short title, a mark that must not be lost."""

    id: str
    title: str
    modality: Modality
    mark: str
    """原文仅存标题·拟定, 原文中断·拟定, 法定补充 or 已废止; empty for most."""
    folder: str
    """Of the page on which it stands: chapters/04-relationship/."""

    @property
    def short(self) -> str:
        """The mark as checklists show it: 法, 拟定."""
        return words.short_mark(self.mark)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a vocabulary, to link to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of 做法."""

    text: str
    mark: str
    """法定, 本手册建议 or nothing."""
    kind: str
    """law, recommended or source."""
    basis: Citation | None
    """The article that asks for it."""


@dataclass(frozen=True, slots=True)
class Example:
    """正例 or 反例: lines of (speaker, words)."""

    kind: str
    sign: str
    label: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another rule and what it is to this one."""

    label: str
    link: RuleLink


@dataclass(frozen=True, slots=True)
class Citation:
    """An authority's article, and how it stands to the rule."""

    id: str
    """The authority's, to link to; empty when there is no such authority."""
    authority: str
    locator: str
    anchor: str
    """Where the article stands on the authority's page."""
    scope: str
    relation: str
    paraphrase: str
    confidence: str


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A question that tests the rule."""

    id: str
    label: str
    """单选题·应用."""
    folder: str
    """The page it stands on, below quiz/."""
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left of a withdrawn rule."""

    edition: str
    reason: str
    replaced_by: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule, complete, in the order in which it is read."""

    link: RuleLink
    citation: str
    """What 复制引用 copies."""
    statement: str
    practice: tuple[Point, ...]
    examples: tuple[Example, ...]
    deadline: str
    clocks: tuple[ClockLink, ...]
    """Where the day on which it ends can be worked out."""
    channels: tuple[Named, ...]
    """Empty when the rule applies to all."""
    channels_text: str
    stages_text: str
    bearer: Named
    evidence: str
    rationale: str
    note: str
    """释读: how the source's wording was read."""
    citations: tuple[Citation, ...]
    checked: str
    """The oldest day on which any of the authorities was checked; empty without citations."""
    caution: str
    caution_instead: str
    related: tuple[Related, ...]
    referred: tuple[Related, ...]
    checklists: tuple[Named, ...]
    """The checklists with an item for it."""
    questions: tuple[QuestionLink, ...]
    """The questions that test it."""
    supplements: tuple[RuleLink, ...]
    """法定补充 that stand beside it."""
    revisions: tuple[tuple[str, str], ...]
    withdrawn: Withdrawn | None


def link(book: Handbook, rule: model.Rule) -> RuleLink:
    """The rule's name, for pages that mention it."""
    mark = rule.origin.mark(book.status_of[rule.clause])
    if rule.withdrawn is not None:
        mark = Mark.WITHDRAWN.label
    folder = addresses.chapter(book.chapter_of[rule.id].path)
    return RuleLink(rule.id, rule.title, rule.modality, mark, folder)


def view(book: Handbook, rule: model.Rule, links: dict[str, RuleLink]) -> RuleView:
    """The rule's view; ``links`` holds the name of every rule."""
    name = links[rule.id]
    info = book.info
    channels = channels_of(book, rule)
    return RuleView(
        link=name,
        citation=_("《{info_title}》{edition} {rule_id}").format(
            info_title=info.title, edition=info.edition, rule_id=rule.id
        ),
        statement=rule.statement,
        practice=practice(book, rule),
        examples=tuple(example(entry) for entry in rule.examples),
        deadline=deadline(rule),
        clocks=clocks(book, rule),
        channels=channels,
        channels_text=channels_text(book, rule),
        stages_text=stages_text(book, rule),
        bearer=bearer(book, rule),
        evidence=rule.evidence or "",
        rationale=rule.rationale,
        note=rule.source_note or "",
        citations=tuple(cited(book, entry, entry.relation) for entry in rule.citations),
        checked=checked(book, rule),
        caution=rule.caution.limit if rule.caution else "",
        caution_instead=(rule.caution.instead or "") if rule.caution else "",
        related=tuple(
            Related(_(_FORWARD[see.kind]), links[see.rule]) for see in rule.see if see.rule in links
        ),
        referred=_referred(book, rule, links),
        checklists=tuple(Named(one.id, one.title) for one in book.checklists_of.get(rule.id, ())),
        questions=questions(book, rule),
        supplements=tuple(links[one.id] for one in book.supplements_of.get(rule.id, ())),
        revisions=tuple((revision.edition, revision.summary) for revision in rule.revisions),
        withdrawn=withdrawn(rule, links),
    )


def practice(book: Handbook, rule: model.Provision) -> tuple[Point, ...]:
    """做法, each point with who asks for it when it is not the policy's own sentence."""
    return tuple(
        Point(point.text, point.mark.label, point.mark.value, _basis(book, point.law) if point.law else None)
        for point in rule.practice
    )


def _basis(book: Handbook, place: model.PointBasis) -> Citation:
    return cited(book, Basis(authority=place.authority, locator=place.locator))


def channels_of(book: Handbook, rule: model.Provision) -> tuple[Named, ...]:
    """The channels; empty when it is all of them, or none."""
    found = book.channels_of(rule)
    return () if len(found) == len(book.channels) else tuple(Named(one.id, one.title) for one in found)


def channels_text(book: Handbook, rule: model.Provision) -> str:
    """面对面、电话; 全部渠道; 机构内部."""
    found = book.channels_of(rule)
    every = len(found) == len(book.channels)
    return (
        _(words.EVERY_CHANNEL) if every else words.joined([one.title for one in found]) or _(words.NO_CHANNEL)
    )


def stages_text(book: Handbook, rule: model.Provision) -> str:
    """沟通前、沟通中; 全程."""
    stages = book.stages_of(rule)
    every = len(stages) == len(book.stages)
    return _(words.EVERY_STAGE) if every else words.joined([one.title for one in stages])


def bearer(book: Handbook, rule: model.Provision) -> Named:
    """The role that bears it."""
    role = book.bearer_of(rule)
    return Named(rule.bearer, role.title if role else rule.bearer)


def questions(book: Handbook, rule: model.Provision) -> tuple[QuestionLink, ...]:
    """The questions that test it."""
    return tuple(_question(one) for one in bank(book).of_rule.get(rule.id, ()))


def withdrawn(rule: model.Provision, links: dict[str, RuleLink]) -> Withdrawn | None:
    """What is left of it; None while it is in force."""
    gone = rule.withdrawn
    if gone is None:
        return None
    replaced_by = tuple(links[other] for other in gone.replaced_by if other in links)
    return Withdrawn(gone.edition, gone.reason, replaced_by)


def _question(question: Question) -> QuestionLink:
    label = f"{question.type.label}·{question.level.label}"
    return QuestionLink(question.id, label, addresses.quiz_name(question.chapter), words.quiz_marks(question))


def clocks(book: Handbook, one: model.Provision) -> tuple[ClockLink, ...]:
    """Where the day on which its deadline ends, or another that it speaks of, can be worked out."""
    return tuple(
        clock.link(found)
        for found in book.clocks
        if one.id in {*found.rules, *(step.rule for step in found.steps)}
    )


def deadline(rule: model.Provision) -> str:
    """收到一般投诉起1个工作日内回复客户; empty when there is none."""
    limit = rule.deadline
    return (
        ""
        if limit is None
        else _("{start}起{duration}内{end}").format(start=limit.start, duration=limit.duration, end=limit.end)
    )


def example(entry: model.Example) -> Example:
    """Splits an example into lines and each line into speaker and words."""
    lines = tuple(_line(line) for line in entry.text.splitlines() if line.strip())
    return Example(entry.kind.value, _SIGNS[entry.kind], entry.kind.label, lines)


def _line(line: str) -> tuple[str, str]:
    speaker, colon, said = line.partition("：")
    return (speaker, said) if colon and 0 < len(speaker) <= _SPEAKER and said else ("", line)


def _referred(book: Handbook, rule: model.Rule, links: dict[str, RuleLink]) -> tuple[Related, ...]:
    """Who names this rule; those that this rule names as 配合 itself are not said twice."""
    together = {see.rule for see in rule.see if see.kind is SeeKind.TOGETHER}

    def new(reference: Reference) -> bool:
        return not (reference.kind is SeeKind.TOGETHER and reference.rule.id in together)

    references = book.referred_from.get(rule.id, ())
    return tuple(Related(_(_BACKWARD[one.kind]), links[one.rule.id]) for one in references if new(one))


def checked(book: Handbook, *provisions: model.Provision) -> str:
    """The oldest day on which any of the authorities they cite was checked; empty without citations."""
    named = {place.authority for one in provisions for place in one.places}
    days = [authority.as_of for authority in book.authorities if authority.id in named]
    return words.day(min(days)) if days else ""


def cited(book: Handbook, entry: model.Basis, relation: Relation = Relation.SUPPORTS) -> Citation:
    """The view of a citation; ``relation`` says how the article stands to the rule."""
    authority = next((one for one in book.authorities if one.id == entry.authority), None)
    return Citation(
        id=authority.id if authority else "",
        authority=authority.short_title if authority else entry.authority,
        locator=entry.locator,
        anchor=locators.anchor(entry.locator),
        scope=authority.scope if authority else "",
        relation="" if relation is Relation.SUPPORTS else relation.value,
        paraphrase=entry.paraphrase or "",
        confidence="" if entry.confidence is Confidence.VERIFIED else entry.confidence.label,
    )
