"""Sheets for Word that are filled in by hand: the answer sheet, the acknowledgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.exams.papers import acknowledgement, scoring
from generator.outputs.papers.word._word_parts import EVEN_WIDTH, LINE, centered, scores
from generator.outputs.papers.word.ooxml import MM, cell, paragraph, row, run, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exams.papers.acknowledgement import Acknowledgement
    from generator.exams.papers.view import PaperView

_PAIRS = 2


def answers(paper: PaperView) -> Iterator[str]:
    """The answer sheet."""
    yield paragraph(run(_("{heading}　答题卡").format(heading=paper.heading)), style="Title")
    yield _blanks(tuple((name, "") for name in (_("姓名"), _("工号"), _("单位"), _("日期"))))
    yield paragraph(run(_(scoring.HOW)), style="Quiet")
    for part in scoring.sheet(paper):
        yield paragraph(run(part.part.heading), style="Heading1")
        widths = (EVEN_WIDTH // part.across,) * part.across
        rows = []
        for at in range(0, len(part.rows), part.across):
            found = [_sheet_cell(one) for one in part.rows[at : at + part.across]]
            found += [paragraph(style="Cell")] * (part.across - len(found))
            rows.append(row(map(cell, found, widths), height=round(8 * MM)))
        yield table(widths, rows, ruled=False)
    yield paragraph(style="Quiet")
    yield scores(paper, EVEN_WIDTH, scorer=False)
    yield paragraph(style="Quiet")


def acknowledgement_sheet(view: Acknowledgement) -> Iterator[str]:
    """学习确认书."""
    yield paragraph(run(_(acknowledgement.TITLE)), style="Title")
    yield _blanks(view.facts)
    yield paragraph(run(_("本人")), style="Heading1")
    yield _blanks(tuple((_(name), "") for name in acknowledgement.PERSON))
    yield paragraph(run(_(acknowledgement.CONFIRM)), style="Heading1")
    for statement in view.statements:
        yield paragraph(run(f"□\t{statement}"), style="Stem")
    yield paragraph(run(_("考核")), style="Heading1")
    first = round(52 * MM)
    widths = (
        first,
        *(((EVEN_WIDTH - first) // (len(acknowledgement.RESULTS) - 1),) * (len(acknowledgement.RESULTS) - 1)),
    )
    rows = [centered(tuple(_(one) for one in acknowledgement.RESULTS), widths, head=True)]
    rows += [centered(result, widths, height=round(9 * MM)) for result in view.results]
    yield table(widths, rows)
    yield paragraph(run(_("签名")), style="Heading1")
    for name in acknowledgement.SIGNATURES:
        line = (run(f"{_(name)}\u00a0", hei=True), run(LINE * 64, underlined=True))
        yield paragraph(
            *line, run(_("　日期\u00a0"), hei=True), run(LINE * 36, underlined=True), style="Sign"
        )
    yield paragraph(style="Quiet")
    yield paragraph(run(_(acknowledgement.ABOUT_FINGERPRINT)), style="Quiet")


def _sheet_cell(one: scoring.SheetRow) -> str:
    boxes = "\u00a0".join(f"[{box}]" for box in one.boxes)
    places = "\u00a0\u00a0".join(f"{place}[{LINE * 5}]" for place in range(1, one.places + 1))
    return paragraph(
        run(f"{one.number}\u00a0\u00a0", hei=True, bold=True), run(boxes + places, hei=True), style="Cell"
    )


def _blanks(pairs: tuple[tuple[str, str], ...], width: int = EVEN_WIDTH) -> str:
    """Names and values, two of each in a row; an empty value is filled in by hand."""
    name = round(22 * MM)
    widths = (name, width // _PAIRS - name) * _PAIRS
    rows = []
    for at in range(0, len(pairs), _PAIRS):
        texts = [content for pair in pairs[at : at + _PAIRS] for content in pair]
        texts += [""] * (len(widths) - len(texts))
        cells = [
            cell(
                paragraph(
                    run(content, hei=column % _PAIRS == 0), style="Cell" if column % _PAIRS else "Center"
                ),
                widths[column],
                '<w:vAlign w:val="center"/>',
            )
            for column, content in enumerate(texts)
        ]
        rows.append(row(cells, height=round(8 * MM)))
    return table(widths, rows)
