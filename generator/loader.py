"""A handbook's folder → its typed files. Knows which file holds what; judges only shapes, not meaning."""

from __future__ import annotations

import os
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from generator import model, source
from generator.diagnostic import Diagnostic, Span, error
from generator.fit import fit
from generator.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.source import Data, Document, Key

#: Files that a handbook has once: name → (shape, whether it must exist).
SINGLE_FILES: dict[str, tuple[type[model.base.Model], bool]] = {
    "handbook.yaml": (model.HandbookFile, True),
    "outline.yaml": (model.OutlineFile, True),
    "channels.yaml": (model.ChannelsFile, True),
    "roles.yaml": (model.RolesFile, True),
    "stages.yaml": (model.StagesFile, True),
    "glossary.yaml": (model.GlossaryFile, False),
    "situations.yaml": (model.SituationsFile, False),
    "authorities.yaml": (model.AuthoritiesFile, False),
    "supplements.yaml": (model.SupplementsFile, False),
    "editions.yaml": (model.EditionsFile, False),
    "synonyms.yaml": (model.SynonymsFile, False),
    "clocks.yaml": (model.ClocksFile, False),
    "holidays.yaml": (model.HolidaysFile, False),
    "papers.yaml": (model.PapersFile, False),
}

#: The review stamps of the question bank, below content/: written by a command, not by hand.
REVIEWED = "quizzes/reviewed.yaml"

Shape = TypeVar("Shape", bound=BaseModel)
Shape_co = TypeVar("Shape_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class File(Generic[Shape_co]):
    """One content file that fits its shape, with its text and positions."""

    value: Shape_co
    document: Document
    kept: tuple[int, ...] = ()
    """For a chapter: the position in the file of each rule in ``value.rules``."""

    def span(self, *keys: Key, on_key: bool = False) -> Span:
        """The place of what ``keys`` lead to in the file."""
        return self.document.span(*keys, on_key=on_key)

    def span_of(self, word: str, *keys: Key, nth: int = 0) -> Span:
        """The place of the ``nth`` occurrence of ``word`` in the text that ``keys`` lead to."""
        return self.document.span_of(word, *keys, nth=nth)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held and what is wrong with it: the same as long as its text is."""

    text: str
    shape: type[BaseModel]
    document: Document | None
    value: BaseModel | None
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that could be read below a root, and every fault found while reading it."""

    root: Path
    single: Mapping[str, File[typing.Any]]
    chapters: tuple[File[model.ChapterFile], ...]
    checklists: tuple[File[model.Checklist], ...]
    quizzes: tuple[File[model.QuizFile], ...]
    broken: frozenset[str]
    """Chapter numbers, rule ids and file names that exist but do not fit their shape: reported once, here,
    so that checks do not report everything that refers to them again."""
    pages: Mapping[str, str]
    """content/pages/*.md: file name without .md → Markdown text."""
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document] = field(repr=False)
    """Every file that parsed, by path: for showing source lines beside findings."""
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)
    """Every file of which there was text, by path: for reading again only what has changed."""


@uncollected()
def load(root: Path, before: Library | None = None) -> Library:
    """Reads a handbook: ``root`` has a folder content/ in it.

    ``before`` is what an earlier call returned: files with the same text as then are not parsed again.
    """
    reader = _Reader(root, before.readings if before else {})
    content = root / "content"
    single: dict[str, File[typing.Any]] = {}
    entered = reader.may_enter(root)
    if not reader.faults and not (entered and content.is_dir()):
        hint = "用 --root 指到装着 content 文件夹的那一层。"
        reader.faults.append(
            error(Span("content"), "S100", f"找不到文件夹 content（在 {root.name or root} 里）", hint)
        )
    if not entered or not reader.may_enter(content):
        return Library(root, {}, (), (), (), frozenset(), {}, tuple(reader.faults), {})
    for name, (shape, required) in SINGLE_FILES.items():
        path = content / name
        if path.is_file() or path.is_symlink():
            if found := reader.read(path, shape):
                single[name] = found
            else:
                reader.broken.add(name)
        elif required:
            reader.faults.append(
                error(
                    Span(f"content/{name}"), "S100", f"缺少文件 content/{name}", "照着文档里的例子新建一个。"
                )
            )
    chapters = reader.chapters(content / "chapters")
    checklists = reader.checklists(root / "checklists")
    quizzes = reader.quizzes(content / "quizzes")
    stamps = content / REVIEWED
    if stamps.is_file() and (reviewed := reader.read(stamps, model.ReviewedFile)):
        single[REVIEWED] = reviewed
    pages = reader.pages(content / "pages")
    return Library(
        root,
        single,
        tuple(chapters),
        tuple(checklists),
        tuple(quizzes),
        frozenset(reader.broken),
        pages,
        tuple(reader.faults),
        reader.documents,
        reader.readings,
    )


