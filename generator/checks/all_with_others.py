"""all 与别的值写在一起

all 已经是全部。又写别的，读的人不知道是全部还是只有那几个。

错误：

    channels: [all, phone]

正确：

    channels: all
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.diagnostic import Severity
from generator.handbook import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Handbook

CODE = "V502"
SEVERITY = Severity.ERROR
_HINT = "只写 all，或去掉 all。"


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every list of channels or stages that holds all and something else."""
    for rule in book.provisions:
        if ALL in rule.channels and len(rule.channels) > 1:
            yield Finding(book.span(rule, "channels"), "channels 里 all 与别的值写在一起", _HINT)
        if ALL in rule.stages and len(rule.stages) > 1:
            yield Finding(book.span(rule, "stages"), "stages 里 all 与别的值写在一起", _HINT)
