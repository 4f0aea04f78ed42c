"""The name and view of every rule and supplement, made once and shared by all pages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.book.derived import derived
from generator.views import rules, supplement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.views.rules import RuleLink, RuleView
    from generator.views.supplement import SupplementView


class Catalog:
    """What pages ask for by id."""

    def __init__(self, book: Handbook) -> None:
        self.book = book

    @cached_property
    def links(self) -> dict[str, RuleLink]:
        """Name by id, for all rules that have a place in the outline, in handbook order; then supplements."""
        found = {rule.id: rules.link(self.book, rule) for rule in self.book.rules}
        return found | {one.id: supplement.link(one) for one in self.book.supplements}

    @cached_property
    def views(self) -> dict[str, RuleView]:
        """View by id, in handbook order."""
        return {rule.id: rules.view(self.book, rule, self.links) for rule in self.book.rules}

    @cached_property
    def supplements(self) -> dict[str, SupplementView]:
        """View by id, in the handbook's order."""
        return {one.id: supplement.view(self.book, one, self.links) for one in self.book.supplements}

    def links_to(self, ids: Iterable[str]) -> tuple[RuleLink, ...]:
        """The names of those ids that exist."""
        return tuple(self.links[id_] for id_ in ids if id_ in self.links)

    def views_of(self, chosen: Iterable[model.Rule]) -> tuple[RuleView, ...]:
        """The views of rules."""
        return tuple(self.views[rule.id] for rule in chosen)


catalog_of = derived(Catalog)
"""The one catalogue of a handbook, for all its pages, sheets and papers."""
