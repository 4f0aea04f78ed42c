"""The papers that come ready-made with a handbook: those content/papers.yaml asks for, or the usual ones.

Nobody need name questions: the composer of exams chooses, and chooses the same for the same edition and seed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.book.derived import derived
from generator.content import model
from generator.core.diagnostic import Diagnostic, error
from generator.core.gc_pause import uncollected
from generator.core.texts import _
from generator.core.vocabulary import Difficulty, Each, PartKind
from generator.exams.composing.blueprint import Blueprint, ImpossibleError, resolved
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import item_pool_of
from generator.exams.papers.names import ACKNOWLEDGEMENT, Sheet
from generator.exams.papers.view import view
from generator.views.catalog import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.exams.composing.item_pool import ItemPool
    from generator.exams.papers.view import PaperView

_CHAPTERS_OF_AN_EXAM = 2


def usual() -> tuple[model.Paper, ...]:
    """What a handbook gets that has questions and says nothing."""
    return (
        model.Paper(
            id="chapter",
            title=_("单元测验"),
            use=_("学完一章考一次"),
            each=Each.CHAPTER,
            marks=5,
        ),
        model.Paper(
            id="final",
            title=_("结业考试"),
            use=_("学完全册考一次；A、B卷题目相同，次序不同"),
            count=50,
            at_least=20,
            forms=("A", "B"),
            answer_sheet=True,
        ),
        model.Paper(
            id="new-staff",
            title=_("新员工十分钟测验"),
            use=_("上岗第一周，岗位用到哪个渠道就考哪个"),
            each=Each.CHANNEL,
            count=10,
            at_least=5,
            marks=10,
            minutes=10,
            difficulty=(Difficulty.EASY, Difficulty.MEDIUM),
        ),
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """One form of one paper."""

    name: str
    """What its files are called: chapter-04, final-a."""
    kind: model.Paper
    chapter: str
    """The number of the chapter it is for; empty if for several."""
    channel: str
    view: PaperView


@dataclass(frozen=True, slots=True)
class Papers:
    """All of a handbook, and what is wrong with those that cannot be."""

    ready: tuple[Ready, ...]
    faults: tuple[Diagnostic, ...]
    acknowledgement: bool


@derived
@uncollected()
def papers(book: Handbook) -> Papers:
    """The ready-made papers of a handbook; of the usual ones only those for which there are questions."""
    return _Maker(book).papers()


class _Maker:
    def __init__(self, book: Handbook) -> None:
        self.book = book
        self.item_pool: ItemPool = item_pool_of(book)
        self.links = catalog_of(book).links
        self.faults: list[Diagnostic] = []

    def papers(self) -> Papers:
        said = self.book.papers
        kinds = said.papers if said else self._usual()
        found: list[Ready] = []
        taken = {ACKNOWLEDGEMENT}
        for kind in kinds:
            for one in self._of_kind(kind):
                files = {f"{one.name}{sheet.value}" for sheet in Sheet}
                if double := sorted(files & taken):
                    hint = _("换一个 id：文件名由 id、章号或渠道、卷号和“-teacher”这样的词尾连成。")
                    message = _("文件名 {double} 已经有了").format(double=double[0])
                    self.faults.append(error(self.book.span(kind, "id"), "T902", message, hint))
                else:
                    found.append(one)
                taken |= files
        acknowledged = said.acknowledgement if said else bool(found)
        return Papers(tuple(found), tuple(self.faults), acknowledged)

    def _usual(self) -> tuple[model.Paper, ...]:
        """Without a final exam where one chapter is all."""
        few = len(self.item_pool.chapters) < _CHAPTERS_OF_AN_EXAM
        return tuple(kind for kind in usual() if self.item_pool.units and not (few and not kind.each))

    def _of_kind(self, kind: model.Paper) -> Iterator[Ready]:
        """The papers of a kind: one, one a chapter or one a channel, each in all its forms."""
        if kind.each is Each.CHAPTER:
            titles = {chapter.number: chapter.title for chapter in self.book.chapters}
            for number, name in self.item_pool.chapters.items():
                if not kind.chapters or number in kind.chapters:
                    title = (
                        _("{kind_title}：{name} {titles}")
                        .format(kind_title=kind.title, name=name, titles=titles.get(number, ""))
                        .rstrip()
                    )
                    yield from self._forms(kind, f"{kind.id}-{int(number):02d}", title, chapter=number)
        elif kind.each is Each.CHANNEL:
            for id_, name in self.item_pool.channels.items():
                yield from self._forms(
                    kind,
                    f"{kind.id}-{id_}",
                    _("{kind_title}：{name}").format(kind_title=kind.title, name=name),
                    channel=id_,
                )
        else:
            yield from self._forms(kind, kind.id, kind.title, channel=kind.channel or "")

    def _forms(
        self, kind: model.Paper, name: str, title: str, *, chapter: str = "", channel: str = ""
    ) -> Iterator[Ready]:
        try:
            blueprint = resolved(_blueprint(kind, title, chapter, channel), self.item_pool)
            forms = compose(self.item_pool, blueprint)
        except ImpossibleError as fault:
            if not kind.each and self.book.papers:
                self.faults.append(self._fault(kind, fault))
            return
        info = self.book.info
        several = len(forms) > 1
        for form in forms:
            passed = replace(form, pass_mark=-(-form.marks * kind.pass_percent // 100))
            shown = view(passed, self.links, handbook=info.title, issuer=info.issuer, several=several)
            code = f"-{form.code.lower()}" if several else ""
            yield Ready(f"{name}{code}", kind, chapter, channel, shown)

    def _fault(self, kind: model.Paper, fault: ImpossibleError) -> Diagnostic:
        first, *others = str(fault).split("\n")
        message = _("组不出试卷 {kind_id}：{first}").format(kind_id=kind.id, first=first)
        return error(self.book.span(kind, "id"), "T901", message, "".join(others))


def _blueprint(kind: model.Paper, title: str, chapter: str, channel: str) -> Blueprint:
    """What a paper asks for, of one chapter or channel where there is one of each."""
    parts = {part.kind: part for part in kind.parts}
    told = [parts[one] for one in PartKind if one in parts]
    return Blueprint(
        chapters=tuple((number, 0) for number in ([chapter] if chapter else kind.chapters)),
        channel=channel,
        role=kind.role or "",
        types=tuple((part.kind.value, part.count) for part in told),
        count=sum(part.count for part in told) or kind.count,
        at_least=kind.at_least,
        difficulty=tuple((one, 0) for one in kind.difficulty),
        drafted=kind.drafted,
        marks=tuple((part.kind.value, part.marks) for part in told) or _alike(kind.marks),
        minutes=kind.minutes or 0,
        title=title,
        seed=kind.seed,
        forms=kind.forms,
    )


def _alike(marks: int | None) -> tuple[tuple[str, int], ...]:
    """Marks that were told for questions of every kind."""
    return tuple((one.value, marks) for one in PartKind) if marks else ()
