"""How far the making of PDFs is: a bar on a terminal, a plain line a job elsewhere. For `handbook build`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from generator.core.texts import _

if TYPE_CHECKING:
    from types import TracebackType

    from rich.console import Console
    from rich.progress import TaskID


class Shown:
    """An observer of generator.outputs.pdf.making.pool."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = self._count = 0
        self._task: TaskID | None = None
        self._bar: Progress | None = None
        if console.is_terminal:
            columns = (
                TextColumn(_("生成 PDF")),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}"),
            )
            self._bar = Progress(*columns, console=console, transient=True)

    def __enter__(self) -> Self:
        """Nothing shows before there is something to do."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Takes the bar away, whatever happened."""
        if self._bar is not None:
            self._bar.stop()

    def begin(self, total: int) -> None:
        """So many jobs will be done."""
        self._total = total
        if self._bar is not None:
            self._task = self._bar.add_task("", total=total)
            self._bar.start()

    def spared(self) -> None:
        """One less is to be done; nobody needs to read about it."""
        self._count += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1)

    def done(self, name: str) -> None:
        """One more is done."""
        self._count += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=name)
        elif self._bar is None:
            self._console.out(f"PDF {self._count}/{self._total} {name}", highlight=False)

    def note(self, text: str) -> None:
        """A line of its own; a bar moves down."""
        self._console.out(text, highlight=False)
