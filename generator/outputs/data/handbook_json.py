"""downloads/data/handbook.json and its schema. Others rely on every key here: add freely, change nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from generator.book.bank import bank
from generator.outputs.data import checklist_data, clock_data, law_data, question_data
from generator.outputs.data.checklist_data import Checklist  # noqa: TC001 - pydantic needs the types at run time
from generator.outputs.data.clock_data import Clock, Year  # noqa: TC001 - pydantic needs the types at run time
from generator.outputs.data.law_data import Authority, Deadline, Supplement  # noqa: TC001 - likewise
from generator.outputs.data.question_data import Case, Question  # noqa: TC001 - pydantic needs the type at run time
from generator.outputs.data.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.book.handbook import Handbook
    from generator.content import model

Modality = Literal["must", "must-not", "should", "should-not", "may"]


class Info(Shape):
    """手册的名片；id 是手册的名字，换了版次、改了标题也不变。"""

    id: str
    title: str
    edition: str
    effective: str
    """生效日期，如 2026-12-01。"""
    issuer: str
    fingerprint: str
    """全部规则内容的指纹。"""


class Section(Shape):
    """节。"""

    number: str
    title: str


class Chapter(Shape):
    """章。"""

    number: str
    title: str
    slug: str
    sections: list[Section]


class Clause(Shape):
    """条；直接写列项的节也在这里，number 是节号。"""

    number: str
    title: str
    status: Literal["full", "partial", "heading-only"]
    items: int


class Example(Shape):
    """正例（do）或反例（dont）。"""

    kind: Literal["do", "dont"]
    text: str


class See(Shape):
    """与另一条规则的关系。"""

    rule: str
    kind: Literal["refines", "exception", "together"]


class Caution(Shape):
    """合规提示。"""

    limit: str
    instead: str | None


class Citation(Shape):
    """引证。"""

    authority: str
    locator: str
    relation: str
    paraphrase: str | None
    confidence: str


class Withdrawn(Shape):
    """废止。"""

    edition: str
    reason: str
    replaced_by: list[str]


class Rule(Shape):
    """规则。"""

    id: str
    clause: str
    item: int | None
    """原文列项的序号。"""
    title: str
    modality: Modality
    statement: str
    rationale: str
    practice: list[str]
    recommended: list[bool]
    """practice 的每一点是不是本手册的建议。"""
    points: list[law_data.Point]
    """practice 的每一点，连同出处：原文、法定、本手册建议。"""
    examples: list[Example]
    channels: list[str]
    stages: list[str]
    bearer: str
    deadline: Deadline | None
    evidence: str | None
    see: list[See]
    citations: list[Citation]
    keywords: list[str]
    asked_as: list[str]
    """这一项和上一项总是空的：检索用的词是内部工作材料，不随手册公布。"""
    origin: Literal["source", "drafted", "added"]
    source_note: str | None
    caution: Caution | None
    withdrawn: Withdrawn | None
    fingerprint: str


class Named(Shape):
    """一个渠道、环节或责任人。"""

    id: str
    title: str


class Term(Shape):
    """术语。"""

    id: str
    term: str
    aliases: list[str]
    definition: str
    rules: list[str]


class HandbookData(Shape):
    """整本手册。"""

    schema_version: Literal[1] = Field(alias="schema")
    handbook: Info
    chapters: list[Chapter]
    clauses: list[Clause]
    rules: list[Rule]
    supplements: list[Supplement]
    """法定补充：法律有要求、规范没写的事，不算在 rules 里。"""
    checklists: list[Checklist]
    questions: list[Question]
    cases: list[Case]
    authorities: list[Authority]
    channels: list[Named]
    stages: list[Named]
    roles: list[Named]
    glossary: list[Term]
    clocks: list[Clock]
    holidays: list[Year]


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return HandbookData.model_json_schema(by_alias=True)


def dump(book: Handbook) -> bytes:
    """The file: keys and arrays in a fixed order, one rule a line so that two editions can be compared."""
    lines = []
    for name, value in data(book):
        key = _compact(HandbookData.model_fields[name].alias or name)
        if isinstance(value, list) and value:
            body = ",\n".join(f"  {_compact(entry.plain())}" for entry in value)
            lines.append(f" {key}: [\n{body}\n ]")
        else:
            lines.append(f" {key}: {_compact(value.plain() if isinstance(value, Shape) else value)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def data(book: Handbook) -> HandbookData:
    """The content of the file."""
    info = book.info
    return HandbookData(
        schema_version=1,
        handbook=Info(
            id=info.key,
            title=info.title,
            edition=info.edition,
            effective=info.effective.isoformat(),
            issuer=info.issuer,
            fingerprint=book.fingerprint,
        ),
        chapters=[
            Chapter(
                number=chapter.number,
                title=chapter.title,
                slug=chapter.slug,
                sections=[
                    Section(number=section.number, title=section.title) for section in chapter.sections
                ],
            )
            for chapter in book.chapters
        ],
        clauses=[
            Clause(
                number=clause.number,
                title=clause.title,
                status=clause.status.value,
                items=clause.items,
            )
            for clause in book.clauses
        ],
        rules=[_rule(book, rule) for rule in book.rules],
        supplements=[law_data.supplement(book, one) for one in book.supplements],
        checklists=[checklist_data.checklist(book, one) for one in book.checklists],
        questions=[question_data.record(question) for question in bank(book)],
        cases=question_data.cases(bank(book)),
        authorities=[law_data.authority(one) for one in book.authorities],
        channels=_named(book.channels),
        stages=_named(book.stages),
        roles=_named(book.roles),
        glossary=[
            Term(
                id=term.id,
                term=term.term,
                aliases=list(term.aliases),
                definition=term.definition,
                rules=list(term.rules),
            )
            for term in book.terms
        ],
        clocks=clock_data.clocks(book),
        holidays=clock_data.holidays(book),
    )


def _named(entries: Iterable[model.lists.Named]) -> list[Named]:
    return [Named(id=one.id, title=one.title) for one in entries]


def _rule(book: Handbook, rule: model.Rule) -> Rule:
    caution, gone = rule.caution, rule.withdrawn
    return Rule(
        id=rule.id,
        clause=rule.clause,
        item=rule.item,
        title=rule.title,
        modality=rule.modality.slug,
        statement=rule.statement,
        rationale=rule.rationale,
        practice=[point.text for point in rule.practice],
        recommended=[point.recommended for point in rule.practice],
        points=law_data.points(rule),
        examples=[Example(kind=example.kind.value, text=example.text) for example in rule.examples],
        channels=[channel.id for channel in book.channels_of(rule)],
        stages=[stage.id for stage in book.stages_of(rule)],
        bearer=rule.bearer,
        deadline=law_data.deadline(rule),
        evidence=rule.evidence,
        see=[See(rule=see.rule, kind=see.kind.slug) for see in rule.see],
        citations=[
            Citation(
                authority=one.authority,
                locator=one.locator,
                relation=one.relation.value,
                paraphrase=one.paraphrase,
                confidence=one.confidence.value,
            )
            for one in rule.citations
        ],
        keywords=[],
        asked_as=[],
        origin=rule.origin.value,
        source_note=rule.source_note,
        caution=Caution(limit=caution.limit, instead=caution.instead) if caution else None,
        withdrawn=Withdrawn(edition=gone.edition, reason=gone.reason, replaced_by=list(gone.replaced_by))
        if gone
        else None,
        fingerprint=rule.fingerprint,
    )
