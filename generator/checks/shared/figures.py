"""Finds figures in prose, times and counts alike, and knows which of them a rule states itself.

A figure is a value and a unit: 1个工作日 and 一个工作日 are the same, 60分钟 and 1小时 too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.book.derived import derived
from generator.checks.shared.references import may_be_unread
from generator.checks.shared.times import DIGITS, HAN, RANGE, Time, number, stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.book.handbook import Handbook
    from generator.content import model

_UNIT = "(?: ?个)? ?(?:工作日|自然日|日|天|小时|钟头|分钟|周|星期|月|季度|年|人|岁|次|元|倍|%)"
NAMED = re.compile(
    r"(?<![0-9.\-])(?:L[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3}){0,2}|[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3}){1,2})"
    rf"-[1-9][0-9]{{0,3}}(?![0-9.\-]|{_UNIT})"
)
"""The id of a rule or supplement in prose; 1.5-2小时 and 3-5个工作日 are none."""
SENTENCE = re.compile("[^。！？；\n\x1e]+")
"""A sentence in prose."""
#: What people type without meaning anything by it, character for character.
_PLAIN = str.maketrans("０１２３４５６７８９％．\u00a0", "0123456789%. ")
_ANY = f"(?:{DIGITS}|{HAN})"
#: Dates and places in an order are no figures: 10月13日, 第10日, 第3次, 2027年.
_PLACE = re.compile(
    f"[0-9]{{4}} ?年(?: ?[0-9]{{1,2}} ?月)?(?: ?[0-9]{{1,2}} ?日)?"
    f"|{_ANY} ?月(?: ?{_ANY}(?:{RANGE}{_ANY} ?日| ?日)+)?"
    f"|(?:每一?|[哪那这某同另有前后]一)[天日周年月]"
    f"|第 ?{_ANY}(?:{RANGE}{_ANY})* ?个?(?:工作日|自然日|日|天|周|年|小时|分钟|次|人|份|条)"
)
#: Money, ages and shares in digits or characters; the rest in digits only, for 一次 and 一条 count nothing.
_COUNT = re.compile(
    f"((?:{_ANY}(?: ?[万亿])?(?: ?[个名位%])?{RANGE}){{0,4}})(?:({_ANY}) ?([万亿]?) ?(周岁|岁|元|%)"
    f"|({DIGITS}) ?([万亿]?) ?(?:个|名|位)?(人次|人|次|遍|倍|条))"
)
#: What every figure has: most texts have none, and are not looked at any closer.
_MAYBE = re.compile(
    r"[0-9０-９零〇一二两三四五六七八九十百千半]\s?[万亿]?\s?(?:个半|[个名位])?\s?"
    "[工自日天小钟分刻秒周星月季年岁元%％人次遍倍条]"
)
_EACH = re.compile(f"({_ANY}) ?([万亿]?)")
_SHARE = re.compile(f"({_ANY})分之({_ANY})")
_AHEAD = re.compile("提前$|期前$")
_SCALE = {"": 1, "万": 10_000, "亿": 100_000_000}
_SAME = {"周岁": "岁", "遍": "次"}


class Figure(NamedTuple):
    """A figure in a text."""

    offset: int
    words: str
    value: Time
    limit: bool
    """Whether it bounds something: ……内."""

    @property
    def spoken(self) -> bool:
        """Whether it is how people talk (等我三分钟); what binds is in digits, or as in laws (十五日)."""
        return not (self.words[0].isdigit() or re.search("日|周岁|百分之", self.words))

    @property
    def time(self) -> bool:
        """Whether it is a length of time; else it counts something."""
        return self.value[1] in {"工作日", "个月", "分钟"}

    @property
    def measures(self) -> frozenset[str]:
        """How people measure it: by days or by hours and minutes; 72小时 is compared with both."""
        value, unit = self.value
        if unit != "分钟":
            return frozenset({unit})
        hours = {"小时"} if re.search("时|钟|秒", self.words) else {"日"}
        return frozenset(hours | ({"日"} if value % 1440 == 0 else set()))


def figures(text: str) -> list[Figure]:
    """Every figure in ``text``, in no particular order; dates, places in an order and ids are none."""
    return _figures(text) if _MAYBE.search(text) else []


def _figures(text: str) -> list[Figure]:
    plain = NAMED.sub(_gap, _PLACE.sub(_gap, text.translate(_PLAIN)))
    found = [Figure(at, text[at : at + len(words)], time, limit) for at, words, time, limit in stated(plain)]
    for match in _COUNT.finditer(plain):
        scale, unit = match[3] or match[6] or "", match[4] or match[7]
        for each in _EACH.finditer(match[0]):
            start = match.start() + each.start()
            value = number(each[1]) * _SCALE[each[2] or scale]
            found.append(
                Figure(start, text[start : match.end()], (value, _SAME.get(unit, unit)), limit=False)
            )
    for match in _SHARE.finditer(plain):
        value = round(100 * number(match[2]) / (number(match[1]) or 1), 6)
        found.append(Figure(match.start(), text[match.start() : match.end()], (value, "%"), limit=False))
    return found


def days(text: str) -> list[Time]:
    """The days of the dates in ``text``: after 11月2日, 2日 is that day and no length of time."""
    return [(float(day) * 1440, "分钟") for day in re.findall("月 ?([0-9]{1,2}) ?日", text)]


def unnamed(text: str) -> str:
    """``text`` with every sentence blanked that names a rule: that one speaks of the named rule's figures."""
    return SENTENCE.sub(lambda match: " " * len(match[0]) if NAMED.search(match[0]) else match[0], text)


