"""HTML → PDF/UA-1. The only importer of WeasyPrint. The same input gives the same bytes.

Nothing that WeasyPrint merely logs gets through: a character that no font has, a character taken from another
font than the style sheet names, a link without target, a property it does not know: all end in PdfError.
So does text that would be cut off or printed over.
"""

# ruff: noqa: ANN401 - WeasyPrint ships no types

from __future__ import annotations

import html as html_escapes
import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.core import fonts
from generator.core.texts import _
from generator.outputs.pdf import requirements
from generator.outputs.pdf.making import overfull, tagging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.pdf.making.overfull import Overfull

#: How much of the text around a character is shown to help find it.
_AROUND = 12
#: How much of a text that does not fit.
_SHOWN = 40
_MISSING = ".notdef glyph"
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a document. ``place`` is the nearest id before it: a rule's, a clause's.

    ``character`` is one that cannot be shown; ``text`` what does not fit, then all around it, a line each.
    """

    message: str
    character: str = ""
    place: str = ""
    text: str = ""


class PdfError(Exception):
    """The document cannot be set as it should; ``problems`` tells all reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(problem.message for problem in problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[PdfError], tuple[tuple[Problem, ...]]]:
        """So that it gets from a worker process to its parent whole."""
        return type(self), (self.problems,)


def render(html: str, *, styles: Sequence[str] = ()) -> bytes:
    """Sets a document: ``html`` is complete (lang, title, meta), ``styles`` are style sheets, later ones win.

    Raises PdfUnavailableError when the machine lacks something, PdfError when the document does.
    """
    requirements.require()
    if strangers := fonts.missing(html):  # found in no time; setting a document takes long
        raise PdfError([_missing(html, one) for one in strangers])
    import weasyprint  # noqa: PLC0415 - takes a second, and must not happen before `require`

    said: list[str] = []
    found: list[Problem] = []

    def finish(document: Any, pdf: Any) -> None:
        found.extend(_foreign_fonts(html, document.fonts.values()))
        found.extend(map(_overfull, overfull.find(document.pages)))
        tagging.finish(pdf)

    with _listening(said):
        sheets = [_sheet(style) for style in styles]
        data = weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf(
            finisher=finish,
            stylesheets=sheets,
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
            custom_metadata=True,
            presentational_hints=False,
        )
    problems = [*dict.fromkeys(_problem(html, line) for line in said), *dict.fromkeys(found)]
    if problems:
        raise PdfError(problems)
    return bytes(data)


@cache
def _fonts() -> Any:
    """One a process: making it reads every font's description."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


@cache
def _sheet(style: str) -> Any:
    import weasyprint  # noqa: PLC0415

    return weasyprint.CSS(string=style, font_config=_fonts(), url_fetcher=_fetcher())


@cache
def _fetcher() -> Any:
    """Fetches nothing: what a PDF shows is in its text."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    return URLFetcher(allowed_protocols=("data",))


class _Collector(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())


@contextmanager
def _listening(said: list[str]) -> Iterator[None]:
    """Collects what WeasyPrint logs instead of letting it scroll by."""
    logger, collector = logging.getLogger("weasyprint"), _Collector(said)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated


def _problem(html: str, line: str) -> Problem:
    if line.startswith(_MISSING) and (found := re.search(r"U\+([0-9A-F]+)", line)):
        return _missing(html, chr(int(found.group(1), 16)))
    return Problem(_("排版时出错：{line}").format(line=line))


def _missing(html: str, character: str) -> Problem:
    place, around = _whereabouts(html, character)
    return Problem(
        _("没有字体能显示{name}{at}").format(name=fonts.name(character), at=_at(place, around)),
        character,
        place,
    )


def _foreign_fonts(html: str, fonts: Any) -> list[Problem]:
    """Characters taken from a font that no style sheet names: they look out of place, if they show at all."""
    problems = []
    for font in sorted(fonts, key=lambda font: str(font.family)):
        if font.family in requirements.FAMILIES:
            continue
        for character in sorted({text for text in font.to_unicode.values() if text.strip()}):
            place, around = _whereabouts(html, character)
            code = " ".join(f"U+{ord(one):04X}" for one in character)
            message = _("“{character}”（{code}）不在指定的字体里，被换成了 {family}{at}").format(
                character=character, code=code, family=font.family, at=_at(place, around)
            )
            problems.append(Problem(message, character, place))
    return problems


def _overfull(one: Overfull) -> Problem:
    shown = one.text if len(one.text) <= _SHOWN else f"{one.text[:_SHOWN]}……"
    return Problem(
        _("“{shown}”放不下，{how}{at}").format(shown=shown, how=one.how, at=_at(one.place, "")),
        place=one.place,
        text=f"{one.text}\n{one.around}",
    )


def _at(place: str, around: str) -> str:
    where = _("，在 {place} 之后").format(place=place) if place else ""
    return _("{where}：……{around}……").format(where=where, around=around) if around else where


def _whereabouts(html: str, character: str) -> tuple[str, str]:
    """The last id before the first occurrence of a character, and the text around it."""
    for start in (max(0, html.find("<body")), 0):
        for spelling in (character, html_escapes.escape(character), f"&#{ord(character[0])};"):
            at = html.find(spelling, start)
            if at < 0:
                continue
            ids = _ID.findall(html, start, at)
            before = _plain(html[max(0, at - 400) : at])[-_AROUND:]
            after = _plain(html[at + len(spelling) : at + 400])[:_AROUND]
            return (ids[-1] if ids else ""), f"{before}{character}{after}"
    return "", ""


def _plain(piece: str) -> str:
    """Text of a piece of HTML whose ends may lie within a tag."""
    piece = re.sub(r"^[^<]*>", "", piece) if piece.find(">") < (piece.find("<") + 1 or len(piece)) else piece
    piece = re.sub(r"<[^>]*$", "", piece)
    return html_escapes.unescape(_TAG.sub("", piece)).replace("\n", "")
