"""Digests of texts and bytes: SHA-256 everywhere, so that what one place tells another can compare.

Fingerprints and addresses that readers keep are made here: another digest would change them all.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader

SIZE = hashlib.sha256().digest_size
"""Bytes of a digest."""
_SHORT = 12


def digest(content: bytes) -> bytes:
    """The ``SIZE`` bytes themselves."""
    return hashlib.sha256(content).digest()


def hexadecimal(content: bytes) -> str:
    """The whole digest as 64 hex digits, as `sha256sum` prints it."""
    return hashlib.sha256(content).hexdigest()


def of_file(file: BufferedReader) -> str:
    """The same for an open file, read piece by piece. Raises OSError."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def short(text: str, length: int = _SHORT) -> str:
    """The first ``length`` hex digits for a text: enough to tell its states apart."""
    return hexadecimal(text.encode())[:length]


class Running:
    """A digest of what comes in pieces."""

    def __init__(self) -> None:
        state = hashlib.sha256()
        self.update: Callable[[bytes], None] = state.update
        self.hexadecimal: Callable[[], str] = state.hexdigest
