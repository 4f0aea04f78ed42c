"""A checklist as people see it on paper, on screen and in a spreadsheet: the same words in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book import addresses, sheet_limits
from generator.core.texts import _
from generator.core.vocabulary import Mark
from generator.views import rules, words
from generator.views.pages import clocks

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.clock import ClockLink
    from generator.views.rules import RuleLink

#: The version of what the tick page keeps in the browser; grows when its form changes.
_STORED = 1


@dataclass(frozen=True, slots=True)
class ItemView:
    """核对项. ``name`` is the same in form, page and spreadsheet: 2-1 is the second point's first."""

    name: str
    text: str
    stop: bool
    law: bool
    """Whether it also rests on what the law adds: 法."""
    rules: tuple[RuleLink, ...]
    """Those with a mark of their own last, by mark, so that one before the first of a kind is enough."""
    when: str
    """In which case it is asked at all; the sheet then has a box 不适用. Empty for most."""
    record: str
    """What is written down beside the tick; empty for most."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A small table to look at while checking."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rules: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """停顿点."""

    number: int
    title: str
    items: tuple[ItemView, ...]
    table: TableView | None


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """Rules that are not on the sheet, and why."""

    reason: str
    rules: tuple[RuleLink, ...]
    checked_on: str
    """The id of the sheet that has them; may be empty."""
    checked_on_title: str


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A sheet."""

    id: str
    title: str
    objective: str
    when: str
    mode: str
    channel: str
    points: tuple[PointView, ...]
    left_out: tuple[LeftOutView, ...]
    secondary: tuple[LeftOutView, ...]
    """Rules that cite articles which nobody read in the original, and why they stand on the sheet."""
    checked: str
    """The oldest day on which an authority behind a supplement on the sheet was checked; empty without."""
    clocks: tuple[ClockLink, ...]
    """Where the deadlines that its items name are worked out."""
    handbook: str
    edition: str
    issuer: str
    owner: str
    revised: str
    review_due: str
    fingerprint: str
    stored_as: str
    """The key under which a browser keeps the ticks: other content, other key."""
    kept_as: str
    """What all keys of this sheet start with."""
    address: str
    """Of its page: absolute when the handbook knows its site's address, else within the site."""
    scanned: str
    """What the code on the printed sheet says."""
    layout: sheet_limits.Layout
    """How it fills its printed page."""

    @property
    def heading(self) -> str:
        """电话沟通：认对人、说清楚、记下来."""
        return _("{title}：{objective}").format(title=self.title, objective=self.objective)

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items in order."""
        return tuple(item for point in self.points for item in point.items)

    @property
    def table_lines(self) -> tuple[int, ...]:
        """How many lines each of its tables has, the head included."""
        return tuple(len(point.table.rows) + 1 for point in self.points if point.table)

    @property
    def left_out_count(self) -> int:
        """How many rules are left out."""
        return sum(len(group.rules) for group in self.left_out)

    @property
    def law(self) -> bool:
        """Whether any item rests on a supplement."""
        return any(item.law for item in self.items)

    @property
    def law_note(self) -> str:
        """What 法 means, as of when, and who decides."""
        return _("法定补充，规范没写；核对到{checked}，是否适用由法律顾问决定。").format(checked=self.checked)

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The short marks before its rules, each with what it means."""
        borne = {rule.short for item in self.items for rule in item.rules if rule.mark}
        known = (*words.sheet_marks().items(), (words.short_mark(Mark.SUPPLEMENT.label), self.law_note))
        return tuple((mark, text) for mark, text in known if mark in borne)

    @property
    def stops(self) -> bool:
        """Whether there is a stop item."""
        return any(item.stop for item in self.items)


def views(catalog: Catalog) -> tuple[ChecklistView, ...]:
    """All checklists in the order in which they are offered."""
    return tuple(_view(catalog, checklist) for checklist in catalog.book.checklists)


