"""Finds every chapter file that is not called NN-slug."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.content import layout
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C207"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every chapter file that is not called NN-slug."""
    for file in book.library.chapters:
        wanted = f"{int(file.value.chapter):02d}-{file.value.slug}"
        path = PurePosixPath(file.document.path)
        if layout.RULES in path.parts:  # a folder a chapter
            kind, name, right = _("文件夹"), path.parent.name, wanted
        else:
            kind, name, right = _("文件"), path.name, f"{wanted}.yaml"
        if name.partition(".")[0] != wanted:
            hint = _("把{kind}改名为 {right}，或改正 chapter 和 slug。").format(kind=kind, right=right)
            yield Finding(
                file.span("slug"), _("{kind}名 {name} 与章号、slug 不符").format(kind=kind, name=name), hint
            )
