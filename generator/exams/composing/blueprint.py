"""What is asked for: text, as a command line or an address has it → a Blueprint.

Everything wrong is said at once, in the words that web/scripts/exam/composing/ uses too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from generator.core.texts import N_, _
from generator.core.vocabulary import Difficulty, Mark
from generator.exams.composing.item_pool import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.exams.composing.item_pool import ItemPool

Counts: TypeAlias = "tuple[tuple[str, int], ...]"
"""Name and number of questions; 0 means that no number was told."""
Levels: TypeAlias = "tuple[tuple[Difficulty, int], ...]"
"""Likewise, by difficulty."""

DEFAULT_COUNT = 30
DEFAULT_SEED = 1
MOST_QUESTIONS = 1000
MOST_MARKS = 100
MOST_MINUTES = 600
MOST_SEED = 999_999_999
MOST_TITLE = 60
#: What fields are called in messages. The keys are options of `handbook exam` and words of an address.
FIELDS = {
    "chapters": N_("章"),
    "channel": N_("渠道"),
    "role": N_("责任人"),
    "types": N_("题型"),
    "count": N_("题数"),
    "difficulty": N_("难度"),
    "drafted": Mark.DRAFTED,
    "marks": N_("分值"),
    "minutes": N_("时间"),
    "pass": N_("及格分"),
    "title": N_("标题"),
    "seed": N_("种子"),
    "forms": N_("卷号"),
}
KIND_NAMES = {kind: (title, title.replace("项选择", "选"), title[:2]) for kind, title in KINDS.items()}
KIND_NAMES |= {
    "single": ("单项选择题", "单选题", "单选"),
    "multiple": ("多项选择题", "多选题", "多选"),
}
_NUMBER = re.compile(r"[0-9]{1,9}")
_LETTER = re.compile(r"[A-Z]")
_SPACES = re.compile(r"[\t\n\r \u3000]+")
_COMMAS = re.compile(r"[,，、]")
_EQUALS = re.compile(r"[=＝]")


def difficulty_names() -> dict[str, tuple[str]]:
    """What the difficulties are called, by their ids."""
    return {one.value: (one.label,) for one in Difficulty}


class ImpossibleError(Exception):
    """No paper can be made; the text says, a line each, what is asked for and what there is."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What is asked for. Empty and 0 mean: as is usual."""

    chapters: Counts = ()
    channel: str = ""
    role: str = ""
    types: Counts = ()
    """In the order of KINDS; every number is told."""
    count: int = DEFAULT_COUNT
    """All questions; a case counts its questions."""
    at_least: int = 0
    """Of kinds that nobody told, so many will do where there are not ``count``; no address says it."""
    difficulty: Levels = ()
    drafted: bool = True
    marks: Counts = ()
    """Marks for one question of a kind."""
    minutes: int = 0
    pass_mark: int = 0
    title: str = ""
    seed: int = DEFAULT_SEED
    forms: tuple[str, ...] = ("A",)

    @property
    def query(self) -> str:
        """As an address has it: the page for exams makes the same paper from it."""
        said = {
            "chapters": _joined(self.chapters),
            "channel": self.channel,
            "role": self.role,
            "types": _joined(self.types),
            "count": "" if self.types or self.count == DEFAULT_COUNT else str(self.count),
            "difficulty": _joined(self.difficulty),
            "drafted": "" if self.drafted else "0",
            "marks": _joined(self.marks),
            "minutes": str(self.minutes or ""),
            "pass": str(self.pass_mark or ""),
            "title": self.title,
            "seed": str(self.seed),
            "forms": ",".join(self.forms),
        }
        return "&".join(f"{key}={quote(text, safe=_PLAIN)}" for key, text in said.items() if text)


#: What encodeURIComponent leaves alone, and what separates numbers.
_PLAIN = "-_.!~*'(),="


def _joined(counts: Counts) -> str:
    return ",".join(f"{name}={number}" if number else name for name, number in counts)


def usual_title(item_pool: ItemPool) -> str:
    """What a paper is called when nobody names it."""
    return _("{item_pool_title} 考试").format(item_pool_title=item_pool.title)


