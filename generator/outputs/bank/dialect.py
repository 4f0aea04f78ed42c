"""Column maps: what a spreadsheet for some program looks like, as YAML that a trainer can copy and change."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from generator.content.model.base import Line, Model
from generator.content.reading import source
from generator.content.validation.validate import validate
from generator.core.texts import _
from generator.core.vocabulary import Difficulty, QuestionType

if TYPE_CHECKING:
    from generator.core.diagnostic import Diagnostic

FOLDER = Path(__file__).parent / "dialects"
#: Excel's rules for the name of a sheet.
SheetName = Annotated[str, StringConstraints(min_length=1, max_length=31, pattern=r"^[^\[\]:*?/\\']+$")]
MAX_OPTIONS = 8


class Column(Model):
    """一列，或者一串选项列。"""

    head: Line
    """表头；选项列里的 {} 换成字母。"""
    field: Literal[
        "number", "id", "type", "stem", "options", "option-count", "key", "explanation", "difficulty",
        "level", "setting", "chapter", "rules", "tags", "id-tags", "text",
    ]  # fmt: skip
    """这一列放什么；text 是照写 text 里的字。"""
    text: str = ""
    width: Annotated[int, Field(ge=2, le=200)] = 12

    @model_validator(mode="after")
    def _options_have_letters(self) -> Self:
        if (self.field == "options") != ("{}" in self.head):
            raise ValueError(_("选项列的表头要有 {}（换成字母），别的列不要有"))
        return self


class Sheet(Model):
    """一张工作表。"""

    name: SheetName
    types: tuple[QuestionType, ...] = tuple(QuestionType)
    """放哪几种题型；不写就是全部。"""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]


class Dialect(Model):
    """一份列对照表。"""

    title: Line
    text: Line
    """给谁用，一句话。"""
    types: Annotated[dict[QuestionType, Line], Field(min_length=1)]
    """题型在表里叫什么；没有写的题型不放进表里，列进清单。"""
    true_false: tuple[Line, Line]
    """判断题的两个选项。"""
    true_false_key: tuple[Line, Line]
    """判断题为对、为错时，答案列写什么。"""
    joiners: dict[QuestionType, str]
    """答案有几个字母时，字母之间写什么；没有写的题型不加。"""
    difficulty: dict[Difficulty, Line]
    tag_joiner: str
    options: Annotated[int, Field(ge=2, le=MAX_OPTIONS)]
    """选项列有几列。"""
    sheets: Annotated[tuple[Sheet, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _every_type_has_one_sheet(self) -> Self:
        for kind in self.types:
            sheets = [sheet.name for sheet in self.sheets if kind in sheet.types]
            if len(sheets) != 1:
                where = _("、").join(sheets) or _("没有一张")
                raise ValueError(
                    _("{kind} 要正好放在一张工作表里，现在是：{where}").format(kind=kind.value, where=where)
                )
        if missing := [level.value for level in Difficulty if level not in self.difficulty]:
            raise ValueError(_("difficulty 里少了 {missing}").format(missing=_("、").join(missing)))
        if len({sheet.name.lower() for sheet in self.sheets}) < len(self.sheets):
            raise ValueError(_("工作表的名字重复了"))
        return self


def read_dialect(path: Path) -> tuple[Dialect | None, source.Document | None, list[Diagnostic]]:
    """A trainer's column map, or what is wrong with it and the document to show lines of."""
    document, faults = source.read(path, path.parent)
    if document is None:
        return None, None, faults
    dialect, misfits = validate(document, Dialect)
    return dialect, document, faults + misfits


@cache
def own_dialects() -> dict[str, Dialect]:
    """The column maps that come with the generator, by file name without suffix."""
    found: dict[str, Dialect] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        dialect, __, faults = read_dialect(path)
        if dialect is None:  # a fault of ours, found by every test
            raise ValueError("\n".join(str(fault) for fault in faults))
        found[path.stem] = dialect
    return found