def groups(found: tuple[ChecklistView, ...]) -> tuple[tuple[str, tuple[ChecklistView, ...]], ...]:
    """The sheets of the channels, then those of situations; a group without sheets is left out."""
    channels = tuple(one for one in found if one.channel)
    others = tuple(one for one in found if not one.channel)
    named = ((_("按渠道"), channels), (_("按事情"), others))
    return tuple((heading, group) for heading, group in named if group)


def _view(catalog: Catalog, checklist: model.Checklist) -> ChecklistView:
    book = catalog.book
    info = book.info
    titles = {one.id: one.title for one in book.checklists}
    owner = next((role.title for role in book.roles if role.id == checklist.owner), checklist.owner)
    channel = next((one.title for one in book.channels if one.id == checklist.channel), "")
    page = addresses.checklist(checklist.id)
    address = f"{info.site_url.rstrip('/')}/{page}" if info.site_url else page
    kept = f"handbook:{info.key}:checklist:{checklist.id}:"
    points = tuple(_point(catalog, number, one) for number, one in enumerate(checklist.pause_points, 1))
    identity = _("《{info_title}》{edition} 核对单“{checklist_title}” 指纹{fingerprint} {page}").format(
        info_title=info.title,
        edition=info.edition,
        checklist_title=checklist.title,
        fingerprint=checklist.fingerprint,
        page=page,
    )
    return ChecklistView(
        id=checklist.id,
        title=checklist.title,
        objective=checklist.objective,
        when=checklist.when,
        mode=checklist.mode.label,
        channel=channel,
        points=points,
        left_out=tuple(
            LeftOutView(
                group.reason,
                catalog.links_to(group.rules),
                group.checked_on if group.checked_on in titles else "",
                titles.get(group.checked_on or "", ""),
            )
            for group in checklist.left_out
        ),
        secondary=tuple(
            LeftOutView(group.reason, catalog.links_to(group.rules), "", "") for group in checklist.secondary
        ),
        checked=_checked(book, checklist),
        clocks=clocks.links(catalog, tuple(id_ for item in checklist.items for id_ in item.rules)),
        handbook=info.title,
        edition=info.edition,
        issuer=info.issuer,
        owner=owner,
        revised=words.day(checklist.revised),
        review_due=words.day(checklist.review_due or info.review_due),
        fingerprint=checklist.fingerprint,
        stored_as=f"{kept}{_STORED}:{info.edition}:{checklist.fingerprint}",
        kept_as=kept,
        address=address,
        scanned=address if info.site_url else identity,
        layout=layout(points),
    )


def layout(points: tuple[PointView, ...]) -> sheet_limits.Layout:
    """How a sheet with these points fills its printed page."""
    return sheet_limits.layout(
        [
            [
                sheet_limits.Row(
                    one.text, one.stop, _marks(one), [rule.id for rule in one.rules], one.when, one.record
                )
                for one in point.items
            ]
            for point in points
        ],
        [len(point.table.rows) + 1 for point in points if point.table],
    )


def _marks(item: ItemView) -> str:
    """What stands before its rules."""
    return " ".join(dict.fromkeys(rule.short for rule in item.rules if rule.mark))


def _point(catalog: Catalog, number: int, point: model.PausePoint) -> PointView:
    return PointView(
        number,
        point.title,
        tuple(
            ItemView(
                name=f"{number}-{position}",
                text=item.text,
                stop=item.stop,
                law=not catalog.supplements.keys().isdisjoint(item.rules),
                rules=_marked_last(catalog, item.rules),
                when=item.when or "",
                record=item.record or "",
            )
            for position, item in enumerate(point.items, 1)
        ),
        _table(catalog, point.table) if point.table else None,
    )


def _table(catalog: Catalog, table: model.SheetTable) -> TableView:
    return TableView(table.head, table.rows, _marked_last(catalog, table.rules))


def _marked_last(catalog: Catalog, ids: tuple[str, ...]) -> tuple[RuleLink, ...]:
    return tuple(sorted(catalog.links_to(ids), key=lambda link: link.mark))


def _checked(book: Handbook, checklist: model.Checklist) -> str:
    named = {id_ for item in checklist.items for id_ in item.rules}
    return rules.checked(book, *(one for one in book.supplements if one.id in named))
