"""SCORM 1.2: pages of questions to play on a learning platform, one a chapter, each with a score of its own.

The pages are those of the site with the site's script; only a package needs the connection to the platform
(web/scripts/scorm/), a style for the page, and the schemas that SCORM wants in every package (bank/scorm/). A
composed paper is another package: generator/outputs/papers/scorm.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.files import digests
from generator.core.texts import N_, _
from generator.outputs.bank.exports import Format, everything
from generator.outputs.bank.scorm_package import Launched, package
from generator.views.pages import quiz
from generator.views.render import render
from generator.views.rules import Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch
    from generator.views.pages.quiz import Unit

_OWN = ("quiz.css", "quiz.js", "scorm.css", "scorm.js", "tokens.css")
#: So many questions fit into the 4096 characters that a platform keeps for a page, even if all are ranked.
PAGE_LIMIT = 450
#: Of 100; what platforms show as passed.
PASS_MARK = 80


@dataclass(frozen=True, slots=True)
class _Page:
    """What a platform launches and scores."""

    name: str
    title: str
    handbook: str
    edition: str
    fingerprint: str
    """Changes when the questions or their order do."""
    units: tuple[Unit, ...]
    count: int


def _write(batch: Batch) -> bytes:
    pages = [
        Launched(page.name, page.title, str(PASS_MARK), render("scorm/page.html.j2", page=page))
        for page in _pages(batch)
    ]
    return package(f"{batch.title} {batch.edition}", batch.title, pages, {}, _OWN)


def _pages(batch: Batch) -> Iterator[_Page]:
    """A page a chapter, or several where a chapter has more than a page may hold."""
    titles = dict(batch.rules)
    for number, members in groupby(batch.questions, lambda one: one.chapter):
        parts = list(_parts(list(members)))
        for place, questions in enumerate(parts, start=1):
            tested = {rule: Named(rule, titles.get(rule, "")) for one in questions for rule in one.rules}
            several = len(parts) > 1
            yield _Page(
                name=addresses.quiz_name(number) + (f"-{place}" if several else ""),
                title=dict(batch.headings)[number]
                + (_("（{place}）").format(place=place) if several else ""),
                handbook=batch.title,
                edition=batch.edition,
                fingerprint=_fingerprint(questions),
                units=quiz.units(questions, tested),
                count=len(questions),
            )


def _parts(questions: list[Question]) -> Iterator[list[Question]]:
    """Questions in portions that fit a page; a case stays whole."""
    part: list[Question] = []
    for __, group in groupby(questions, lambda one: one.case.id if one.case else one.id):
        members = list(group)
        if part and len(part) + len(members) > PAGE_LIMIT:
            yield part
            part = []
        part += members
    yield part


def _fingerprint(questions: Sequence[Question]) -> str:
    said = " ".join(f"{one.id}:{one.fingerprint}" for one in questions)
    return digests.short(said)


FORMATS = (
    Format(
        "scorm12",
        "SCORM 1.2",
        N_("放进支持SCORM的学习平台直接做题，成绩自动上报，中断后能接着做"),
        ".scorm.zip",
        _write,
        everything,
    ),
)
