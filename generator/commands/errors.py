"""How a command says that it cannot do what was asked."""

from __future__ import annotations


class CommandError(Exception):
    """It cannot be done; ``usage`` tells whether the command was wrong rather than the content."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage
