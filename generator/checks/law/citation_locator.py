"""Finds every locator that is not 第…条第…款第…项, nor said to be unread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.clocks import sourced
from generator.checks.shared.finding import Finding
from generator.checks.shared.references import law_places
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R110"
SEVERITY = Severity.ERROR
_NUMBER = "[一二两三四五六七八九十百千零〇0-9]+"
_ONE = f"(?:{_NUMBER}|（{_NUMBER}）)"
#: 第二、四项 and 第二项至第四项 are several of a kind.
_STEP = f"第{_ONE}(?:、{_ONE})*(?:编|章|节|条|款|项|目)(?:之{_NUMBER})?"
_PLACE = f"(?:附件{_NUMBER}?)?(?:{_STEP})+"
_PARAGRAPH = f"{_NUMBER}（{_NUMBER}）"
_LOCATOR = re.compile(f"(?:{_PLACE}(?:[、和及至]{_PLACE})*|{_PARAGRAPH}(?:[、和及至]{_PARAGRAPH})*)")


_UNREAD = "条号未核到"


def _hint() -> str:
    return _(
        "写成 第十四条第一款第（二）项；并列用顿号。条文没有读到的写 {unread}，并标 confidence: secondary。"
    ).format(unread=_UNREAD)


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every locator that is not 第…条第…款第…项, nor said to be unread."""
    for one, keys, law in law_places(book):
        if not _fits(law.locator, getattr(law, "confidence", Confidence.VERIFIED)):
            yield Finding(
                book.span(one, *keys, "locator"),
                _("条款的写法不对：{locator}").format(locator=law.locator),
                _hint(),
            )
    for clock, keys, part in sourced(book):
        if part.locator and not _fits(part.locator, part.confidence):
            yield Finding(
                book.span(clock, *keys, "locator"),
                _("条款的写法不对：{locator}").format(locator=part.locator),
                _hint(),
            )


def _fits(locator: str, confidence: Confidence) -> bool:
    return bool(_LOCATOR.fullmatch(locator)) or (locator == _UNREAD and confidence is Confidence.SECONDARY)
