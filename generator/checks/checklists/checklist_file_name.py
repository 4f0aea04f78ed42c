"""Finds every checklist whose file is not called after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K708"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every checklist whose file is not called after it."""
    for file in book.library.checklists:
        folder, __, name = file.document.path.rpartition("/")
        wanted = f"{file.value.id}.yaml"
        if name != wanted:
            yield Finding(
                file.span("id"),
                _("id 是 {file_id}，文件名却是 {name}").format(file_id=file.value.id, name=name),
                _("把文件改名为 {folder}/{wanted}，或改 id。").format(folder=folder, wanted=wanted),
            )
