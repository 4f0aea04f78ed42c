"""Forms as files: whatever writes one registers here under its name for `handbook exam --format`.

A module of this folder has ``WRITERS``, a tuple of :class:`Writer`; dropping it in registers them. What takes
long to import is imported when it writes.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.outputs import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm


@dataclass(frozen=True, slots=True)
class Writer:
    """A way to write a form."""

    name: str
    title: str
    """For what, in a phrase."""
    write: Callable[[Handbook, TestForm], Mapping[str, bytes]]
    """The files of a form by name; each begins with :func:`stem`."""
    text: str = ""
    """More about it."""

    @property
    def shown(self) -> str:
        """What people read beside the name."""
        return (
            _("{title}：{text}").format(title=_(self.title), text=_(self.text))
            if self.text
            else _(self.title)
        )


def stem(form: TestForm) -> str:
    """exam-7-A: how the names of a form's files begin."""
    return f"exam-{form.seed}-{form.code}"


@cache
def registered() -> dict[str, Writer]:
    """Every writer by name, in order of name."""
    found: dict[str, Writer] = {}
    for entry in pkgutil.iter_modules(papers.__path__):
        module = importlib.import_module(f"{papers.__name__}.{entry.name}")
        found |= {one.name: one for one in getattr(module, "WRITERS", ())}
    return dict(sorted(found.items()))
