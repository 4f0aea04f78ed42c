"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.core.diagnostic import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields; the registry adds code and severity."""

    span: Span
    message: str
    hint: str = ""
