"""Which test papers come ready-made, as content/papers.yaml says."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from generator.content.model.base import ChapterNumber, Line, Model, Reference, Slug
from generator.core.texts import _
from generator.core.vocabulary import Difficulty, Each, PartKind

FormLetter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]


class PaperPart(Model):
    """一个大题。"""

    kind: PartKind
    """single 单选，multiple 多选，true-false 判断，match 连线，order 排序，case 案例。"""
    count: Annotated[int, Field(ge=1, le=200)]
    """几道题；案例按里面的小题算，案例整个出。"""
    marks: Annotated[int, Field(ge=1, le=100)]
    """每题几分。"""


class Paper(Model):
    """一种试卷：题从题库里按种子选，同一版手册每次选的都一样。"""

    id: Slug
    """文件名里的名字，如 final；每章一份的会再加上章号。"""
    title: Annotated[Line, Field(max_length=30)]
    """印在卷首的名称；每章一份的，后面会写上是哪一章。"""
    use: Line
    """什么时候用，一句话；写在下载页上。"""
    each: Each | None = None
    """chapter 每章一份，channel 每个渠道一份；不写就只有一份。"""
    chapters: tuple[ChapterNumber, ...] = ()
    """只考这几章；不写就是全部。"""
    channel: Reference | None = None
    """只考这个渠道的规则。"""
    role: Reference | None = None
    """只考这一类责任人的规则。"""
    difficulty: tuple[Difficulty, ...] = ()
    """只出这几种难度；不写就是全部。"""
    drafted: bool = True
    """false 表示不考拟定的规则。"""
    parts: tuple[PaperPart, ...] = ()
    """各个大题；不写就按 count 出，题型照常例搭配。"""
    count: Annotated[int, Field(ge=1, le=200)] = 20
    """一共几道题；写了 parts 就不看它。"""
    at_least: Annotated[int, Field(ge=1, le=200)] = 10
    """题不够 count 道时，有这么多也出；再少就不出这一份。写了 parts 就不看它。"""
    marks: Annotated[int, Field(ge=1, le=100)] | None = None
    """每题几分，不分题型；不写就按题型分，凑成100分。写了 parts 就不看它。"""
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    """考多久；不写就按题型和题数算。"""
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 60
    """得到满分的百分之几算及格。"""
    forms: Annotated[tuple[FormLetter, ...], Field(min_length=1, max_length=6)] = ("A",)
    """A、B 卷：题目相同，次序不同。"""
    seed: Annotated[int, Field(ge=0, le=999_999_999)] = 1
    """换一个种子就换一批题。"""
    answer_sheet: bool = False
    """true 表示另附答题卡。"""

    @model_validator(mode="after")
    def _once(self) -> Self:
        kinds = [part.kind for part in self.parts]
        if len(set(kinds)) < len(kinds):
            message = _("{id} 的 parts 里有题型写了两次").format(id=self.id)
            raise ValueError(message)
        if len(set(self.forms)) < len(self.forms):
            message = _("{id} 的 forms 里有字母写了两次").format(id=self.id)
            raise ValueError(message)
        if self.each is Each.CHANNEL and self.channel:
            message = _("{id} 每个渠道一份，不能再写 channel").format(id=self.id)
            raise ValueError(message)
        if not self.parts and self.at_least > self.count:
            message = _("{id} 的 at_least 比 count 大").format(id=self.id)
            raise ValueError(message)
        return self


class PapersFile(Model):
    """content/papers.yaml：现成的试卷。没有这个文件，就按章、全册、渠道各出一套。"""

    papers: tuple[Paper, ...]
    acknowledgement: bool = True
    """是否附学习确认书。"""
