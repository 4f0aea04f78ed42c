"""A handbook's folder → its typed files. Judges where things lie and their shapes, not what they mean."""

from __future__ import annotations

import os
import re
import typing
from typing import TYPE_CHECKING, Any

from generator.content import layout, model, written
from generator.content.library import File, Library
from generator.content.loading import joining
from generator.content.loading.files import Files, folders, yaml_files
from generator.content.loading.strangers import strangers
from generator.content.validation import samples
from generator.core import suggestions
from generator.core.diagnostic import error
from generator.core.gc_pause import uncollected
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.content.reading.source import Document

#: How the name of a chapter's file or folder begins.
_CHAPTER = re.compile(r"0*([1-9][0-9]{0,3})(?=-|$)")
#: A chapter, a section or a clause: what a file of rules or questions is called by.
_NUMBER = re.compile(r"[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}")
_SUPPLEMENTS = "supplements.yaml"


@uncollected()
def load(root: Path, before: Library | None = None) -> Library:
    """Reads a handbook: ``root`` has a folder content/ in it.

    ``before`` is what an earlier call returned: files with the same text as then are not parsed again.
    """
    files, content = Files(root, before), root / "content"
    if not files.may_enter(root) or not files.may_enter(content):
        if not files.faults:
            files.refuse(content, "S100", *_no_content(root))
        return Library(root, {}, (), (), (), frozenset(), frozenset(), {}, tuple(files.faults), {})
    reader = _Reader(files, content)
    words = reader.words()
    single = reader.single(words)
    chapters = reader.chapters(words)
    if chapters:
        reader.unknown_words(
            words, [*chapters, *(single[name] for name in (_SUPPLEMENTS,) if name in single)]
        )
    checklists = reader.checklists(root / "checklists")
    quizzes = reader.quizzes()
    pages = reader.pages(content / layout.PAGES)
    files.faults += strangers(root)
    return Library(
        root,
        single,
        tuple(chapters),
        tuple(checklists),
        tuple(quizzes),
        frozenset(reader.broken),
        frozenset(reader.unread),
        pages,
        tuple(files.faults),
        files.documents,
        files.readings,
        files.joins,
    )


def _no_content(root: Path) -> tuple[str, str]:
    hint = _(
        "用 --root 指到装着 content 文件夹的那一层。还没有手册，就新建 content 文件夹再检查一次："
        "会列出要写哪些文件、最少写什么。"
    )
    return _("找不到文件夹 content（在 {root_name} 里）").format(root_name=root.name or root), hint


