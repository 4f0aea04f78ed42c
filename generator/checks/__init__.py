"""What is judged about the content: one module a check, each yields findings; nothing else judges.

A check module has a docstring (its manual, in Chinese: what, why, a wrong and a right example), ``CODE``,
``SEVERITY`` and ``find(book)``;
a slow one says ``THOROUGH = True``. Dropping a module in this folder registers it.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.core.diagnostic import Diagnostic, Severity
from generator.core.gc_pause import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from generator.book.handbook import Handbook
    from generator.checks.shared.finding import Finding
    from generator.checks.shared.items import Judged


@dataclass(frozen=True, slots=True)
class Check:
    """One registered check."""

    code: str
    severity: Severity
    manual: str
    find: Callable[[Handbook], Iterator[Finding]]
    thorough: bool
    """Too slow for every build and every keystroke of an author: only ``handbook check`` runs it."""

    @property
    def title(self) -> str:
        """The first line of the manual."""
        return self.manual.strip().splitlines()[0]


@cache
def registered() -> tuple[Check, ...]:
    """Every check below this folder, by code."""
    found = []
    for module in _modules():
        if hasattr(module, "CODE"):
            thorough = getattr(module, "THOROUGH", False)
            found.append(Check(module.CODE, module.SEVERITY, module.__doc__ or "", module.find, thorough))
    return tuple(sorted(found, key=lambda check: check.code))


@cache
def item_judges() -> dict[str, Callable[[Handbook], Iterator[Judged]]]:
    """Code → what the check finds before acceptances count, for checks of questions that may be accepted."""
    return {module.CODE: module.judge for module in _modules() if hasattr(module, "judge")}


def _modules() -> Iterator[ModuleType]:
    """The modules of every subject."""
    for entry in pkgutil.walk_packages(__path__, f"{__name__}."):
        yield importlib.import_module(entry.name)


@uncollected()
def run(book: Handbook, *, thorough: bool = True) -> list[Diagnostic]:
    """Every finding of every check; without ``thorough`` the slow checks (warnings all) are passed over."""
    return [
        Diagnostic(finding.span, check.code, check.severity, finding.message, finding.hint)
        for check in registered()
        if thorough or not check.thorough
        for finding in check.find(book)
    ]
