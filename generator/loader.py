"""A handbook's folder → its typed files. Knows which file holds what; judges only shapes, not meaning."""

from __future__ import annotations

import difflib
import inspect
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from generator import model, source
from generator.diagnostic import Diagnostic, Span, error
from generator.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

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
    "editions.yaml": (model.EditionsFile, False),
    "synonyms.yaml": (model.SynonymsFile, False),
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


@uncollected()
def load(root: Path) -> Library:
    """Reads a handbook: ``root`` has a folder content/ in it."""
    reader = _Reader(root)
    content = root / "content"
    single: dict[str, File[typing.Any]] = {}
    if not content.is_dir():
        hint = "用 --root 指到装着 content 文件夹的那一层。"
        reader.faults.append(
            error(Span("content"), "S100", f"找不到文件夹 content（在 {root.name or root} 里）", hint)
        )
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
    )


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Diagnostic] = []
        self.documents: dict[str, Document] = {}
        self.broken: set[str] = set()

    def read(self, path: Path, shape: type[Shape]) -> File[Shape] | None:
        document, faults = source.read(path, self.root)
        self.faults += faults
        if document is None:
            return None
        self.documents[document.path] = document
        value, faults = validate(document, shape)
        self.faults += faults
        return None if value is None else File(value, document)

    def chapters(self, folder: Path) -> list[File[model.ChapterFile]]:
        name = folder.relative_to(self.root).as_posix()
        if not folder.is_dir():
            hint = "新建这个文件夹，每章放一个 YAML 文件。"
            self.faults.append(error(Span(name), "S100", f"找不到文件夹 {name}", hint))
            return []
        paths = _yaml_files(folder)
        if not paths:
            hint = "每章放一个 NN-名字.yaml。"
            self.faults.append(error(Span(name), "S100", f"文件夹 {name} 里没有 YAML 文件", hint))
        return [found for path in paths if (found := self.chapter(path))]

    def chapter(self, path: Path) -> File[model.ChapterFile] | None:
        """Reads a chapter; rules that do not fit are reported and left out, so the others can be judged."""
        document, faults = source.read(path, self.root)
        self.faults += faults
        number = path.name.split("-")[0].lstrip("0")
        if document is None:
            self.broken.add(number)
            return None
        self.documents[document.path] = document
        value, faults = validate(document, model.ChapterFile)
        self.faults += faults
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
        for path in _yaml_files(folder) if folder.is_dir() else []:
            if checklist := self.read(path, model.Checklist):
                found.append(checklist)
            else:
                self.broken.add(path.stem)
        return found

    def quizzes(self, folder: Path) -> list[File[model.QuizFile]]:
        """Reads the question bank, which a handbook may do without."""
        found = []
        for path in _yaml_files(folder) if folder.is_dir() else []:
            if path.name == Path(REVIEWED).name:
                continue
            if quiz := self.read(path, model.QuizFile):
                found.append(quiz)
            else:
                self.broken.add(f"quiz {path.name}")
        return found

    def pages(self, folder: Path) -> dict[str, str]:
        pages: dict[str, str] = {}
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else []:
            text, faults = source.read_text(path, self.root)
            self.faults += faults
            if text is not None:
                pages[path.stem] = text
        return pages


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


def validate(document: Document, shape: type[Shape]) -> tuple[Shape | None, list[Diagnostic]]:
    """Fits a document to a shape; every misfit becomes a finding with its place."""
    if not isinstance(document.data, dict):
        fields = "、".join(_keys(shape))
        kind = "列表" if isinstance(document.data, list) else "一段文字"
        return None, [
            error(
                document.span(), "M201", f"整个文件应是“键: 值”，这里却是{kind}", f"最外层的键有：{fields}。"
            )
        ]
    try:
        return shape.model_validate(document.data), []
    except ValidationError as fault:
        details = fault.errors(include_url=False, include_context=True, include_input=True)
        return None, [_finding(document, shape, detail) for detail in details if not _hollow(detail)]


def _hollow(detail: ErrorDetails) -> bool:
    """A list is called too short when its entries have faults of their own: those say enough."""
    given = detail["input"]
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= least


