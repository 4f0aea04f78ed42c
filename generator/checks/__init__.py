"""What is judged about the content: one module a check, each yields findings; nothing else judges.

A check module has ``CODE``, ``SEVERITY`` and ``find(book)``; a slow one says ``THOROUGH = True``. Beside it
lies its manual, Markdown of the same name (in Chinese: what, why, a wrong and a right example). Dropping both
into a subject's folder registers the check.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.book.derived import forget
from generator.checks.manuals import codes
from generator.content import layout
from generator.core.diagnostic import Diagnostic, Severity
from generator.core.gc_pause import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from generator.book.handbook import Handbook
    from generator.checks.shared.finding import Finding
    from generator.checks.shared.items import Judged


@dataclass(frozen=True, slots=True)
class Check:
    """One registered check."""

    code: str
    severity: Severity
    manual: Path
    """Read by whoever explains findings, not by those who look for them."""
    find: Callable[[Handbook], Iterator[Finding]]
    thorough: bool
    """Too slow for every build and every keystroke of an author: only ``handbook check`` runs it."""


class RegistrationError(Exception):
    """Checks that cannot stand together: the message has a line for each fault and says how to mend it."""


@cache
def registered() -> tuple[Check, ...]:
    """Every check below this folder, by code. Raises RegistrationError."""
    return register(_modules())


def register(modules: Iterable[ModuleType]) -> tuple[Check, ...]:
    """The checks among modules, by code.

    Raises RegistrationError when a code is taken, retired or of no family, or when a check or a manual has no
    other half.
    """
    found: dict[Path, Check] = {}
    for module in modules:
        if hasattr(module, "CODE"):
            thorough = getattr(module, "THOROUGH", False)
            manual = Path(str(module.__file__)).with_suffix(".md")
            found[manual] = Check(module.CODE, module.SEVERITY, manual, module.find, thorough)
    if faults := [*_wrong_codes(found.values()), *_halves(found)]:
        raise RegistrationError("\n".join(faults))
    return tuple(sorted(found.values(), key=lambda check: check.code))


def _wrong_codes(checks: Iterable[Check]) -> Iterator[str]:
    taken = {entry.code: entry.manual for entry in codes.entries()}
    for check in checks:
        code, name = check.code, _short(check.manual.with_suffix(".py"))
        if code in codes.RETIRED:
            instead = codes.RETIRED[code] or "nothing"
            yield f"{name}: {code} is retired ({instead} says it now): take a number that never was used"
        elif code in taken:
            yield f"{name}: {code} is taken by {_short(taken[code])}: take a free number"
        elif code[:2] not in codes.FAMILIES:
            yield f"{name}: {code} begins like no family: {', '.join(codes.FAMILIES)}"
        taken.setdefault(code, check.manual.with_suffix(".py"))


def _halves(found: dict[Path, Check]) -> Iterator[str]:
    lying = {path for folder in {manual.parent for manual in found} for path in folder.glob("*.md")}
    for manual in sorted(found.keys() - lying):
        yield f"{_short(manual.with_suffix('.py'))}: no manual beside it: write {manual.name}"
    for manual in sorted(lying - found.keys()):
        yield f"{_short(manual)}: a manual without a check: write {manual.stem}.py beside it, or remove it"


def _short(path: Path) -> str:
    return "/".join(path.parts[-2:])


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
    """Every finding of every check; without ``thorough`` the slow checks (warnings all) are passed over.

    Where words for the search could not be read, which is told, nothing is said of words.
    """
    wordless = layout.SEARCH in book.library.broken
    found = [
        Diagnostic(finding.span, check.code, check.severity, finding.message, finding.hint)
        for check in registered()
        if (thorough or not check.thorough) and not (wordless and check.manual.parent.name == layout.SEARCH)
        for finding in check.find(book)
    ]
    forget(book, __name__)
    return found
