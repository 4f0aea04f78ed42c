"""What results depend on besides their work: our modules and libraries that do it, and the fonts.

Nothing is listed by hand. The modules are those that the work's own module imports, over any number of
steps; the libraries are those that these modules import, with all that they require.
"""

from __future__ import annotations

import ast
import ctypes
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.core.files import digests
from generator.outputs.pdf import requirements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PACKAGE = generator.__name__
_ROOT = Path(generator.__file__).parent
_STYLES = ("Regular", "Bold")
#: The start of a font file tells its tables' checksums: with its size enough to know it again.
_HEAD = 1 << 16
#: System libraries that decide where lines break and how glyphs are cut, and what tells their version.
_SYSTEM = {
    "libpango-1.0.so.0": "pango_version",
    "libharfbuzz.so.0": "hb_version_string",
    "libfontconfig.so.1": "FcGetVersion",
}
_REQUIRED = re.compile(r"[A-Za-z0-9._-]+")


@cache
def tools(module: str) -> str:
    """A digest of everything that work defined in ``module`` is done with."""
    digest = digests.Running()
    digest.update(f"{sys.implementation.name} {sys.version_info}\n".encode())
    files = modules(module)
    for path in sorted(files | tables(module)):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    for line in _libraries(files):
        digest.update(f"{line}\n".encode())
    digest.update(machine())
    return digest.hexadecimal()


def machine() -> bytes:
    """What of this machine shows in a PDF: the system's libraries and the fonts."""
    found = b"".join(f"{line}\n".encode() for line in _system())
    for family in requirements.FAMILIES:
        for style in _STYLES:
            found += f"{family} {style} ".encode() + _font(*requirements.font_file(family, style))
    return found


@cache
def modules(name: str) -> frozenset[Path]:
    """The files of a module that is loaded and of all of our modules that it imports, at any distance."""
    start = Path(sys.modules[name].__file__ or "")
    found = {start}
    todo = [name, *_imports(start)]
    while todo:
        parts = todo.pop().split(".")
        for depth in range(1, len(parts) + 1):  # a package's own file runs before what is in it
            path = _file(parts[:depth])
            if path is not None and path not in found:
                found.add(path)
                todo += _imports(path)
    return frozenset(found)


def tables(name: str) -> frozenset[Path]:
    """What these modules read: a table stands beside its module and bears its name (fonts.txt)."""
    return frozenset(table for path in modules(name) if (table := path.with_suffix(".txt")).is_file())


def _file(name: Sequence[str]) -> Path | None:
    """Where a module of ours is written; other modules, functions and classes have no file here."""
    if name[0] != _PACKAGE:
        return None
    plain = _ROOT.parent.joinpath(*name)
    return next((one for one in (plain.with_suffix(".py"), plain / "__init__.py") if one.is_file()), None)


def _imports(path: Path) -> list[str]:
    """Full names of all that a module imports, within functions too, but not for types alone."""
    found: list[str] = []
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            todo += node.orelse
        else:
            todo += ast.iter_child_nodes(node)
    return found


def _libraries(files: Iterable[Path]) -> Iterator[str]:
    """Name and version of each distribution that is imported there or required by one that is."""
    of_module = metadata.packages_distributions()
    tops = {name.partition(".")[0] for path in files for name in _imports(path)} - {_PACKAGE}
    todo = [name for top in tops for name in of_module.get(top, ())]
    versions: dict[str, str] = {}
    while todo:
        name = todo.pop()
        if name.lower() in versions:
            continue
        try:
            one = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or another Python
        versions[name.lower()] = one.version
        needed = (line for line in one.requires or () if "extra ==" not in line)
        todo += [found.group() for line in needed if (found := _REQUIRED.match(line))]
    yield from (f"{name} {version}" for name, version in sorted(versions.items()))


def _system() -> Iterator[str]:
    for name, function in _SYSTEM.items():
        library = requirements.library(name)
        if library is not None:
            ask = getattr(library, function)
            ask.restype = ctypes.c_char_p if function.endswith("string") else ctypes.c_int
            yield f"{name} {ask()}"


def _font(file: str, index: int) -> bytes:
    if not file:
        return b"none\n"
    with Path(file).open("rb") as font:
        return f"{index} {Path(file).stat().st_size}\n".encode() + font.read(_HEAD)
