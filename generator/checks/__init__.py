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

from generator.diagnostic import Diagnostic, Severity, Span
from generator.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.checks._items import Judged
    from generator.handbook import Handbook


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields; the registry adds code and severity."""

    span: Span
    message: str
    hint: str = ""


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
    """Every check in this folder, by code."""
    found = []
    for entry in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        if hasattr(module, "CODE"):
            thorough = getattr(module, "THOROUGH", False)
            found.append(Check(module.CODE, module.SEVERITY, module.__doc__ or "", module.find, thorough))
    return tuple(sorted(found, key=lambda check: check.code))


@cache
def item_judges() -> dict[str, Callable[[Handbook], Iterator[Judged]]]:
    """Code → what the check finds before acceptances count, for checks of questions that may be accepted."""
    modules = (
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    )
    return {module.CODE: module.judge for module in modules if hasattr(module, "judge")}


@uncollected()
def run(book: Handbook, *, thorough: bool = True) -> list[Diagnostic]:
    """Every finding of every check; without ``thorough`` the slow checks (warnings all) are passed over."""
    return [
        Diagnostic(finding.span, check.code, check.severity, finding.message, finding.hint)
        for check in registered()
        if thorough or not check.thorough
        for finding in check.find(book)
    ]
