"""Opens the files of a handbook, each once, and puts those together that say one thing together."""

from __future__ import annotations

import operator
import os
import typing
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from generator.content import layout
from generator.content.library import File, Join, Library, Reading
from generator.content.loading import joining
from generator.content.reading import source
from generator.content.reading.text_file import read_text
from generator.content.validation.validate import Validated, validate_parts
from generator.core.diagnostic import Diagnostic, Span, error
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.content.reading.source import Data, Document

Shape = TypeVar("Shape", bound=BaseModel)
_YAML = {".yaml", ".yml"}


class Files:
    """The files below ``root``, and every fault found in them.

    ``before`` is what was read earlier: what has the same text as then is not parsed again, and what is
    joined from the same documents is the same object.
    """

    def __init__(self, root: Path, before: Library | None) -> None:
        self.root = root
        self._before: Mapping[str, Reading] = before.readings if before else {}
        self._joined_before: Mapping[str, Join] = before.joins if before else {}
        self.faults: list[Diagnostic] = []
        self.documents: dict[str, Document] = {}
        self.readings: dict[str, Reading] = {}
        self.joins: dict[str, Join] = {}

    def name(self, path: Path) -> str:
        """What a file or folder is called in findings: its path below the root."""
        return path.relative_to(self.root).as_posix()

    def refuse(self, path: Path, code: str, message: str, hint: str) -> None:
        """Notes what is wrong with a file or folder as a whole."""
        self.faults.append(error(Span(self.name(path)), code, message, hint))

    def may_enter(self, folder: Path) -> bool:
        """Whether there is such a folder to read. Something else there, or no permission, is a finding."""
        try:
            next(folder.iterdir(), None)
            os.stat(f"{folder}/.")  # noqa: PTH116 - pathlib drops the dot, and only with it entering is tried
        except OSError as fault:
            if isinstance(fault, PermissionError):
                self.refuse(folder, "S101", _("打不开这个文件夹"), _("检查有没有读的权限。"))
            elif os.path.lexists(folder):
                kind = ".md" if folder.name == layout.PAGES else "YAML "
                self.refuse(
                    folder,
                    "S101",
                    _("这里应是文件夹"),
                    _("换成文件夹，里面放 {kind}文件。").format(kind=kind),
                )
            return False
        return True

    def yaml_in(self, folder: Path) -> list[Path]:
        """The YAML files of a folder, by name; none when there is no such folder."""
        return yaml_files(folder) if self.may_enter(folder) else []

    def read(self, path: Path, shape: type[Shape]) -> File[Shape] | None:
        """A file that fits its shape."""
        reading = self.reading(path, shape)
        value = reading.fitted.value if reading and reading.fitted else None
        if reading is None or reading.document is None or value is None:
            return None
        return File(typing.cast("Shape", value), reading.document)

    def parsed(self, path: Path, whole: type[BaseModel]) -> Document | None:
        """A file with some keys of a ``whole``, so that it is not yet fitted to a shape."""
        reading = self.reading(path, None)
        document = reading.document if reading else None
        if document is None or isinstance(document.data, dict):
            return document
        self.faults += validate_parts(document, whole).faults
        return None

    def reading(self, path: Path, shape: type[BaseModel] | None) -> Reading | None:
        """What a file holds; None when there is no text to be had."""
        text, faults = read_text(path, self.root)
        self.faults += faults
        if text is None:
            return None
        name = self.name(path)
        reading = self._before.get(name)
        if reading is None or reading.text != text or reading.shape is not shape:
            reading = _reading(text, name, shape)
        self.readings[name] = reading
        self.faults += reading.faults
        if reading.document is not None:
            self.documents[name] = reading.document
        return reading

    def joint(
        self,
        name: str,
        parts: Sequence[Document],
        shape: type[BaseModel],
        said: Mapping[str, Data] | None = None,
        words: joining.Words | None = None,
    ) -> Join | None:
        """What some files say together; None when that is nothing.

        Args:
            name: By which it is known when the handbook is read again.
            parts: Documents, in the order in which their lists follow one another.
            shape: What they are to fit together.
            said: What the folder says, for keys that no file has.
            words: Id → words for the search of an entry of the first list.
        """
        key = joining.entries_of(shape)
        used = (
            [words[id_][0] for part in parts for id_ in joining.ids(part, key) if id_ in words]
            if words
            else []
        )
        everything = (*parts, *{id(one): one for one in used}.values())
        known = self._joined_before.get(name)
        if known is None or known.shape is not shape or not _same(known.parts, everything):
            document, faults = joining.joined(parts, said or {}, key, words or {})
            if document is None:
                self.faults += faults
                return None
            fitted: Validated[BaseModel] = validate_parts(document, shape)
            known = Join(everything, shape, document, fitted, (*faults, *fitted.faults))
        self.joins[name] = known
        self.faults += known.faults
        return known


def _same(some: Sequence[Document], others: Sequence[Document]) -> bool:
    return len(some) == len(others) and all(map(operator.is_, some, others))


def _reading(text: str, name: str, shape: type[BaseModel] | None) -> Reading:
    document, faults = source.parse(text, name)
    if document is None or shape is None:
        return Reading(text, shape, document, None, tuple(faults))
    fitted: Validated[BaseModel] = validate_parts(document, shape)
    return Reading(text, shape, document, fitted, (*faults, *fitted.faults))


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, by name; none when it cannot be read."""
    return [path for path in entries(folder) if path.suffix in _YAML]


def folders(folder: Path) -> list[Path]:
    """The folders in a folder that are read, by name."""
    return [path for path in entries(folder) if path.is_dir() and not path.name.startswith("_")]


def entries(folder: Path) -> list[Path]:
    """What is in a folder, but for what systems and editors hide there; nothing when it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
