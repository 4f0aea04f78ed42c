"""A piece of work that makes bytes, perhaps from what other pieces made; and the key of all it depends on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from generator.core.files import digests
from generator.outputs.pdf.making.provenance import tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Work(Protocol):
    """Makes bytes from bytes. A frozen dataclass: its repr tells all of it that matters."""

    def __call__(self, *inputs: bytes) -> bytes:
        """Does it."""


@dataclass(frozen=True)
class Task:
    """Some work, by the name that people see."""

    name: str
    work: Work
    inputs: tuple[Task, ...] = ()

    @cached_property
    def key(self) -> str:
        """The same for the same work on the same inputs with the same tools, else another."""
        return self._digest(one.key for one in self.inputs)

    def key_from(self, inputs: Sequence[bytes]) -> str:
        """Likewise, but by what the inputs are: known only when they are made, and the same for the same."""
        return self._digest(digests.hexadecimal(one) for one in inputs)

    def _digest(self, inputs: Iterable[str]) -> str:
        parts = [tools(type(self.work).__module__), repr(self.work), *inputs]
        return digests.hexadecimal("\0".join(parts).encode(errors="surrogatepass"))