class _Reader:
    def __init__(self, files: Files, content: Path) -> None:
        self.files = files
        self.content = content
        self.broken: set[str] = set()
        self.unread: set[str] = set()

    # ---- files that there are once ----

    def single(self, words: joining.Words) -> dict[str, File[Any]]:
        """Name → file."""
        for folder in layout.FOLDERS_OF_SINGLE_FILES:
            self.files.may_enter(self.content / folder)
        found: dict[str, File[Any]] = {}
        shapes: dict[str, type[model.base.Model]] = {layout.REVIEWED: model.ReviewedFile}
        shapes |= {name: shape for name, (shape, __, ___) in layout.SINGLE_FILES.items()}
        for name, shape in shapes.items():
            path = self._only(name)
            if path is None and self._may_be_there(name):
                self._miss(name)
            elif path and (file := self._single(path, shape, words)):
                found[name] = file
            else:
                self.broken.add(name)
        return found

    def _may_be_there(self, name: str) -> bool:
        """Whether the folder of a file could be looked into; it is told when not."""
        folder = (self.content / layout.places(name)[0]).parent
        return folder.is_dir() or not os.path.lexists(folder)

    def _single(self, path: Path, shape: type[model.base.Model], words: joining.Words) -> File[Any] | None:
        supplementary = shape is model.SupplementsFile
        return self._supplements(path, words) if supplementary else self.files.read(path, shape)

    def _only(self, name: str) -> Path | None:
        """Where a file lies; a second one is a finding."""
        there = [path for place in layout.places(name) if self._is_there(path := self.content / place)]
        for path in there[1:]:
            message = _("和 {name} 说的是一件事，这里的没有读").format(name=self.files.name(there[0]))
            self.files.refuse(path, "S133", message, _("并到一处，删掉另一处。"))
        return there[0] if there else None

    def _is_there(self, path: Path) -> bool:
        """Whether there is a file, or a folder in place of one with a file in it."""
        is_folder = path == self.content / layout.SUPPLEMENTS and path.is_dir()
        return bool(yaml_files(path)) if is_folder else os.path.lexists(path)

    def _miss(self, name: str) -> None:
        shape, required, __ = layout.SINGLE_FILES.get(name, (model.ReviewedFile, False, ""))
        if required:
            is_older = os.path.lexists(self.content / layout.OLDER_RULES)
            path = self.content / layout.places(name)[-1 if is_older else 0]
            hint = _("新建这个文件，每行一个键：{lines}").format(lines=samples.lines(shape))
            self.files.refuse(path, "S100", _("缺少文件 {name}").format(name=self.files.name(path)), hint)

    def _supplements(self, path: Path, words: joining.Words) -> File[model.SupplementsFile] | None:
        """One file, or a folder with a file a chapter."""
        in_folder = path == self.content / layout.SUPPLEMENTS
        paths = self.files.yaml_in(path) if in_folder else [path]
        parts = [self.files.parsed(one, model.SupplementsFile) for one in paths]
        joint = self.files.joint(self.files.name(path), _there(parts), model.SupplementsFile, words=words)
        if joint is None or None in parts or joint.fitted.value is None:
            return None
        return File(typing.cast("model.SupplementsFile", joint.fitted.value), joint.document)

    # ---- chapters ----

    def chapters(self, words: joining.Words) -> list[File[model.ChapterFile]]:
        """The chapters of both layouts."""
        new, older = self.content / layout.RULES, self.content / layout.OLDER_RULES
        found = []
        inside = folders(new) if self.files.may_enter(new) else []
        if not inside and not os.path.lexists(older) and (new.is_dir() or not os.path.lexists(new)):
            hint = _("每章一个文件夹 NN-名字，里面放 {chapter} 和一节一个的规则文件，如 4.3.yaml。")
            message = _("文件夹 {name} 里没有一章") if new.is_dir() else _("找不到文件夹 {name}")
            message = message.format(name=self.files.name(new))
            self.files.refuse(new, "S100", message, hint.format(chapter=layout.CHAPTER))
        for folder in inside:
            head = folder / layout.CHAPTER
            if not os.path.lexists(head):
                hint = _("新建这个文件，写 chapter、title、slug 和 summary。")
                self.files.refuse(head, "S100", _("缺少文件 {name}").format(name=self.files.name(head)), hint)
            paths = [*([head] if os.path.lexists(head) else []), *self._numbered(folder, head.name)]
            found.append(self._chapter(folder, paths, words))
        if os.path.lexists(older):
            paths = self.files.yaml_in(older)
            if not paths and older.is_dir() and not os.path.lexists(new):
                hint = _("每章放一个 NN-名字.yaml，每行一个键：{lines}").format(
                    lines=samples.lines(model.ChapterFile)
                )
                self.files.refuse(
                    older,
                    "S100",
                    _("文件夹 {name} 里没有 YAML 文件").format(name=self.files.name(older)),
                    hint,
                )
            found += [self._chapter(path, [path], words) for path in paths]
        return [file for file in found if file]

    def _numbered(self, folder: Path, *others: str) -> list[Path]:
        """The files that are called by a number, in its order; one called otherwise is a finding."""
        found = []
        for path in self.files.yaml_in(folder):
            if _NUMBER.fullmatch(path.stem):
                found.append(path)
            elif path.name not in others:
                hint = _("改成章、节或条的编号，如 4.3.yaml；除此以外这里只读 {others}。").format(
                    others=_("、").join(others)
                )
                self.files.refuse(path, "S135", _("文件名不是编号，没有读"), hint)
        return sorted(found, key=lambda path: [int(part) for part in path.stem.split(".")])

    def _chapter(self, at: Path, paths: list[Path], words: joining.Words) -> File[model.ChapterFile] | None:
        """A chapter; rules that do not fit are reported and left out, so the others can be judged."""
        parts = [self.files.parsed(path, model.ChapterFile) for path in paths]
        for part in _there(parts):
            self._misplaced(part, "rules", "clause")
        number = at.name.split("-")[0].lstrip("0")
        if None in parts and (
            parts[0] is None or not any(joining.ids(part, "rules") for part in _there(parts))
        ):
            # what is there would be called a chapter without a name, or without rules
            self.broken.add(number)
            self.unread.add(number)
            return None
        joint = self.files.joint(self.files.name(at), _there(parts), model.ChapterFile, words=words)
        data = joint.document.data if joint else None
        if isinstance(data, dict):
            number = str(data.get("chapter", number))
        rest = joint.fitted.rest if joint else None
        if None in parts or rest is None:
            self.broken.add(number)
            self.unread.add(number)
        if joint is None or rest is None:
            return None
        kept = joint.fitted.kept["rules"]
        if joint.fitted.value is None:
            self.broken.add(number)
            rules = data.get("rules") if isinstance(data, dict) else None
            for index, rule in enumerate(rules if isinstance(rules, list) else ()):
                if index not in kept and isinstance(rule, dict):
                    self.broken.add(str(rule.get("id", "")))
        return File(typing.cast("model.ChapterFile", rest), joint.document, kept)

    def _misplaced(self, part: Document, key: str, of: str) -> None:
        """Entries of a list that belong into a file of another number, by what their key ``of`` says."""
        stem = part.path.rpartition("/")[2].rpartition(".")[0]
        entries = part.data.get(key) if isinstance(part.data, dict) else None
        if not _NUMBER.fullmatch(stem) or not isinstance(entries, list):
            return
        for n, entry in enumerate(entries):
            said = str(entry.get(of, "")) if isinstance(entry, dict) else ""
            place = said.removeprefix("L").partition("-")[0]
            if place and f"{place}.".startswith(f"{stem}.") is False:
                message = _("{said} 不在 {stem} 之内").format(said=said, stem=stem)
                hint = _("移到它的章、节或条的文件里；文件名是编号。")
                self.files.faults.append(error(part.span(key, n, of), "S136", message, hint))

    # ---- words for the search ----

    def words(self) -> dict[str, joining.Place]:
        """Id of a rule or supplement → where its words for the search stand."""
        found: dict[str, joining.Place] = {}
        folder = self.content / layout.SEARCH
        for path in self.files.yaml_in(folder):
            if path.name in layout.names_in(layout.SEARCH):
                continue
            chapter = self._chapter_in_name(path)
            reading = self.files.reading(path, model.SearchFile) if chapter else None
            fitted = reading.fitted if reading else None
            if fitted is None or fitted.value is None:
                self.broken.add(layout.SEARCH)
            rest = typing.cast("model.SearchFile | None", fitted.rest if fitted else None)
            if chapter and reading and reading.document and rest:
                for id_ in rest.words:
                    self._take_words(id_, reading.document, chapter, found)
        return found

    def _chapter_in_name(self, path: Path) -> str | None:
        """The number of the chapter whose file or folder it is by its name; to have none is a finding."""
        if match := _CHAPTER.match(path.name if path.is_dir() else path.stem):
            return match[1]
        self.files.refuse(
            path, "S135", _("名字不以章号开头，没有读"), _("改成章号加名字，如 04-relationship。")
        )
        return None

    def _take_words(
        self, id_: str, document: Document, chapter: str, found: dict[str, joining.Place]
    ) -> None:
        place = document.span("words", id_, on_key=True)
        if id_ in found:
            message = _("{id} 在 {path} 里已经写了").format(id=id_, path=found[id_][0].path)
            self.files.faults.append(error(place, "S133", message, _("留下一处，删掉另一处。")))
            return
        if layout.chapter_of(id_) != chapter:
            hint = _("移到它那一章的文件里；文件名开头是章号。")
            self.files.faults.append(
                error(place, "S136", _("{id} 不在第{number}章之内").format(id=id_, number=chapter), hint)
            )
        found[id_] = document, ("words", id_)

    def unknown_words(self, words: joining.Words, files: Iterable[File[Any]]) -> None:
        """Words of what is not there, unless something could not be read."""
        if self.unread or _SUPPLEMENTS in self.broken:
            return
        known = {
            id_
            for file in files
            for key in ("rules", "supplements")
            for id_ in joining.ids(file.document, key)
        }
        for id_, (document, keys) in words.items():
            if id_ not in known:
                hint = suggestions.suggest(id_, known, _("删掉它，或改成有的编号。"))
                place = document.span(*keys, on_key=True)
                self.files.faults.append(
                    error(place, "S137", _("没有 {id} 这条规则或法定补充").format(id=id_), hint)
                )

    # ---- checklists, questions, pages: a handbook may do without ----

    def checklists(self, folder: Path) -> list[File[model.Checklist]]:
        """The checklists, by file name."""
        found = []
        for path in self.files.yaml_in(folder):
            if checklist := self.files.read(path, model.Checklist):
                found.append(checklist)
            else:
                self.broken.add(path.stem)
        return found

    def quizzes(self) -> list[File[model.QuizFile]]:
        """The question bank of both layouts."""
        found: list[File[model.QuizFile]] = []
        new, older = self.content / layout.QUESTIONS, self.content / layout.OLDER_QUESTIONS
        for folder in folders(new) if self.files.may_enter(new) else []:
            if not yaml_files(folder):
                continue
            if file := self._questions(folder):
                found.append(file)
            else:
                self.broken.add(f"quiz {folder.name}")
        for path in self.files.yaml_in(older):
            if path.name == layout.REVIEWED:
                continue
            if quiz := self.files.read(path, model.QuizFile):
                found.append(quiz)
            else:
                self.broken.add(f"quiz {path.name}")
        return found

    def _questions(self, folder: Path) -> File[model.QuizFile] | None:
        """A chapter's questions: files called by numbers, then the others. The chapter is the folder's."""
        others = [path for name in layout.OTHER_QUESTIONS if os.path.lexists(path := folder / name)]
        paths = [*self._numbered(folder, *layout.OTHER_QUESTIONS), *others]
        chapter = self._chapter_in_name(folder)
        if chapter is None:
            return None
        parts = [self.files.parsed(path, model.QuizFile) for path in paths]
        for part in _there(parts):
            self._misplaced(part, "questions", "id")
        said = {"chapter": chapter}
        joint = self.files.joint(self.files.name(folder), _there(parts), model.QuizFile, said)
        if joint is None or None in parts or joint.fitted.value is None:
            return None
        return File(typing.cast("model.QuizFile", joint.fitted.value), joint.document)

    def pages(self, folder: Path) -> dict[str, str]:
        """The written pages: name → Markdown."""
        pages, faults = written.read(folder, self.files.root) if self.files.may_enter(folder) else ({}, [])
        self.files.faults += faults
        return pages


def _there(parts: Iterable[Document | None]) -> list[Document]:
    return [part for part in parts if part is not None]
