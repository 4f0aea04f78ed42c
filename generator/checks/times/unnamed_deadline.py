"""Finds every figure that is a neighbour's deadline and neither the rule's own nor named."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.checks.shared.figures import NAMED, bound, figures
from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.checks.shared.times import length
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "D405"
SEVERITY = Severity.WARNING
#: Fields that repeat what binds; what binds is compared otherwise.
_REPEATS = {"practice", "rationale", "caution", "source_note", "evidence"}


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every figure that is a neighbour's deadline and neither the rule's own nor named."""
    prose = prose_of(book)
    of_clause = defaultdict(list)
    for provision in book.provisions_in_force:
        of_clause[_place(provision)].append(provision.id)
    neighbours = {
        provision.id: dict(_neighbours(book, provision, of_clause[_place(provision)]))
        for provision in book.provisions_in_force
    }
    stated = {provision.id: bound(provision) for provision in book.provisions_in_force}
    for passage in prose.passages:
        one = passage.node
        id_ = getattr(one, "id", None)
        if id_ not in neighbours or not passage.keys or passage.keys[0] not in _REPEATS:
            continue
        if NAMED.search(passage.text):
            continue
        for figure in figures(passage.text):
            other = neighbours[id_].get(figure.value)
            often = passage.text[: figure.offset].endswith("每")
            if other is not None and figure.value not in stated[id_] and not (often or figure.spoken):
                nth = passage.text.count(figure.words, 0, figure.offset)
                place = book.span_of(figure.words, one, *passage.keys, nth=nth)
                message = _("“{words}”是 {other} 的时限，却没有写它的编号").format(
                    words=figure.words, other=other
                )
                yield Finding(
                    place,
                    message,
                    _("在后面写上（{other}）；说的是另一件事，就换个说法。").format(other=other),
                )


def _neighbours(
    book: Handbook, one: model.Provision, of_clause: Iterable[str]
) -> Iterator[tuple[tuple[float, str], str]]:
    """The deadlines of the rules and supplements beside one: of its clause, linked, or linking to it."""
    beside = [see.rule for see in getattr(one, "see", ())] + list(getattr(one, "rules", ()))
    beside += [reference.rule.id for reference in book.referred_from.get(one.id, ())]
    beside += [supplement.id for supplement in book.supplements_of.get(one.id, ())]
    beside += of_clause
    for id_ in dict.fromkeys(beside):
        other = book.provision.get(id_)
        if other is not None and other.id != one.id and other.deadline is not None:
            yield length(other.deadline), other.id


def _place(one: model.Provision) -> str:
    return one.id.removeprefix("L").rpartition("-")[0]
