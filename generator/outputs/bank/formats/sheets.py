"""Spreadsheets by column maps, and CSV. Every cell is text: never a formula, number or link."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import xlsxwriter

from generator.book.bank import letter
from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.outputs.bank.dialect import own_dialects
from generator.outputs.bank.exports import Format
from generator.outputs.bank.phrases import asked, choices, lettered, tags
from generator.outputs.data.data_files import defused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.book.bank import Question
    from generator.outputs.bank.dialect import Column, Dialect, Sheet
    from generator.outputs.bank.exports import Batch

#: The column map of `xlsx` and `csv`; the others have formats of their own: xlsx-<file name>.
GENERIC = "generic"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A question on its way into a row."""

    dialect: Dialect
    question: Question
    number: int
    heading: str

    def cells(self, column: Column) -> tuple[str, ...]:
        """What a column says about it: one cell, or for options as many as the map has."""
        if column.field == "options":
            texts = self.options()
            return texts + ("",) * (self.dialect.options - len(texts))
        return (column.text if column.field == "text" else _SAYS[column.field](self),)

    def options(self) -> tuple[str, ...]:
        """What stands behind the letters."""
        if self.question.type is QuestionType.TRUE_FALSE:
            return self.dialect.true_false
        return choices(self.question)

    def stem(self) -> str:
        """What is asked; of a match question with its left sides, numbered as in the key."""
        lefts = (f"{place}. {pair.left}" for place, pair in enumerate(self.question.pairs, start=1))
        return "\n".join((asked(self.question), *lefts))

    def key(self) -> str:
        """The answer as the map wants it."""
        if self.question.type is QuestionType.TRUE_FALSE:
            return self.dialect.true_false_key[0 if self.question.answer else 1]
        return self.dialect.joiners.get(self.question.type, "").join(lettered(self.question))


_SAYS: dict[str, Callable[[_Row], str]] = {
    "number": lambda row: str(row.number),
    "id": lambda row: row.question.id,
    "type": lambda row: row.dialect.types[row.question.type],
    "stem": _Row.stem,
    "option-count": lambda row: str(len(row.options())),
    "key": _Row.key,
    "explanation": lambda row: row.question.explanation,
    "difficulty": lambda row: row.dialect.difficulty[row.question.difficulty],
    "level": lambda row: row.question.level.label,
    "setting": lambda row: row.question.setting.label,
    "chapter": lambda row: row.heading,
    "rules": lambda row: row.dialect.tag_joiner.join(row.question.rules),
    "id-tags": lambda row: row.dialect.tag_joiner.join((row.question.id, *tags(row.question))),
    "tags": lambda row: row.dialect.tag_joiner.join(tags(row.question)),
}


def _heads(dialect: Dialect, sheet: Sheet) -> Iterator[tuple[str, int]]:
    for column in sheet.columns:
        if column.field == "options":
            for index in range(dialect.options):
                yield column.head.replace("{}", letter(index)), column.width
        else:
            yield column.head, column.width


def _rows(dialect: Dialect, sheet: Sheet, batch: Batch) -> Iterator[list[str]]:
    chosen = (one for one in batch.questions if one.type in sheet.types)
    for number, question in enumerate(chosen, start=1):
        row = _Row(dialect, question, number, batch.heading(question))
        yield [cell for column in sheet.columns for cell in row.cells(column)]


def _spreadsheet(dialect: Dialect, batch: Batch) -> bytes:
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    created = datetime.datetime.combine(batch.effective, datetime.time())
    workbook.set_properties({"title": f"{batch.title} {batch.edition}", "created": created})
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for sheet in dialect.sheets:
        page = workbook.add_worksheet(sheet.name)
        for place, (title, width) in enumerate(_heads(dialect, sheet)):
            page.set_column(place, place, width, body)
            page.write_string(0, place, title, head)
        for line, row in enumerate(_rows(dialect, sheet, batch), start=1):
            for place, cell in enumerate(row):
                if cell:
                    page.write_string(line, place, cell, body)
        page.freeze_panes(1, 0)
    workbook.close()
    return target.getvalue()


def _csv(dialect: Dialect, batch: Batch) -> bytes:
    """The sheets one below the other, each with its heads; UTF-8 with the mark that Excel needs."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for sheet in dialect.sheets:
        writer.writerow([defused(title) for title, __ in _heads(dialect, sheet)])
        writer.writerows([defused(cell) for cell in row] for row in _rows(dialect, sheet, batch))
    return text.getvalue().encode("utf-8-sig")


def _cannot(dialect: Dialect, question: Question) -> str:
    if question.type not in dialect.types:
        return _("列对照表没有给{type_label}安排列").format(type_label=question.type.label)
    count = len(choices(question))
    if question.type is not QuestionType.TRUE_FALSE and count > dialect.options:
        return _("有{count}个选项，列对照表只有{options}列").format(count=count, options=dialect.options)
    return ""


def spreadsheet_by(dialect: Dialect, name: str = "xlsx") -> Format:
    """A format for spreadsheets by a column map."""
    cannot = partial(_cannot, dialect)
    return Format(name, dialect.title, dialect.text, ".xlsx", partial(_spreadsheet, dialect), cannot)


def csv_by(dialect: Dialect, name: str = "csv") -> Format:
    """A format for CSV by a column map."""
    text = N_("与通用表格同样的列，逗号分隔，UTF-8")
    return Format(name, "CSV", text, ".csv", partial(_csv, dialect), partial(_cannot, dialect))


FORMATS = (
    csv_by(own_dialects()[GENERIC]),
    *(
        spreadsheet_by(dialect, "xlsx" if name == GENERIC else f"xlsx-{name}")
        for name, dialect in own_dialects().items()
    ),
)
