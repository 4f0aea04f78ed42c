"""Finds every option that equals or contains another; of steps and right-hand sides only equal ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.items import items, text_span
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I810"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every option that equals or contains another; of steps and right-hand sides only equal ones."""
    for item in items(book):
        question = item.question
        texts = [text.strip() for text in question.texts]
        for index, text in enumerate(texts):
            if text in texts[:index]:
                yield Finding(
                    text_span(book, question, index),
                    _("与另一项相同：{text}").format(text=text),
                    _("改写或删掉一个。"),
                )
            elif question.options and (inner := _inside(text, texts)):
                yield Finding(
                    text_span(book, question, index),
                    _("包含了另一个选项“{inner}”").format(inner=inner),
                    _("把两项的差别写开。"),
                )


def _inside(text: str, texts: list[str]) -> str:
    return next((other for other in texts if other != text and other in text), "")
