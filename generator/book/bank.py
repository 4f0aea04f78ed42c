"""The question bank, resolved: what pages, exports and papers share, in a fixed order and with fixed ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.book.derived import derived
from generator.content import model
from generator.content.model.quiz import fingerprint
from generator.core.files import digests
from generator.core.gc_pause import uncollected
from generator.core.texts import _
from generator.core.vocabulary import Difficulty, Level, Origin, QuestionType, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.book.handbook import Handbook

#: The two options of a true-false question. Never shuffled.
TRUE, FALSE = "true", "false"
TRUE_TEXT, FALSE_TEXT = "对", "错"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose among. ``id`` begins with a letter, so it may be an XML identifier."""

    id: str
    text: str
    correct: bool
    rationale: str
    """Why it is right or wrong; empty for 对 and 错."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A left side and the right side that belongs to it."""

    left_id: str
    left: str
    right_id: str
    right: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Step:
    """A right side of a match question, or a step of an order question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A case: what its questions have in common."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as every publication shows it. Everything is in its final order; ids never change."""

    id: str
    type: QuestionType
    stem: str
    options: tuple[Option, ...]
    """For single, multiple and true-false; the order is the author's, who balances the keys' positions."""
    pairs: tuple[Pair, ...]
    """For match, in the order of the left sides."""
    choices: tuple[Step, ...]
    """For match the right sides, for order the steps, in the order shown: never the key's."""
    sequence: tuple[Step, ...]
    """For order: the steps in the right order."""
    answer: bool | None
    """For true-false."""
    rationale: str
    rules: tuple[str, ...]
    difficulty: Difficulty
    level: Level
    setting: Setting
    case: Scene | None
    stale: bool
    """待复核: a rule has changed since somebody last looked at the question."""
    drafted: bool
    """拟定: it tests a rule that the source does not have."""
    channels: tuple[str, ...]
    """Channel ids: those of its rules; of a question with a scene, those where the scene may play."""
    roles: tuple[str, ...]
    """Role ids that bear its rules."""
    fingerprint: str
    """12 hex digits that change when the question does, not when its rules do."""
    chapter: str
    """The number of the chapter whose file it stands in."""
    law: bool = False
    """法定补充: it tests what the law demands and the policy does not say."""
    added: bool = False
    """本机构增补: it tests a rule of the institution's own."""

    @property
    def key(self) -> tuple[str, ...]:
        """The right answer: option ids; for match ``left=right``; for order the step ids in order."""
        if self.pairs:
            return tuple(f"{pair.left_id}={pair.right_id}" for pair in self.pairs)
        if self.sequence:
            return tuple(step.id for step in self.sequence)
        return tuple(option.id for option in self.options if option.correct)

    @property
    def explanation(self) -> str:
        """解析 in full, as lines of text: the rationale, then every option by its letter."""
        lines = [self.rationale]
        if self.type is not QuestionType.TRUE_FALSE:
            lines += [
                _("{letter}{part}：{rationale}").format(
                    letter=letter(index),
                    part=_("对") if option.correct else _("错"),
                    rationale=option.rationale,
                )
                for index, option in enumerate(self.options)
            ]
        lines += [
            _("{left}——{right}：{rationale}").format(
                left=pair.left, right=pair.right, rationale=pair.rationale
            )
            for pair in self.pairs
        ]
        return "\n".join(lines)


@dataclass(frozen=True)
class Bank:
    """Questions in order: by chapter, within it as in the file, cases last and whole."""

    questions: tuple[Question, ...]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Question by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        """The numbers of the chapters that have questions, in order."""
        return tuple(dict.fromkeys(question.chapter for question in self.questions))

    @cached_property
    def of_rule(self) -> Mapping[str, tuple[Question, ...]]:
        """Rule or supplement id → the questions that test it."""
        found: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions:
            for rule in question.rules:
                found[rule].append(question)
        return {rule: tuple(questions) for rule, questions in found.items()}

    def where(self, wanted: Callable[[Question], bool]) -> Bank:
        """The questions that are wanted. A case may lose questions by this, never its scene."""
        return Bank(tuple(filter(wanted, self.questions)))

    def of_chapter(self, number: str) -> Bank:
        """A chapter's questions."""
        return self.where(lambda question: question.chapter == number)

    def for_use(self, *, drafted: bool = True, stale: bool = False) -> Bank:
        """What exports and papers hold: nothing that awaits review unless asked for."""
        return self.where(lambda one: (drafted or not one.drafted) and (stale or not one.stale))


def letter(index: int) -> str:
    """A, B, C … for the first, second, third option."""
    return chr(ord("A") + index)


