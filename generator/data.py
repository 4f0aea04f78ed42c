"""The handbook as data files: JSON, CSV, a spreadsheet, and the manifest of everything that can be downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.handbook import Handbook


@dataclass(frozen=True, slots=True)
class Download:
    """A file that people can fetch."""

    path: str
    title: str
    text: str
    size: str


def files(book: Handbook) -> dict[str, bytes]:
    return {}


def listed(found: Mapping[str, bytes]) -> tuple[Download, ...]:
    return ()


def manifest(book: Handbook, found: Mapping[str, bytes]) -> dict[str, bytes]:
    return {}
