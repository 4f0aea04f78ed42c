"""A clock's page: what is due how long after what, on which ground, how days are counted, worked examples."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.book import locators, working_days
from generator.core.texts import _
from generator.core.vocabulary import ClockUnit, Confidence
from generator.views import words
from generator.views.clock import ClockLink, link
from generator.views.pages import dates

if TYPE_CHECKING:
    from generator.book.working_days import Calendar
    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleLink

MAIN = "date"
"""The name of the first event's date in form and address: #date=2026-12-31."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clock has something from: a rule or supplement, a place in a law, both or neither."""

    rule: RuleLink | None = None
    law: str = ""
    """The authority's id."""
    title: str = ""
    locator: str = ""
    anchor: str = ""
    """On the law's page; empty when no rule or supplement cites this place."""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """A date that the reader may know, of an event or of a restart."""

    name: str
    """In form and address."""
    id: str
    title: str
    hint: str
    timed: bool
    """Whether hours run from it."""

    @property
    def asks(self) -> str:
        """收到投诉的日期."""
        return _("{title}的{part}").format(title=self.title, part=_("时刻") if self.timed else _("日期"))


@dataclass(frozen=True, slots=True)
class StepView:
    """A time limit."""

    id: str
    title: str
    when: str
    value: int
    unit: str
    start: str
    until: str
    """The event that ends its repetition."""
    ended: str
    """What is said when that has come."""
    limit: str
    """收到投诉起1个工作日."""
    extension: str
    text: str
    assumed: str
    source: Source
    pauses: tuple[str, ...]
    """The ids of the pauses that move it."""
    restarts: tuple[str, ...]
    """The ids of the restarts from which it counts anew."""

    @property
    def label(self) -> str:
        """第一次回复客户（一般投诉）."""
        return _("{title}（{when}）").format(title=self.title, when=self.when) if self.when else self.title


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its source; of a pause also id and title."""

    text: str
    source: Source
    id: str = ""
    title: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """When a step of a worked example is due; within its group it is named by its condition."""

    label: str
    due: str
    remark: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example."""

    day: str
    why: str
    groups: tuple[tuple[str, tuple[Answer, ...]], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year's holidays as people read them, and the same for the script (off: 2026-01-01/2026-01-03 …)."""

    number: int
    source: str
    pending: str
    warning: str
    holidays: tuple[tuple[str, str], ...]
    """元旦 and 1月1日至3日放假，1月4日补班."""
    off: str
    on: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock's page."""

    link: ClockLink
    events: tuple[EventView, ...]
    """Those whose date is asked for: the main one first, restarts last."""
    days: bool
    """Whether anything is counted in days."""
    rests: bool
    """Whether any of them are calendar days, which may end on a day of rest."""
    hours: bool
    """Whether anything is counted in hours."""
    groups: tuple[tuple[str, tuple[StepView, ...]], ...]
    pauses: tuple[Said, ...]
    restarts: tuple[Said, ...]
    notes: tuple[Said, ...]
    rules: tuple[RuleLink, ...]
    """What else has to do with it."""
    examples: tuple[Example, ...]
    years: tuple[Year, ...]
    """Empty when nothing is counted in working days."""
    scopes: tuple[tuple[str, str], ...]
    """Short title of each law that a limit rests on, and whom it binds."""
    doubtful: tuple[str, ...]
    """Short titles of those that may have changed."""
    as_of: str
    """The oldest day on which any of the laws was checked; empty without laws."""
    handbook: str


def links(catalog: Catalog, rules: tuple[str, ...], first: str | None = None) -> tuple[ClockLink, ...]:
    """The clock called ``first``, then those that count a deadline of any of these rules."""
    found = [
        clock
        for clock in catalog.book.clocks
        if clock.id == first or any(step.rule in rules for step in clock.steps)
    ]
    return tuple(map(link, sorted(found, key=lambda clock: clock.id != first)))


def views(catalog: Catalog) -> tuple[ClockView, ...]:
    """All clocks, in the author's order."""
    book = catalog.book
    known = working_days.calendar(book.holidays)
    return tuple(_view(catalog, clock, known) for clock in book.clocks)


def _view(catalog: Catalog, clock: model.Clock, known: Calendar) -> ClockView:
    book = catalog.book
    used = {part.authority for part in (*clock.steps, *clock.pauses, *clock.restarts, *clock.notes)}
    binding = {part.authority for part in (*clock.steps, *clock.pauses, *clock.restarts)}
    laws = [authority for authority in book.authorities if authority.id in used]
    steps = {step.id: _step(catalog, clock, step) for step in clock.steps}
    units = {step.unit for step in clock.steps}
    return ClockView(
        link=link(clock),
        events=_events(clock),
        days=bool(units & {ClockUnit.DAY, ClockUnit.WORKING_DAY}),
        rests=ClockUnit.DAY in units,
        hours=bool(clock.timed),
        groups=tuple((group.title, tuple(steps[step.id] for step in group.steps)) for group in clock.groups),
        pauses=tuple(
            Said(one.text or "", _source(catalog, one), one.id, one.title, one.needs or "")
            for one in clock.pauses
        ),
        restarts=tuple(
            Said(one.text or "", _source(catalog, one), one.id, one.title) for one in clock.restarts
        ),
        notes=tuple(Said(one.text, _source(catalog, one)) for one in clock.notes),
        rules=catalog.links_to(clock.rules),
        examples=tuple(_example(catalog, clock, one, known) for one in clock.examples),
        years=tuple(map(_year, book.holidays)) if ClockUnit.WORKING_DAY in units else (),
        scopes=tuple((law.short_title, law.scope) for law in laws if law.id in binding),
        doubtful=tuple(law.short_title for law in laws if law.id in binding and law.doubtful),
        as_of=words.day(min(law.as_of for law in laws)) if laws else "",
        handbook=_("《{info_title}》{edition}").format(info_title=book.info.title, edition=book.info.edition),
    )


def _events(clock: model.Clock) -> tuple[EventView, ...]:
    asked = [
        EventView(event.id, event.id, event.title, event.hint or "", event.id in clock.timed)
        for event in clock.asked
    ]
    asked += [EventView(one.id, one.id, one.title, one.text or "", timed=False) for one in clock.restarts]
    return tuple(one if index else replace(one, name=MAIN) for index, one in enumerate(asked))


def _step(catalog: Catalog, clock: model.Clock, step: model.ClockStep) -> StepView:
    events = {event.id: event.title for event in clock.events}
    if step.start in events:
        start = events[step.start]
    else:
        before = next(one for one in clock.steps if one.id == step.start)
        start = _("“{when}”期满").format(when=before.when or before.title)
    end = events.get(step.until or "", "")
    limit = f"{start}{_('就') if step.unit is ClockUnit.AT_ONCE else _('起')}{step.duration}"
    asked = (
        _("须经{approved_by}批准").format(approved_by=step.approved_by) if step.approved_by else "",
        step.needs or "",
    )
    return StepView(
        id=step.id,
        title=step.title,
        when=step.when or "",
        value=step.value or 0,
        unit=step.unit.slug,
        start=step.start,
        until=step.until or "",
        ended=_("{end}了，不用再做").format(end=end) if end else "",
        limit=_("{limit}一次，到{end}为止").format(limit=limit, end=end) if end else limit,
        extension=_("，并").join(filter(None, asked)),
        text=step.text or "",
        assumed=step.assumed or "",
        source=_source(catalog, step),
        pauses=tuple(pause.id for pause in clock.pauses if step.id in pause.steps),
        restarts=tuple(one.id for one in clock.restarts if step.id in one.steps),
    )


def _source(catalog: Catalog, part: model.Sourced) -> Source:
    rule = catalog.links.get(part.rule or "")
    law = next((one for one in catalog.book.authorities if one.id == part.authority), None)
    if law is None:
        return Source(rule)
    locator = part.locator or ""
    cited = any(
        one.authority == law.id and locators.anchor(one.locator) == locators.anchor(locator)
        for provision in catalog.book.provisions_in_force
        for one in provision.citations
    )
    return Source(
        rule,
        law=law.id,
        title=law.short_title,
        locator=locator,
        anchor=locators.anchor(locator) if locator and cited else "",
        confidence="" if part.confidence is Confidence.VERIFIED else part.confidence.label,
    )


def _example(
    catalog: Catalog,
    clock: model.Clock,
    example: model.WorkedExample,
    known: Calendar,
) -> Example:
    event = next(one for one in clock.events if one.id == (example.event or clock.events[0].id))
    minute = working_days.minute_of(example.time) if example.time else None
    times = {} if minute is None else {event.id: minute}
    counted = working_days.reckon(clock, known, {event.id: example.date.toordinal()}, times=times)
    at_once = {step.id for step in clock.steps if step.unit is ClockUnit.AT_ONCE}
    found = {id_: due for id_, due in counted.items() if id_ not in at_once}
    entries = {year.year: year for year in catalog.book.holidays}

    def answer(step: model.ClockStep) -> Answer:
        due = found[step.id]
        said = dates.within(due.day, example.date.year) + dates.time(due.minute)
        return Answer(step.when or step.title, said, dates.remark(due))

    return Example(
        day=dates.full(example.date) + dates.time(minute),
        why=_("{event_title}：{why}").format(event_title=event.title, why=example.why)
        if example.event
        else example.why,
        groups=tuple(
            (group.title, answers)
            for group in clock.groups
            if (answers := tuple(map(answer, (step for step in group.steps if step.id in found))))
        ),
        warnings=tuple(
            dates.warning(year, entries.get(year)) for year in dates.unsure(known, found.values())
        ),
    )


def _year(entry: model.HolidayYear) -> Year:
    def said(holiday: model.Holiday) -> str:
        worked = _("、").join(map(dates.short, holiday.workdays))
        return _("{stretch}放假{part}").format(
            stretch=dates.stretch(holiday.first, holiday.end),
            part=_("，{worked}补班").format(worked=worked) if worked else "",
        )

    return Year(
        number=entry.year,
        source=entry.source or "",
        pending=entry.pending or "",
        warning=dates.warning(entry.year, entry) if entry.pending else "",
        holidays=tuple((holiday.name, said(holiday)) for holiday in entry.holidays),
        off=" ".join(f"{holiday.first}/{holiday.end}" for holiday in entry.holidays),
        on=" ".join(str(day) for holiday in entry.holidays for day in holiday.workdays),
    )
