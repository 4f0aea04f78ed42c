"""SCORM 1.2: pages of questions to play on a learning platform, one a chapter, each with a score of its own.

The pages are those of the site with the site's script; generator/exports/scorm/ holds what only a package
needs: the connection to the platform, a style for the page, the schemas that SCORM wants in every package.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exports import Format, everything
from generator.exports._package import zipped
from generator.render import render
from generator.views import quiz as views
from generator.views import words
from generator.views.rule import Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.exports import Batch
    from generator.quiz import Question
    from generator.views.quiz import Unit

HERE = Path(__file__).parent / "scorm"
_ASSETS = Path(__file__).parent.parent / "assets"
_SHARED = ("quiz.css", "quiz.js", "tokens.css")
#: So many questions fit into the 4096 characters that a platform keeps for a page, even if all are ranked.
PAGE_LIMIT = 450
#: Of 100; what platforms show as passed.
PASS_MARK = 80
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"


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

    @property
    def file(self) -> str:
        return f"{self.name}.html"


def _write(batch: Batch) -> bytes:
    pages = tuple(_pages(batch))
    found = {page.file: render("scorm/page.html.j2", page=page) for page in pages}
    return zipped({"imsmanifest.xml": "".join(_manifest(batch, pages)), **found, **_common()})


@cache
def _common() -> dict[str, bytes]:
    """What all pages share."""
    found = {path.name: path.read_bytes() for path in HERE.iterdir()}
    found |= {name: (_ASSETS / name).read_bytes() for name in _SHARED}
    return dict(sorted(found.items()))


def _pages(batch: Batch) -> Iterator[_Page]:
    """A page a chapter, or several where a chapter has more than a page may hold."""
    titles = dict(batch.rules)
    for number, members in groupby(batch.questions, lambda one: one.chapter):
        parts = list(_parts(list(members)))
        for place, questions in enumerate(parts, start=1):
            tested = {rule: Named(rule, titles.get(rule, "")) for one in questions for rule in one.rules}
            several = len(parts) > 1
            yield _Page(
                name=words.quiz_folder(number) + (f"-{place}" if several else ""),
                title=dict(batch.headings)[number] + (f"（{place}）" if several else ""),
                handbook=batch.title,
                edition=batch.edition,
                fingerprint=_fingerprint(questions),
                units=views.units(questions, tested),
                count=len(questions),
            )


def _parts(questions: list[Question]) -> Iterator[list[Question]]:
    """Questions in portions that fit a page; a case stays whole."""
    part: list[Question] = []
    for _, group in groupby(questions, lambda one: one.case.id if one.case else one.id):
        members = list(group)
        if part and len(part) + len(members) > PAGE_LIMIT:
            yield part
            part = []
        part += members
    yield part


def _fingerprint(questions: Sequence[Question]) -> str:
    said = " ".join(f"{one.id}:{one.fingerprint}" for one in questions)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _manifest(batch: Batch, pages: Sequence[_Page]) -> Iterator[str]:
    name = hashlib.sha256("\n".join((batch.title, *(page.name for page in pages))).encode()).hexdigest()[:12]
    title = f"{batch.title} {batch.edition}"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="quiz-{name}" version="1.1" '
    yield f'xmlns="{_CP}" xmlns:adlcp="{_ADL}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    yield f'xsi:schemaLocation="{_CP} imscp_rootv1p1p2.xsd {_MD} imsmd_rootv1p2p1.xsd '
    yield f'{_ADL} adlcp_rootv1p2.xsd">\n'
    yield "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n"
    yield f'<organizations default="quiz"><organization identifier="quiz"><title>{_text(title)}</title>\n'
    for page in pages:
        yield f'<item identifier="item-{page.name}" identifierref="{page.name}" isvisible="true">'
        yield f"<title>{_text(page.title)}</title>"
        yield f"<adlcp:masteryscore>{PASS_MARK}</adlcp:masteryscore></item>\n"
    yield "</organization></organizations>\n<resources>\n"
    for page in pages:
        yield f'<resource identifier="{page.name}" type="webcontent" adlcp:scormtype="sco" '
        yield f'href="{page.file}"><file href="{page.file}"/>'
        yield '<dependency identifierref="common"/></resource>\n'
    files = "".join(f'<file href="{path}"/>' for path in _common())
    yield f'<resource identifier="common" type="webcontent" adlcp:scormtype="asset">{files}</resource>\n'
    yield "</resources>\n</manifest>\n"


def _text(text: str) -> str:
    return escape(text, quote=False)


FORMATS = (
    Format(
        "scorm12",
        "SCORM 1.2",
        "放进支持SCORM的学习平台直接做题，成绩自动上报，中断后能接着做",
        ".scorm.zip",
        _write,
        everything,
    ),
)
