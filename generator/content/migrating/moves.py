"""Which file of the older layout becomes which files in folders. Writes nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.content import layout, model
from generator.content.migrating.cutting import ListCut, UncutError
from generator.content.model.quiz import stamps_text
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.content.library import File, Library
    from generator.content.model import ChapterFile, QuizFile
    from generator.content.reading.source import Data, Document

    Texts = dict[str, str]
    """Path below content/ → text."""

_WORDS = tuple(model.SearchWords.model_fields)
#: By this line editors know the schema of a file; it counts the folders up to schemas/.
_SCHEMA = re.compile(
    r"^# yaml-language-server: \$schema=(?:\.\./)+schemas/[\w-]+\.schema\.json *\n", re.MULTILINE
)
_COLUMN = 4
"""Where the keys of an entry stand in a file of words."""
_LAW, _CASES = (PurePosixPath(name).stem for name in layout.OTHER_QUESTIONS)


@dataclass
class Moves:
    """What is to be done; paths are below content/."""

    new: Texts = field(default_factory=dict)
    becomes: dict[str, list[str]] = field(default_factory=dict)
    """A file that goes → the files that take its place."""
    left: dict[str, str] = field(default_factory=dict)
    """A file that stays where it is → why, in Chinese."""


def moves(library: Library) -> Moves:
    """What turns a handbook, read without an error, into folders; nothing when it is in folders already."""
    plan = _Plan(library)
    plan.take_first(library.chapters, plan.chapter)
    for name, single in library.single.items():
        plan.take(single.document, plan.supplements if name == "supplements.yaml" else plan.single)
    plan.take_first(library.quizzes, plan.questions)
    plan.finish()
    return plan.moves


class _Plan:
    def __init__(self, library: Library) -> None:
        self.moves = Moves()
        self._documents = library.documents
        heads = (file.value for file in library.chapters)
        self._folders = {one.chapter: f"{int(one.chapter):02d}-{one.slug}" for one in heads}
        supplements = library.single.get("supplements.yaml")
        everything = [rule for file in library.chapters for rule in file.value.rules]
        everything += supplements.value.supplements if supplements else ()
        self._ids = Counter(one.id for one in everything)
        self._words: dict[str, list[str]] = defaultdict(list)
        """Path of a file of words → its lines."""
        self._has_schemas = any(_SCHEMA.search(one.text) for one in library.documents.values())

    def take_first(
        self, files: Iterable[File[ChapterFile] | File[QuizFile]], split: Callable[[Document], Texts]
    ) -> None:
        """Moves the first file of each chapter; a second one stays behind it, so that order is kept."""
        first: dict[str, str] = {}
        for file in files:
            path = file.document.path.removeprefix("content/")
            there = first.setdefault(file.value.chapter, path)
            if there == path:
                self.take(file.document, split)
            elif _is_older(path):
                why = _("{there} 写的也是第{chapter}章，并到一起再迁移")
                self.moves.left[path] = why.format(there=there, chapter=file.value.chapter)

    def take(self, document: Document, split: Callable[[Document], Texts]) -> None:
        """Moves a file, if it lies where the older layout has it."""
        path = document.path.removeprefix("content/")
        if not _is_older(path):
            return
        words = {name: list(lines) for name, lines in self._words.items()}
        try:
            made = split(document)
        except UncutError:
            self._words = defaultdict(list, words)
            self.moves.left[path] = _("各项写在括号里，不能按行分开")
            return
        self.moves.new |= made
        self.moves.becomes[path] = sorted(made)

    def finish(self) -> None:
        """Adds the files of words."""
        for path, lines in self._words.items():
            there = self._documents.get(f"content/{path}")
            head = there.text.rstrip("\n") + "\n" if there else self._head(path, "search") + "words:\n"
            self.moves.new[path] = head + "".join(lines)

    def single(self, document: Document) -> Texts:
        """A file that there is once moves as it is; stamps without a comment become a line a question."""
        name = PurePosixPath(document.path).name
        new = layout.places(name)[0]
        if name != layout.REVIEWED:
            return {new: self._headed(document.text, new, PurePosixPath(name).stem)}
        stamps = document.data.get("stamps") if isinstance(document.data, dict) else {}
        assert isinstance(stamps, dict)  # noqa: S101 - it fits its shape
        lines = document.text.splitlines(keepends=True)
        start = document.span("stamps", on_key=True).line - 1
        if any("#" in line for line in lines[start:]):
            return {new: document.text}
        return {
            new: "".join(lines[:start])
            + stamps_text({key: one for key, one in stamps.items() if isinstance(one, dict)})
        }

    def chapter(self, document: Document) -> Texts:
        """What a chapter is called, and its rules by section."""
        cut, number = ListCut(document, "rules"), _said(document.data, "chapter")
        folder = f"{layout.RULES}/{self._folder(number)}"
        names = _grouped([_section(_said(entry, "clause")) for entry in cut.entries], number)
        head = f"{folder}/{layout.CHAPTER}"
        found = {head: self._headed("".join(cut.around()), head, "chapter-head")}
        return found | self._parts(cut, folder, names, "rules", has_words=True)

    def supplements(self, document: Document) -> Texts:
        """A file a chapter."""
        cut = ListCut(document, "supplements")
        names = [self._folder(layout.chapter_of(_said(entry, "place"))) for entry in cut.entries]
        found = self._parts(cut, layout.SUPPLEMENTS, names, "supplements", has_words=True)
        return self._with_rest(found, "".join(cut.around()))

    def questions(self, document: Document) -> Texts:
        """Questions by section; those on supplements, and cases, in files of their own."""
        number = _said(document.data, "chapter")
        folder = f"{layout.QUESTIONS}/{self._folder(number)}"
        found: Texts = {}
        gone: set[int] = set()
        for key in ("questions", "cases"):
            if isinstance(document.data, dict) and document.data.get(key):
                cut = ListCut(document, key)
                ids = [_said(entry, "id").partition("-")[0] for entry in cut.entries]
                names = [_LAW if one.startswith("L") else _section(one) for one in ids]
                names = _grouped(names, number) if key == "questions" else [_CASES] * len(ids)
                found |= self._parts(cut, folder, names, "questions")
                gone |= set(cut.lines)
        lines = document.text.splitlines(keepends=True)
        chapter = document.span("chapter")  # the folder says it; a comment behind it stays
        lines[chapter.line - 1] = lines[chapter.line - 1][chapter.end_column - 1 :].lstrip()
        return self._with_rest(found, "".join(line for n, line in enumerate(lines) if n not in gone))

    def _parts(
        self, cut: ListCut, folder: str, names: Sequence[str], kind: str, *, has_words: bool = False
    ) -> Texts:
        """The entries of a list in files; their words, if such entries have any, elsewhere."""
        parts: dict[str, list[str]] = defaultdict(list)
        for n, name in enumerate(names):
            id_ = _said(cut.entries[n], "id")
            is_apart = (
                has_words and self._ids[id_] == 1
            )  # of two with one id nobody knows whose words they are
            words = [key for key in _WORDS if is_apart and cut.can_spare(n, key)]
            parts[name].append(cut.entry(n, words))
            if words:
                lines = "".join(cut.words(n, key, _COLUMN) for key in words)
                path = f"{layout.SEARCH}/{self._folder(layout.chapter_of(id_))}.yaml"
                self._words[path].append(f"  {id_}:\n{lines}")
        found, heading = {}, cut.heading
        for name, texts in parts.items():
            path = f"{folder}/{name}.yaml"
            text = "".join(texts).strip("\n") + "\n"
            found[path] = f"{self._head(path, kind)}{heading}{text}"
            heading = f"{cut.key}:\n"  # what is said beside it is said once
        return found

    def _with_rest(self, found: Texts, rest: str) -> Texts:
        """What stands around the lists goes into the first file: comments, and what was accepted."""
        first = next(iter(found))
        rest = _SCHEMA.sub("", rest).strip("\n")
        head = _SCHEMA.match(found[first])
        at = head.end() if head else 0
        return found | {first: found[first][:at] + (f"{rest}\n" if rest else "") + found[first][at:]}

    def _headed(self, text: str, path: str, kind: str) -> str:
        return _SCHEMA.sub(self._head(path, kind).replace("\\", r"\\"), text)

    def _head(self, path: str, kind: str) -> str:
        up = "../" * (path.count("/") + 1)
        line = f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json\n"
        return line if self._has_schemas else ""

    def _folder(self, number: str) -> str:
        return self._folders.get(number, f"{int(number):02d}")


def _is_older(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if folder in {layout.OLDER_RULES, layout.OLDER_QUESTIONS} or name == "supplements.yaml":
        return True
    return not folder and name in layout.SINGLE_FILES and layout.places(name)[0] != name


def _said(entry: Data, key: str) -> str:
    return str(entry.get(key, "")) if isinstance(entry, dict) else ""


def _section(number: str) -> str:
    return ".".join(number.split(".")[:2])


def _grouped(names: Sequence[str], chapter: str) -> list[str]:
    """The files of entries; one for all of them when files would be read in another order."""
    order = list(dict.fromkeys(names))
    changes = sum(one != other for one, other in pairwise(names))
    if changes == len(order) - 1 and order == sorted(order, key=_place):
        return list(names)
    return [chapter] * len(names)


def _place(name: str) -> tuple[bool, list[int]]:
    return (True, []) if name == _LAW else (False, [int(part) for part in name.split(".")])
