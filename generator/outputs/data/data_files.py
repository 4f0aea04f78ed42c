"""The handbook as data files: JSON, CSV, a spreadsheet, and the manifest of all downloads."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from generator.book import addresses
from generator.core.files.cache import Results
from generator.core.texts import N_, _
from generator.core.vocabulary import Mark
from generator.outputs.data import handbook_json, law_data
from generator.outputs.target.manifest import line, written
from generator.outputs.target.site_folder import GENERATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.book.handbook import Handbook
    from generator.content import model

_TITLES = {
    "rules.xlsx": (N_("规则表（xlsx）"), N_("电子表格，一行一条规则")),
    "rules.csv": (N_("规则表（csv）"), N_("逗号分隔，UTF-8")),
    "handbook.json": (N_("整本手册的数据（json）"), N_("供其他系统导入")),
    "handbook.schema.json": (N_("数据格式（JSON Schema）"), N_("说明上面这个文件的每个键")),
}
_KILO = 1024
FORMULA = N_(r"^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
"""What makes a cell of a CSV file a formula to some spreadsheet: full-width signs and after blanks too.

Python and JavaScript read it alike; cells of an .xlsx file are typed as text and need no defusing.
"""
#: What a cell of a spreadsheet holds at most.
_CELL = 32_767
_COLUMNS = (
    (N_("编号"), 11),
    (N_("条"), 8),
    (N_("标题"), 22),
    (N_("约束程度"), 9),
    (N_("规则"), 48),
    (N_("做法"), 48),
    (N_("正例"), 40),
    (N_("反例"), 40),
    (N_("渠道"), 16),
    (N_("环节"), 16),
    (N_("责任人"), 16),
    (N_("时限"), 24),
    (N_("留痕"), 24),
    (N_("理由"), 40),
    (N_("依据"), 48),
    (N_("合规提示"), 32),
    (N_("相关规则"), 16),
    (N_("关键词"), 30),
    (N_("出处"), 18),
    (N_("废止"), 10),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file that people can fetch."""

    path: str
    title: str
    text: str
    size: str


def files(book: Handbook, results: Results | None = None) -> dict[str, bytes]:
    """Path on the site → content, in the order in which they are offered; ``results`` may know the schema."""
    results = results or Results()
    shape = results.get("schema", (), lambda: _json(handbook_json.schema()))
    titles = {authority.id: authority.short_title for authority in book.authorities}
    rows = [_row(book, rule, titles) for rule in book.rules]
    return {
        f"{addresses.DATA}rules.xlsx": _spreadsheet(book, rows, titles),
        f"{addresses.DATA}rules.csv": _csv(rows),
        f"{addresses.DATA}handbook.json": handbook_json.dump(book),
        f"{addresses.DATA}handbook.schema.json": shape,
    }


def listed(found: Mapping[str, bytes]) -> tuple[Download, ...]:
    """How pages offer those of :func:`files` among ``found``."""
    return tuple(
        Download(path, _(title), _(text), size(len(found[path])))
        for name, (title, text) in _TITLES.items()
        if (path := f"{addresses.DATA}{name}") in found
    )


def manifest(book: Handbook, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """manifest.json: the downloads among ``found``, with checksums, and which content they were made from.

    Pages are not there yet: see :func:`generator.outputs.target.manifest.complete`.
    """
    body = {
        "generator": GENERATOR,
        "title": book.info.title,
        "edition": book.info.edition,
        "effective": book.info.effective.isoformat(),
        "fingerprint": book.fingerprint,
        "files": [
            line(path, content)
            for path, content in sorted(found.items())
            if path.startswith(addresses.DOWNLOADS)
        ],
    }
    return {addresses.MANIFEST: written(body)}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def size(count: int) -> str:
    """What people read beside a file: 48 KB."""
    if count < _KILO * _KILO:
        return f"{max(1, round(count / _KILO))} KB"
    return f"{count / _KILO / _KILO:.1f} MB"


def _row(book: Handbook, rule: model.Rule, titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        rule.id,
        rule.clause,
        rule.title,
        rule.modality.value,
        rule.statement,
        law_data.practice(rule),
        _examples(rule, "do"),
        _examples(rule, "dont"),
        *law_data.applied(book, rule, titles),
        "\n".join(filter(None, (rule.caution.limit, rule.caution.instead))) if rule.caution else "",
        _("、").join(see.rule for see in rule.see),
        _("、").join(rule.keywords),
        rule.origin.mark(book.status_of[rule.clause]) or rule.origin.label,
        rule.withdrawn.edition if rule.withdrawn else "",
    )


def _examples(rule: model.Rule, kind: str) -> str:
    return "\n\n".join(example.text for example in rule.examples if example.kind.value == kind)


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """UTF-8 with the mark that Excel needs; an apostrophe keeps text from being run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_(title) for title, __ in _COLUMNS])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if re.match(_(FORMULA), cell) else cell


def _spreadsheet(book: Handbook, rows: Iterable[tuple[str, ...]], titles: Mapping[str, str]) -> bytes:
    """A sheet of rules, and one of supplements if there are any. Cells are text, never formulas or links."""
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(target, options)
    effective = book.info.effective
    created = datetime.datetime(effective.year, effective.month, effective.day)  # noqa: DTZ001 - a document's date has no zone
    workbook.set_properties({"title": f"{book.info.title} {book.info.edition}", "created": created})
    _sheet(workbook, _("规则"), _COLUMNS, rows)
    if book.supplements:
        added = [law_data.row(book, one, titles) for one in book.supplements]
        _sheet(workbook, Mark.SUPPLEMENT.label, law_data.COLUMNS, added)
    workbook.close()
    return target.getvalue()


def _sheet(
    workbook: xlsxwriter.Workbook,
    name: str,
    columns: tuple[tuple[str, int], ...],
    rows: Iterable[tuple[str, ...]],
) -> None:
    sheet = workbook.add_worksheet(name)
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(columns):
        sheet.set_column(column, column, width, body)
        sheet.write_string(0, column, _(title), head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(last, column, cell[:_CELL], body)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, last, len(columns) - 1)
