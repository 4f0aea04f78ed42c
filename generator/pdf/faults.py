"""What the engine found wrong with a document → findings in the content files it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from generator.diagnostic import Span, error, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import model
    from generator.diagnostic import Diagnostic
    from generator.handbook import Handbook
    from generator.pdf.engine import PdfFault, Problem
    from generator.source import Key


def diagnostics(book: Handbook, fault: PdfFault) -> tuple[Diagnostic, ...]:
    """A finding for each problem, at the character itself when it stands in a rule."""
    return in_order(_finding(book, problem) for problem in fault.problems)


def _finding(book: Handbook, problem: Problem) -> Diagnostic:
    if problem.character:
        hint = "换一个常用字或常用符号；Noto CJK 简体字体里没有它。"
        return error(_place(book, problem), "P901", problem.message, hint)
    hint = "按说明改内容；说不清时，先删去最近改动的那一段再生成。"
    return error(_place(book, problem), "P902", problem.message, hint)


def _place(book: Handbook, problem: Problem) -> Span:
    """The character where it is written; else the rule or sheet that the problem is in or right behind."""
    near = book.rule.get(problem.place)
    for rule in (*([near] if near is not None else []), *book.rules):
        for keys in _texts(rule, problem.character):
            return book.span_of(problem.character, rule, *keys)
    documents = book.library.documents
    for path in sorted(documents) if problem.character else ():
        if _holds(documents[path].data, problem.character):
            return documents[path].span_of(problem.character)
    for sheet in book.checklists:
        if sheet.id == problem.place:
            return book.span(sheet)
    return book.span(near) if near is not None else Span("content")


def _holds(data: object, character: str) -> bool:
    """Whether a text anywhere in what a file holds has a character."""
    if isinstance(data, str):
        return character in data
    if isinstance(data, Mapping):
        data = data.values()
    return isinstance(data, Iterable) and any(_holds(one, character) for one in data)


def _texts(rule: model.Rule, character: str) -> Iterator[tuple[Key, ...]]:
    """Where in a rule a character stands."""
    if not character:
        return
    for field in ("title", "statement", "rationale", "evidence", "source_note"):
        if character in (getattr(rule, field) or ""):
            yield (field,)
    for at, point in enumerate(rule.practice):
        if character in point.text:
            yield ("practice", at, "recommend") if point.recommended else ("practice", at)
    for at, example in enumerate(rule.examples):
        if character in example.text:
            yield ("examples", at, "text")
    if rule.caution is not None and character in rule.caution.limit:
        yield ("caution", "limit")
    if rule.caution is not None and character in (rule.caution.instead or ""):
        yield ("caution", "instead")