def resolved(wanted: Blueprint, item_pool: ItemPool) -> Blueprint:
    """A blueprint that content asks for, with ids for whatever things are called.

    Raises ImpossibleError for what the item pool has not, and what is asked for twice or too often.
    """
    chapters, channels, roles = item_pool.chapters, item_pool.channels, item_pool.roles
    channel, role = _id_of(wanted.channel, channels), _id_of(wanted.role, roles)
    faults = [_lacking("chapters", one, chapters) for one, __ in wanted.chapters if one not in chapters]
    if wanted.channel and not channel:
        faults.append(_lacking("channel", wanted.channel, channels))
    if wanted.role and not role:
        faults.append(_lacking("role", wanted.role, roles))
    for key, counts in (("chapters", wanted.chapters), ("difficulty", wanted.difficulty)):
        names = Counter(name for name, __ in counts)
        faults += [_twice(key, name) for name, number in names.items() if number > 1]
    if wanted.count > MOST_QUESTIONS:
        faults.append(_too_many())
    if faults:
        raise ImpossibleError("\n".join(faults))
    return replace(wanted, channel=channel, role=role)


def parse(fields: Mapping[str, str], item_pool: ItemPool) -> Blueprint:
    """What the fields ask for; missing and empty ones ask for nothing. Raises ImpossibleError."""
    return _Reader(fields, item_pool).blueprint()


