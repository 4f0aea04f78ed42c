"""A handbook's folder → its typed files. Knows which file holds what; judges only shapes, not meaning."""

from __future__ import annotations

import difflib
import os
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from generator.content import model, written
from generator.content.validation import samples
from generator.content.reading import source
from generator.core.diagnostic import Diagnostic, Span, error, warning
from generator.content.validation.validate import Validated, validate_parts
from generator.core.gc_pause import uncollected
from generator.content.reading.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.content.reading.source import Document, Key

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

_YAML = {".yaml", ".yml"}
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
    fitted: Validated[BaseModel] | None
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
    unread: frozenset[str]
    """Numbers of the chapters of whose rules nothing is known, among ``broken``."""
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
    if not reader.may_enter(root) or not reader.may_enter(content):
        if not reader.faults:
            reader.faults.append(error(Span("content"), "S100", *_no_content(root)))
        return Library(root, {}, (), (), (), frozenset(), frozenset(), {}, tuple(reader.faults), {})
    for name, (shape, required) in SINGLE_FILES.items():
        path = content / name
        if os.path.lexists(path):
            if found := reader.read(path, shape):
                single[name] = found
            else:
                reader.broken.add(name)
        elif required:
            hint = f"新建这个文件，每行一个键：{samples.lines(shape)}"
            reader.faults.append(error(Span(f"content/{name}"), "S100", f"缺少文件 content/{name}", hint))
    chapters = reader.chapters(content / "chapters")
    checklists = reader.checklists(root / "checklists")
    quizzes = reader.quizzes(content / "quizzes")
    stamps = content / REVIEWED
    if os.path.lexists(stamps):
        if reviewed := reader.read(stamps, model.ReviewedFile):
            single[REVIEWED] = reviewed
        else:
            reader.broken.add(REVIEWED)
    pages = reader.pages(content / "pages")
    reader.strangers(content)
    return Library(
        root,
        single,
        tuple(chapters),
        tuple(checklists),
        tuple(quizzes),
        frozenset(reader.broken),
        frozenset(reader.unread),
        pages,
        tuple(reader.faults),
        reader.documents,
        reader.readings,
    )


def _no_content(root: Path) -> tuple[str, str]:
    hint = (
        "用 --root 指到装着 content 文件夹的那一层。还没有手册，就新建 content 文件夹再检查一次："
        "会列出要写哪些文件、最少写什么。"
    )
    return f"找不到文件夹 content（在 {root.name or root} 里）", hint


class _Reader:
    def __init__(self, root: Path, before: Mapping[str, Reading]) -> None:
        self.root = root
        self.before = before
        self.faults: list[Diagnostic] = []
        self.documents: dict[str, Document] = {}
        self.readings: dict[str, Reading] = {}
        self.broken: set[str] = set()
        self.unread: set[str] = set()

    def may_enter(self, folder: Path) -> bool:
        """Whether there is such a folder to read. Something else there, or no permission, is a finding."""
        try:
            next(folder.iterdir(), None)
            os.stat(f"{folder}/.")  # noqa: PTH116 - pathlib drops the dot, and only with it entering is tried
        except OSError as fault:
            if isinstance(fault, PermissionError):
                self._refuse(folder, "打不开这个文件夹", "检查有没有读的权限。")
            elif os.path.lexists(folder):
                kind = ".md" if folder.name == "pages" else "YAML "
                self._refuse(folder, "这里应是文件夹", f"换成文件夹，里面放 {kind}文件。")
            return False
        return True

    def _refuse(self, path: Path, message: str, hint: str) -> None:
        self.faults.append(error(Span(path.relative_to(self.root).as_posix()), "S101", message, hint))

    def strangers(self, content: Path) -> None:
        """What lies in the folders and is never read: most likely its name is wrong."""
        known = [*SINGLE_FILES, "chapters", "quizzes", "pages"]
        for path in _unread(content, known):
            near = difflib.get_close_matches(path.name.lower(), known, n=1, cutoff=0.5)
            hint = f"是否为 {near[0]}？" if near else f"content/ 里可以有：{'、'.join(known)}。"
            self._pass_over(path, hint)
        for folder in (content / "chapters", content / "quizzes", self.root / "checklists"):
            for path in _unread(folder, [one.name for one in _yaml_files(folder)]):
                self._pass_over(path, "这里只读这一层的 .yaml 文件：改文件名，或放到别处去。")

    def _pass_over(self, path: Path, hint: str) -> None:
        place = Span(path.relative_to(self.root).as_posix())
        self.faults.append(warning(place, "S132", "手册不读这个文件或文件夹", hint))

    def parsed(self, path: Path, shape: type[Shape]) -> tuple[Document | None, Validated[Shape] | None]:
        """A file, and what became of it; what is wrong goes to the findings."""
        text, faults = read_text(path, self.root)
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
        return reading.document, typing.cast("Validated[Shape] | None", reading.fitted)

    def read(self, path: Path, shape: type[Shape]) -> File[Shape] | None:
        document, fitted = self.parsed(path, shape)
        if document is None or fitted is None or fitted.value is None:
            return None
        return File(fitted.value, document)

    def chapters(self, folder: Path) -> list[File[model.ChapterFile]]:
        name = folder.relative_to(self.root).as_posix()
        if not os.path.lexists(folder):
            hint = "新建这个文件夹，每章放一个 NN-名字.yaml。"
            self.faults.append(error(Span(name), "S100", f"找不到文件夹 {name}", hint))
        if not self.may_enter(folder):
            return []
        paths = _yaml_files(folder)
        if not paths:
            hint = f"每章放一个 NN-名字.yaml，每行一个键：{samples.lines(model.ChapterFile)}"
            self.faults.append(error(Span(name), "S100", f"文件夹 {name} 里没有 YAML 文件", hint))
        return [found for path in paths if (found := self.chapter(path))]

    def chapter(self, path: Path) -> File[model.ChapterFile] | None:
        """Reads a chapter; rules that do not fit are reported and left out, so the others can be judged."""
        document, fitted = self.parsed(path, model.ChapterFile)
        number = path.name.split("-")[0].lstrip("0")
        data = document.data if document else None
        if isinstance(data, dict):
            number = str(data.get("chapter", number))
        if document is None or fitted is None or fitted.rest is None:
            self.broken.add(number)
            self.unread.add(number)
            return None
        kept = fitted.kept["rules"]
        if fitted.value is None:
            self.broken.add(number)
            rules = data.get("rules") if isinstance(data, dict) else None
            for index, rule in enumerate(rules if isinstance(rules, list) else ()):
                if index not in kept and isinstance(rule, dict):
                    self.broken.add(str(rule.get("id", "")))
        return File(fitted.rest, document, kept)

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
        """Reads the written pages, which a handbook may do without."""
        pages, faults = written.read(folder, self.root) if self.may_enter(folder) else ({}, [])
        self.faults += faults
        return pages


def _reading(text: str, name: str, shape: type[BaseModel]) -> Reading:
    document, faults = source.parse(text, name)
    if document is None:
        return Reading(text, shape, None, None, tuple(faults))
    fitted = validate_parts(document, shape)
    return Reading(text, shape, document, fitted, (*faults, *fitted.faults))


def _yaml_files(folder: Path) -> list[Path]:
    return [path for path in _entries(folder) if path.suffix in _YAML]


def _unread(folder: Path, known: Collection[str]) -> Iterator[Path]:
    return (path for path in _entries(folder) if path.name not in known and not path.name.startswith("_"))


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, but for what systems and editors hide there; nothing when it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