def bound(provision: model.Provision) -> frozenset[Time]:
    """The figures that bind: in its sentence, deadline, scope and basis. A title only repeats."""
    return frozenset(figure.value for figure in _binding(provision))


def _binding(provision: model.Provision) -> list[Figure]:
    texts = [provision.statement, getattr(provision, "scope", None) or ""]
    texts += [provision.deadline.duration] if provision.deadline else []
    texts += [one.paraphrase or "" for one in provision.citations]
    return [figure for text in texts for figure in figures(text)]


def own(provision: model.Provision) -> frozenset[Time]:
    """The figures that a rule or supplement states: what binds, and its practice where that is no rival."""
    said = {figure.value for point in provision.practice for figure in figures(unnamed(point.text))}
    return bound(provision) | (said - {figure.value for _, figure in rivals(provision)})


def rivals(provision: model.Provision) -> Iterator[tuple[int, Figure]]:
    """The figures of practice that stand against one that binds, after the number of their point.

    Practice may state figures of its own where nothing that binds is measured alike. What a law says has its
    own basis; ``beside`` says that another thing is meant; so many days ahead of a limit are no other limit.
    """
    binding = _binding(provision)
    values = {figure.value for figure in binding}
    measures = frozenset().union(*(figure.measures for figure in binding))
    for index, point in enumerate(provision.practice):
        if point.law or point.beside:
            continue
        for figure in figures(unnamed(point.text)):
            ahead = _AHEAD.search(point.text, max(figure.offset - 3, 0), figure.offset)
            if figure.value not in values and figure.measures & measures and not ahead:
                yield index, figure


@derived
def stated_by(book: Handbook) -> Mapping[str, frozenset[Time]]:
    """Provision id → the figures that it states, or a clock in its name."""
    found = {one.id: own(one) for one in (*book.supplements_in_force, *book.rules_in_force)}
    for clock in book.clocks:
        for step in clock.steps:
            if step.rule in found:
                times = {figure.value for figure in figures(step.duration)}
                found[step.rule] = found[step.rule] | times
    return found


def known(book: Handbook, ids: Iterable[str]) -> frozenset[Time]:
    """The figures that these rules and supplements state."""
    stated_figures = stated_by(book)
    return frozenset().union(*(stated_figures.get(id_, frozenset()) for id_ in ids))


def unread(book: Handbook, ids: Iterable[str]) -> bool:
    """Whether one of these rules, clauses or supplements may stand in a file that could not be read."""
    return any(id_ not in book.provision and may_be_unread(book, id_) for id_ in ids)


def unstated(book: Handbook, text: str, rules: Iterable[str]) -> list[Figure]:
    """The figures of prose that none of the rules states.

    Prose tells of other things too: only limits, and what the rules measure in the same unit, are theirs.
    Nothing is known where one of the rules could not be read.
    """
    rules = tuple(rules)
    if not rules or unread(book, rules):
        return []
    there = known(book, rules)
    units = {unit for _, unit in there}
    return [
        figure
        for figure in figures(text)
        if figure.value not in there and not figure.spoken and (figure.limit or figure.value[1] in units)
    ]


def _gap(match: re.Match[str]) -> str:
    return "\x1e" * len(match[0])
