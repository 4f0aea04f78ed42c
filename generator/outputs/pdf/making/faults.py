"""What the engine found wrong with a document → findings in the content files it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from generator.core.diagnostic import Span, error, in_order
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.content.reading.source import Key
    from generator.core.diagnostic import Diagnostic
    from generator.outputs.pdf.making.weasy import PdfError, Problem

#: Shorter words stand in too many places.
_TELLING = 8


def diagnostics(book: Handbook, fault: PdfError) -> tuple[Diagnostic, ...]:
    """A finding for each problem, at the character itself when it stands in a rule."""
    return in_order(_finding(book, problem) for problem in fault.problems)


def _finding(book: Handbook, problem: Problem) -> Diagnostic:
    if problem.character:
        hint = _("换一个常用字或常用符号；Noto CJK 简体字体里没有它。")
        return error(_place(book, problem, [problem.character]), "P901", problem.message, hint)
    if problem.text:
        hint = _("缩短它，或者在长串中间分开；是名称、部门、版次的，改 handbook.yaml 等文件里的那一处。")
        return error(_place(book, problem, _pieces(problem.text)), "P903", problem.message, hint)
    hint = _("按说明改内容；说不清时，先删去最近改动的那一段再生成。")
    return error(_place(book, problem, []), "P902", problem.message, hint)


def _pieces(text: str) -> list[str]:
    """What may stand in a file as printed: the line that does not fit, else what is longest around it."""
    line, __, around = text.partition("\n")
    pieces = re.split(r"[\s　《》：；，。（）]+", f"{line} {around}")
    return [
        line,
        *sorted((one for one in dict.fromkeys(pieces) if len(one) >= _TELLING), key=len, reverse=True),
    ]


def _place(book: Handbook, problem: Problem, words: Iterable[str]) -> Span:
    """The first word that is found, where it is written; else the rule or sheet that the problem is in."""
    near = book.provision.get(problem.place)
    for word in words:
        if (found := _written(book, near, word)) is not None:
            return found
    for sheet in book.checklists:
        if sheet.id == problem.place:
            return book.span(sheet)
    return book.span(near) if near is not None else Span("content")


def _written(book: Handbook, near: model.Provision | None, word: str) -> Span | None:
    """Where a word is written: in the rule near by, in any, in any file."""
    for rule in (*([near] if near is not None else []), *book.provisions):
        for keys in _texts(rule, word):
            return book.span_of(word, rule, *keys)
    documents = book.library.documents
    for path in sorted(documents):
        if _holds(documents[path].data, word):
            return documents[path].span_of(word)
    return None


def _holds(data: object, word: str) -> bool:
    """Whether a text anywhere in what a file holds has a word."""
    if isinstance(data, str):
        return word in data
    if isinstance(data, Mapping):
        data = data.values()
    return isinstance(data, Iterable) and any(_holds(one, word) for one in data)


def _texts(rule: model.Provision, word: str) -> Iterator[tuple[Key, ...]]:
    """Where in a rule or supplement a word stands."""
    for field in ("title", "statement", "rationale", "evidence", "scope", "source_note"):
        if word in (getattr(rule, field, None) or ""):
            yield (field,)
    for at, point in enumerate(rule.practice):
        if word in point.text:
            yield ("practice", at, point.key) if point.key else ("practice", at)
    for at, example in enumerate(getattr(rule, "examples", ())):
        if word in example.text:
            yield ("examples", at, "text")
    caution = getattr(rule, "caution", None)
    for field in ("limit", "instead"):
        if word in (getattr(caution, field, None) or ""):
            yield ("caution", field)
