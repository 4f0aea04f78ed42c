"""How a command ends: the exit codes that scripts rely on, and the error of what cannot be done."""

from __future__ import annotations

OK, FAULTS, USAGE, INTERRUPTED = 0, 1, 2, 130


class CommandError(Exception):
    """It cannot be done; ``usage`` tells whether the command was wrong rather than the content."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage
