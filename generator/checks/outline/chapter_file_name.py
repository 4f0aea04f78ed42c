"""Finds every chapter file that is not called NN-slug."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C207"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every chapter file that is not called NN-slug."""
    for file in book.library.chapters:
        wanted = f"{int(file.value.chapter):02d}-{file.value.slug}"
        name = PurePosixPath(file.document.path).name
        if PurePosixPath(name).stem != wanted:
            hint = f"把文件改名为 {wanted}.yaml，或改正 chapter 和 slug。"
            yield Finding(file.span("slug"), f"文件名 {name} 与章号、slug 不符", hint)
