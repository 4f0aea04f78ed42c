"""Finds every image of a written page that another host would have to send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.lines import Lines
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W338"
SEVERITY = Severity.ERROR
_IMAGE = re.compile(r"!\[[^\]\n]*\]\(\s*<?((?:https?:)?//[^\s)>]+)", re.IGNORECASE)


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every image of a written page that another host would have to send."""
    for name, text in book.pages.items():
        lines = Lines(f"content/pages/{name}.md", text)
        for image in _IMAGE.finditer(text):
            place = lines.place(image.start(1), len(image[1]))
            yield Finding(
                place,
                _("图片在别的服务器上：{image}").format(image=image[1][:40]),
                _("改成文字、列表或表格。"),
            )
