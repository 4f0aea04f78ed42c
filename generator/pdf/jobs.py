"""A piece of work that makes bytes, perhaps from what other pieces made; and the key of all it depends on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from generator.pdf import engine, machine

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Libraries whose version shows in the bytes.
_LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "tinycss2", "tinyhtml5", "segno")
#: Modules that do nothing within a job: what they decide stands in what the job is given.
_OUTSIDE = frozenset({"cache", "faults", "paging", "pool", "publication", "typography"})
_STYLES = ("Regular", "Bold")
#: The start of a font file tells its tables' checksums: enough to know it again.
_HEAD = 1 << 16


class Work(Protocol):
    """Makes bytes from bytes. A frozen dataclass: its repr says everything that the result depends on."""

    def __call__(self, *inputs: bytes) -> bytes:
        """Does it."""


@dataclass(frozen=True)
class Job:
    """Some work, by the name that people see."""

    name: str
    work: Work
    inputs: tuple[Job, ...] = ()

    @cached_property
    def key(self) -> str:
        """The same for the same work on the same inputs with the same tools, else another."""
        parts = [tools(), repr(self.work), *(one.key for one in self.inputs)]
        return _digest(parts)

    def key_from(self, inputs: Sequence[bytes]) -> str:
        """Likewise, but by what the inputs are: known only when they are made, and the same for the same."""
        parts = [tools(), repr(self.work), *(hashlib.sha256(one).hexdigest() for one in inputs)]
        return _digest(parts)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Render:
    """Sets a document."""

    html: str
    styles: tuple[str, ...]

    def __call__(self, *_inputs: bytes) -> bytes:
        """See engine.render."""
        return engine.render(self.html, styles=self.styles)


@cache
def tools() -> str:
    """The versions of libraries, the fonts, and our own code that works within jobs."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in _OUTSIDE:
            digest.update(path.name.encode() + path.read_bytes())
    for family in machine.FAMILIES:
        for style in _STYLES:
            file, index = machine.font_file(family, style)
            digest.update(f"{family} {style} {index}\n".encode())
            if file:
                with Path(file).open("rb") as font:
                    digest.update(font.read(_HEAD))
    return digest.hexdigest()