class _Reader:
    def __init__(self, root: Path, before: Mapping[str, Reading]) -> None:
        self.root = root
        self.before = before
        self.faults: list[Diagnostic] = []
        self.documents: dict[str, Document] = {}
        self.readings: dict[str, Reading] = {}
        self.broken: set[str] = set()

    def may_enter(self, folder: Path) -> bool:
        """Whether there is such a folder to read; that one may not be listed or entered is a finding."""
        try:
            next(folder.iterdir(), None)
            os.stat(f"{folder}/.")  # noqa: PTH116 - pathlib drops the dot, and only with it entering is tried
        except PermissionError:
            name = folder.relative_to(self.root).as_posix()
            self.faults.append(error(Span(name), "S101", "打不开这个文件夹", "检查有没有读的权限。"))
            return False
        except OSError:
            return False
        return True

    def parsed(self, path: Path, shape: type[Shape]) -> tuple[Document | None, Shape | None]:
        """A file, and its value if it fits; what is wrong goes to the findings."""
        text, faults = source.read_text(path, self.root)
        self.faults += faults
        if text is None:
            return None, None
        name = path.relative_to(self.root).as_posix()
        reading = self.before.get(name)
        if reading is None or reading.text != text or reading.shape is not shape:
            reading = _reading(text, name, shape)
        self.readings[name] = reading
        self.faults += reading.faults
        if reading.document is not None:
            self.documents[name] = reading.document
        return reading.document, typing.cast("Shape | None", reading.value)

    def read(self, path: Path, shape: type[Shape]) -> File[Shape] | None:
        document, value = self.parsed(path, shape)
        return None if document is None or value is None else File(value, document)

    def chapters(self, folder: Path) -> list[File[model.ChapterFile]]:
        name = folder.relative_to(self.root).as_posix()
        if not folder.is_dir():
            hint = "新建这个文件夹，每章放一个 YAML 文件。"
            self.faults.append(error(Span(name), "S100", f"找不到文件夹 {name}", hint))
            return []
        if not self.may_enter(folder):
            return []
        paths = _yaml_files(folder)
        if not paths:
            hint = "每章放一个 NN-名字.yaml。"
            self.faults.append(error(Span(name), "S100", f"文件夹 {name} 里没有 YAML 文件", hint))
        return [found for path in paths if (found := self.chapter(path))]

    def chapter(self, path: Path) -> File[model.ChapterFile] | None:
        """Reads a chapter; rules that do not fit are reported and left out, so the others can be judged."""
        document, value = self.parsed(path, model.ChapterFile)
        number = path.name.split("-")[0].lstrip("0")
        if document is None:
            self.broken.add(number)
            return None
        if value is not None:
            return File(value, document, tuple(range(len(value.rules))))
        data = document.data
        rules = data.get("rules") if isinstance(data, dict) else None
        self.broken.add(str(data.get("chapter", number)) if isinstance(data, dict) else number)
        if not isinstance(data, dict) or not isinstance(rules, list):
            return None
        kept = tuple(index for index, rule in enumerate(rules) if _fits(rule))
        for index, rule in enumerate(rules):
            if index not in kept and isinstance(rule, dict):
                self.broken.add(str(rule.get("id", "")))
        try:
            value = model.ChapterFile.model_validate(data | {"rules": [rules[index] for index in kept]})
        except ValidationError:
            return None
        return File(value, document, kept)

    def checklists(self, folder: Path) -> list[File[model.Checklist]]:
        """Reads the checklists, which a handbook may do without."""
        found = []
        for path in _yaml_files(folder) if self.may_enter(folder) else []:
            if checklist := self.read(path, model.Checklist):
                found.append(checklist)
            else:
                self.broken.add(path.stem)
        return found

    def quizzes(self, folder: Path) -> list[File[model.QuizFile]]:
        """Reads the question bank, which a handbook may do without."""
        found = []
        for path in _yaml_files(folder) if self.may_enter(folder) else []:
            if path.name == Path(REVIEWED).name:
                continue
            if quiz := self.read(path, model.QuizFile):
                found.append(quiz)
            else:
                self.broken.add(f"quiz {path.name}")
        return found

    def pages(self, folder: Path) -> dict[str, str]:
        pages: dict[str, str] = {}
        for path in sorted(folder.glob("*.md")) if self.may_enter(folder) else []:
            text, faults = source.read_text(path, self.root)
            self.faults += faults
            if text is not None:
                pages[path.stem] = text
        return pages


def _reading(text: str, name: str, shape: type[BaseModel]) -> Reading:
    document, faults = source.parse(text, name)
    if document is None:
        return Reading(text, shape, None, None, tuple(faults))
    value, misfits = fit(document, shape)
    return Reading(text, shape, document, value, (*faults, *misfits))


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
    )


def _fits(rule: Data) -> bool:
    try:
        model.Rule.model_validate(rule)
    except ValidationError:
        return False
    return True
