"""Which program this is: a digest of everything that what it makes may depend on, short of fonts."""

from __future__ import annotations

import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import generator
from generator.core.files import digests

_ROOT = Path(generator.__file__).parent


@cache
def fingerprint() -> str:
    """Another one after any change of a file of the program, of an installed library, or of Python.

    Coarse on purpose: it costs a few hundredths of a second, and nobody has to list what a result depends on.
    """
    digest = digests.Running()
    digest.update(f"{sys.implementation.name} {sys.version_info}\n".encode())
    for line in sorted(f"{one.name} {one.version}\n" for one in metadata.distributions()):
        digest.update(line.encode())
    for path in sorted(_ROOT.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexadecimal()