@derived
@uncollected()
def bank(book: Handbook) -> Bank:
    """The whole bank of a handbook, stale and drafted questions too. Of two with one id the first counts."""
    facts = _Facts(book)
    found: dict[str, Question] = {}
    for quiz in book.quizzes:
        scenes = {case.id: Scene(case.id, case.title, case.scene) for case in quiz.cases}
        for question, case in quiz.all():
            if question.id not in found:
                found[question.id] = facts.question(
                    question, case, scenes[case.id] if case else None, quiz.chapter
                )
    return Bank(tuple(found.values()))


def is_stale(book: Handbook, question: model.CaseQuestion) -> bool:
    """Whether a rule differs from what it was when somebody last looked at the question."""
    return bool(changed_rules(book, question))


def changed_rules(book: Handbook, question: model.CaseQuestion) -> tuple[str, ...]:
    """The rules that differ from what they were when somebody last looked at the question."""
    stamped = book.stamps.get(question.id, {})
    rules = (book.provision[rule] for rule in question.rules if rule in book.provision)
    return tuple(rule.id for rule in rules if stamped.get(rule.id, rule.fingerprint) != rule.fingerprint)


def unstamped_rules(book: Handbook, question: model.CaseQuestion) -> tuple[str, ...]:
    """The rules that nobody has yet confirmed the question against."""
    stamped = book.stamps.get(question.id, {})
    return tuple(rule for rule in question.rules if rule in book.provision and rule not in stamped)


class _Facts:
    """What questions take from the handbook."""

    def __init__(self, book: Handbook) -> None:
        self.book = book
        self.channels = {
            one.id: tuple(channel.id for channel in book.channels_of(one)) for one in book.provision.values()
        }
        self.playing: dict[Setting, set[str]] = defaultdict(set)
        for channel in book.channels:
            if channel.setting is not None:
                self.playing[channel.setting].add(channel.id)

    def question(
        self, written: model.CaseQuestion, case: model.Case | None, scene: Scene | None, chapter: str
    ) -> Question:
        known = self.book.provision
        rules = [known[rule] for rule in written.rules if rule in known]
        setting = case.setting if case else getattr(written, "setting", Setting.NONE)
        pairs, sequence, choices = _ordered(written)
        return Question(
            id=written.id,
            type=written.type,
            stem=written.stem,
            options=_options(written),
            pairs=pairs,
            choices=choices,
            sequence=sequence,
            answer=written.answer,
            rationale=written.rationale,
            rules=written.rules,
            difficulty=written.difficulty,
            level=written.level,
            setting=setting,
            case=scene,
            stale=is_stale(self.book, written),
            drafted=any(isinstance(rule, model.Rule) and rule.origin is Origin.DRAFTED for rule in rules),
            channels=self._channels(rules, setting),
            roles=tuple(dict.fromkeys(rule.bearer for rule in rules)),
            fingerprint=fingerprint(written, case.scene if case else ""),
            chapter=chapter,
            law=any(isinstance(rule, model.Supplement) for rule in rules),
            added=any(isinstance(rule, model.Rule) and rule.origin is Origin.ADDED for rule in rules),
        )

    def _channels(self, rules: list[model.Provision], setting: Setting) -> tuple[str, ...]:
        tested = {channel for rule in rules for channel in self.channels.get(rule.id, ())}
        where = tested & self.playing[setting] or tested
        return tuple(channel.id for channel in self.book.channels if channel.id in where)


def _options(written: model.CaseQuestion) -> tuple[Option, ...]:
    if written.type is QuestionType.TRUE_FALSE:
        return (
            Option(TRUE, TRUE_TEXT, written.answer is True, ""),
            Option(FALSE, FALSE_TEXT, written.answer is False, ""),
        )
    return tuple(
        Option(letter(index).lower(), option.text, option.correct, option.because)
        for index, option in enumerate(written.options or ())
    )


def _ordered(written: model.CaseQuestion) -> tuple[tuple[Pair, ...], tuple[Step, ...], tuple[Step, ...]]:
    """Pairs, sequence and what is shown. Ids follow the shown order, so they do not give the key away."""
    if not written.pairs and not written.sequence:
        return (), (), ()
    shown = _mixed(written.id, len(written.texts))
    if written.pairs:
        rights = [Step(f"r{place}", written.pairs[index].right) for place, index in enumerate(shown, start=1)]
        place_of = {index: place for place, index in enumerate(shown)}
        pairs = tuple(
            Pair(f"l{index + 1}", pair.left, rights[place_of[index]].id, pair.right, pair.because)
            for index, pair in enumerate(written.pairs)
        )
        return pairs, (), tuple(rights)
    steps = [Step(f"s{place}", written.texts[index]) for place, index in enumerate(shown, start=1)]
    sequence = tuple(steps[shown.index(index)] for index in range(len(shown)))
    return (), sequence, tuple(steps)


def _mixed(seed: str, count: int) -> list[int]:
    """Positions in an order that follows from the question's id alone and is never the given one."""
    order = sorted(range(count), key=lambda index: digests.digest(f"{seed}/{index}".encode()))
    return order if order != list(range(count)) else [*order[1:], *order[:1]]