def _finding(document: Document, shape: type[BaseModel], detail: ErrorDetails) -> Diagnostic:
    keys: tuple[Key, ...] = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    name = next((str(key) for key in reversed(keys) if isinstance(key, str)), "")
    if kind == "extra_forbidden":
        known = _keys(_shape_at(shape, keys[:-1]))
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"是否为 {near[0]}？" if near else f"这里可以写的键：{'、'.join(known)}。"
        return error(document.span(*keys, on_key=True), "M202", f"不认识的键：{name}", hint)
    if kind == "missing":
        parent = document.span(*keys[:-1])
        start = Span(parent.path, parent.line, parent.column, parent.column + 1)
        return error(start, "M203", f"{_owner(document, keys)}缺少键 {name}", f"补上 {name}: ……")
    place = document.span(*keys)
    if kind in {"enum", "literal_error"}:
        given = str(detail["input"])
        options = [
            option.strip(" '") for option in str(context.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        near = difflib.get_close_matches(given, options, n=1, cutoff=0.4)
        hint = (f"是否为 {near[0]}？" if near else "") + f"可以写：{'、'.join(options)}。"
        return error(place, "M204", f"{name} 不能是“{_short(given)}”", hint)
    message, hint = _say(kind, name, detail["input"], context)
    return error(place, _CODES.get(kind, "M205"), message, hint)


_CODES = {
    "string_too_short": "M206",
    "string_too_long": "M207",
    "too_short": "M208",
    "too_long": "M207",
    "string_pattern_mismatch": "M209",
}

_TYPES = {
    "string_type": "一段文字",
    "model_type": "“键: 值”的一组",
    "dict_type": "“键: 值”的一组",
    "list_type": "一个列表",
    "tuple_type": "一个列表",
    "int_parsing": "一个整数",
    "int_type": "一个整数",
    "bool_parsing": "true 或 false",
    "date_from_datetime_parsing": "一个日期",
    "date_parsing": "一个日期",
    "date_type": "一个日期",
}


def _say(kind: str, name: str, given: Data | object, context: Mapping[str, typing.Any]) -> tuple[str, str]:
    if kind in _TYPES:
        is_date = kind.startswith("date")
        hint = "日期写成 2026-12-01 这样。" if is_date else f"改成{_TYPES[kind]}。"
        return f"{name} 应是{_TYPES[kind]}，现在是{_kind(given)}", hint
    match kind:
        case "string_too_short":
            return f"{name} 是空的", "写上内容；没有内容可写就删掉这个键。"
        case "too_short":
            return f"{name} 至少要有 {context.get('min_length', 1)} 项", "补上，或检查缩进。"
        case "string_too_long":
            return f"{name} 太长，最多 {context.get('max_length')} 个字", "删短，或分成几条。"
        case "string_pattern_mismatch":
            return f"{name} 的写法不对：{_short(str(given))}", _PATTERN_HINTS.get(
                str(context.get("pattern")), "看文档里的例子。"
            )
        case "greater_than_equal":
            return f"{name} 太小：{_short(str(given))}", f"最小是 {context.get('ge')}。"
        case "less_than_equal" | "int_parsing_size":
            return f"{name} 太大：{_short(str(given))}", f"最大是 {context.get('le', '一个合理的整数')}。"
        case "value_error":
            return str(context.get("error", "值不对")), "看文档里的例子。"
    return f"{name} 的值不对：{_short(str(given))}", "看文档里的例子。"


_QUESTION_ID = r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}-[1-9][0-9]{0,3}-q[1-9][0-9]{0,3}$"
_PATTERN_HINTS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "只用小写字母、数字和单个连字符，如 face-to-face。",
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}-[1-9][0-9]{0,3}$": "规则编号写成“条号-序号”，如 4.3.2-1。",
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}$": "条号写成 4.3.2；第五、六章写节号 5.1。",
    r"^[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}$": "节号写成 4.3。",
    r"^[1-9][0-9]{0,3}$": "章号写成 4。",
    r"^[^\n]*$": "只能写一行。",
    _QUESTION_ID: "试题编号写成“规则编号-q序号”，如 4.3.2-1-q1。",
    r"^case-[1-9][0-9]{0,3}-[1-9][0-9]{0,3}$": "案例编号写成“case-章号-序号”，如 case-4-1。",
    r"^I8[0-9]{2}$": "试题检查的代码写成 I820 这样。",
}


def _kind(given: object) -> str:
    if isinstance(given, dict):
        return "“键: 值”的一组"
    if isinstance(given, list | tuple):
        return "一个列表"
    return f"“{_short(str(given))}”" if given else "空的"


def _short(text: str) -> str:
    limit = 20
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit] + "……"


def _owner(document: Document, keys: tuple[Key, ...]) -> str:
    """Names the thing that lacks a key: its id, if it has one."""
    data = document.data
    for key in keys[:-1]:
        if isinstance(data, dict) and isinstance(key, str):
            data = data.get(key, data)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
    named = data.get("id") if isinstance(data, dict) else None
    return f"{named} " if isinstance(named, str) and named else ""


def _keys(shape: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in shape.model_fields.items()]


def _shape_at(shape: type[BaseModel], keys: tuple[Key, ...]) -> type[BaseModel]:
    """The model that describes what ``keys`` lead to."""
    for key in keys:
        if not isinstance(key, str):
            continue
        info = next((i for n, i in shape.model_fields.items() if key in (n, i.alias)), None)
        inner = _model_in(info.annotation) if info else None
        shape = inner or shape
    return shape


def _model_in(annotation: object) -> type[BaseModel] | None:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    for inner in typing.get_args(annotation):
        if found := _model_in(inner):
            return found
    return None