class _Reader:
    """Reads the fields and gathers what is wrong with them."""

    def __init__(self, fields: Mapping[str, str], item_pool: ItemPool) -> None:
        self.fields = {key: _SPACES.sub(" ", text).strip(" ") for key, text in fields.items()}
        self.item_pool = item_pool
        self.faults: list[str] = []

    def blueprint(self) -> Blueprint:
        chapters = self.counts(
            "chapters", {number: (name,) for number, name in self.item_pool.chapters.items()}
        )
        channel = self.name("channel", self.item_pool.channels)
        role = self.name("role", self.item_pool.roles)
        types = self.counts("types", KIND_NAMES, told=True)
        count = self.number("count", 1, MOST_QUESTIONS)
        difficulty = self.counts("difficulty", difficulty_names())
        levels = tuple((Difficulty(name), number) for name, number in difficulty)
        total = self.total(types, chapters, difficulty, count)
        found = Blueprint(
            chapters=chapters,
            channel=channel,
            role=role,
            types=types,
            count=total or DEFAULT_COUNT,
            difficulty=levels,
            drafted=self.fields.get("drafted", "") not in {"0", "no", "false"},
            marks=self.counts("marks", KIND_NAMES, MOST_MARKS, told=True),
            minutes=self.number("minutes", 1, MOST_MINUTES),
            pass_mark=self.number("pass", 1, MOST_QUESTIONS * MOST_MARKS),
            title=self.title(),
            seed=self.number("seed", 0, MOST_SEED, DEFAULT_SEED),
            forms=self.forms(),
        )
        if self.faults:
            raise ImpossibleError("\n".join(self.faults))
        return found

    def words(self, key: str) -> list[str]:
        """What a list names, its commas of any width."""
        return [word for word in (one.strip(" ") for one in _COMMAS.split(self.fields.get(key, ""))) if word]

    def counts(
        self,
        key: str,
        known: Mapping[str, tuple[str, ...]],
        most: int = MOST_QUESTIONS,
        *,
        told: bool = False,
    ) -> Counts:
        """4,8 or 4=10,8=20, in the order of ``known``; with ``told`` every name must have its number."""
        ids = {name: id_ for id_, names in known.items() for name in (id_, *names)}
        label = _(FIELDS[key])
        found: dict[str, int] = {}
        for word in self.words(key):
            parts = [part.strip(" ") for part in _EQUALS.split(word)]
            id_ = ids.get(parts[0])
            if id_ is None:
                self.faults.append(_lacking(key, parts[0], known))
            elif len(parts) > 2 or (len(parts) == 2 and not _fits(parts[1], 0, most)):  # noqa: PLR2004 - name=number
                self.faults.append(
                    _("{label}：“{word}”的等号后面要写0到{most}的整数。").format(
                        label=label, word=word, most=most
                    )
                )
            elif id_ in found:
                self.faults.append(_twice(key, parts[0]))
            elif len(parts) == 1 and told:
                self.faults.append(
                    _("{label}：“{word}”后面要写数目，如 {id}=5。").format(label=label, word=word, id=id_)
                )
            else:
                found[id_] = int(parts[1]) if len(parts) > 1 else -1
        numbers = set(found.values())
        if -1 in numbers and len(numbers) > 1:
            self.faults.append(
                _("{label}：有的写了题数，有的没有写；要么都写，要么都不写。").format(label=label)
            )
        if numbers == {0} and key != "marks":
            self.faults.append(_("{label}：题数全是0。").format(label=label))
        return tuple((id_, max(found[id_], 0)) for id_ in known if found.get(id_, 0))

    def name(self, key: str, known: Mapping[str, str]) -> str:
        """One of what is known, by its id or its title."""
        text = self.fields.get(key, "")
        found = _id_of(text, known)
        if text and not found:
            self.faults.append(_lacking(key, text, known))
        return found

    def number(self, key: str, least: int, most: int, usual: int = 0) -> int:
        """A whole number."""
        text = self.fields.get(key, "")
        if not text:
            return usual
        if _fits(text, least, most):
            return int(text)
        self.faults.append(
            _("{fields}：“{text}”不是{least}到{most}的整数。").format(
                fields=_(FIELDS[key]), text=text, least=least, most=most
            )
        )
        return usual

    def title(self) -> str:
        """A title that fits on a line or two."""
        text = self.fields.get("title", "")
        if len(text) > MOST_TITLE:
            self.faults.append(
                _("{fields}：有{count}个字，最多{most_title}个。").format(
                    fields=_(FIELDS["title"]), count=len(text), most_title=MOST_TITLE
                )
            )
        return text

    def forms(self) -> tuple[str, ...]:
        """A,B: letters, each once."""
        letters = self.words("forms")
        wrong = [one for one in letters if not _LETTER.fullmatch(one)]
        if wrong:
            self.faults.append(
                _("{fields}：“{wrong}”不是一个大写字母；写成 A,B。").format(
                    fields=_(FIELDS["forms"]), wrong=wrong[0]
                )
            )
        elif len(set(letters)) < len(letters):
            self.faults.append(_("{fields}：有字母写了两次。").format(fields=_(FIELDS["forms"])))
        return tuple(letters) or ("A",)

    def total(self, types: Counts, chapters: Counts, difficulty: Counts, count: int) -> int:
        """How many questions there are to be; 0 if nobody told. All who told must agree."""
        told = {
            _("题型合计"): sum(number for __, number in types),
            _("各章合计"): sum(number for __, number in chapters),
            _("各难度合计"): sum(number for __, number in difficulty),
            _("总题数"): count,
        }
        told = {name: number for name, number in told.items() if number}
        if len(set(told.values())) > 1:
            listed = _("，").join(
                _("{name}{number}道").format(name=name, number=number) for name, number in told.items()
            )
            self.faults.append(_("题数对不上：{listed}。").format(listed=listed))
        elif any(number > MOST_QUESTIONS for number in told.values()):
            self.faults.append(_too_many())
        return next(iter(told.values()), 0)


def _fits(text: str, least: int, most: int) -> bool:
    return bool(_NUMBER.fullmatch(text)) and least <= int(text) <= most


def _id_of(text: str, known: Mapping[str, str]) -> str:
    """The id that a text is, or is the title of; else empty."""
    return next((id_ for id_, title in known.items() if text in {id_, title}), "")


def _lacking(key: str, text: str, known: Mapping[str, str] | Mapping[str, tuple[str, ...]]) -> str:
    return _("{label}：没有“{text}”。有：{listed}。").format(
        label=_(FIELDS[key]), text=text, listed=_listed(known)
    )


def _twice(key: str, text: str) -> str:
    return _("{label}：“{text}”写了两次。").format(label=_(FIELDS[key]), text=text)


def _too_many() -> str:
    return _("题数：一份试卷最多{most_questions}道题。").format(most_questions=MOST_QUESTIONS)


def _listed(known: Mapping[str, str] | Mapping[str, tuple[str, ...]]) -> str:
    return _("、").join(_named(id_, names) for id_, names in known.items())


def _named(id_: str, names: str | Iterable[str]) -> str:
    name = names if isinstance(names, str) else next(iter(names))
    return _("{id}（{name}）").format(id=id_, name=name)
