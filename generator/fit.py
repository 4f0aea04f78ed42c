"""Plain data → a typed shape, or what about it does not fit, in words and with its place."""

from __future__ import annotations

import difflib
import inspect
import typing
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from generator import model
from generator.diagnostic import Diagnostic, Span, error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from generator.source import Data, Document, Key

Shape = TypeVar("Shape", bound=BaseModel)
_RECOMMEND = "recommend"


def fit(document: Document, shape: type[Shape]) -> tuple[Shape | None, list[Diagnostic]]:
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
        meant = _meant(shape, details)
        return None, [
            _finding(document, shape, detail)
            for detail in details
            if not _hollow(detail) and not (detail["type"] == "missing" and detail["loc"] in meant)
        ]


def _meant(shape: type[BaseModel], details: list[ErrorDetails]) -> set[tuple[Key, ...]]:
    """The keys that misspelt ones stand for: they are not missing as well."""
    meant: set[tuple[Key, ...]] = set()
    for detail in details:
        if detail["type"] != "extra_forbidden":  # what is said about a whole file has no key at all
            continue
        *parent, name = detail["loc"]
        if near := _near_key(_shape_at(shape, tuple(parent)), str(name)):
            meant |= {(*parent, near), *({(*parent, "text")} if near == _RECOMMEND else ())}
    return meant


def _near_key(shape: type[BaseModel], name: str) -> str | None:
    return next(iter(difflib.get_close_matches(name, _keys(shape), n=1, cutoff=0.5)), None)


def _hollow(detail: ErrorDetails) -> bool:
    """A list is called too short when its entries have faults of their own: those say enough."""
    given = detail["input"]
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= least


def _finding(document: Document, shape: type[BaseModel], detail: ErrorDetails) -> Diagnostic:
    keys: tuple[Key, ...] = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    name = _short(next((key for key in reversed(keys) if isinstance(key, str)), ""))
    if kind == "extra_forbidden":
        known = _keys(_shape_at(shape, keys[:-1]))
        like = _near_key(_shape_at(shape, keys[:-1]), name)
        hint = f"是否为 {like}？" if like else f"这里可以写的键：{'、'.join(known)}。"
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
        case "too_long":
            return f"{name} 最多 {context.get('max_length')} 项", "删掉几项，或分开写。"
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


_SUPPLEMENT = r"L[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}"
_PROVISION = rf"^({_SUPPLEMENT}|[1-9][0-9]{{0,3}}(\.[1-9][0-9]{{0,3}}){{1,2}})-[1-9][0-9]{{0,3}}"
_PATTERN_HINTS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "只用小写字母、数字和单个连字符，如 face-to-face。",
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}-[1-9][0-9]{0,3}$": "规则编号写成“条号-序号”，如 4.3.2-1。",
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}$": "条号写成 4.3.2；第五、六章写节号 5.1。",
    r"^[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}$": "节号写成 4.3。",
    r"^[1-9][0-9]{0,3}$": "章号写成 4。",
    r"^[^\n]*$": "只能写一行。",
    r"^[A-Z]$": "写成一个大写字母，如 A。",
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}$": "写章号、节号或条号，如 8、3.1、4.3.2。",
    rf"^{_SUPPLEMENT}-[1-9][0-9]{{0,3}}$": "法定补充的编号写成“L编号-序号”，如 L3.1-1、L8-2。",
    rf"{_PROVISION}$": "写规则的编号，如 4.3.2-1；法定补充写 L3.1-1 这样。",
    rf"{_PROVISION}-q[1-9][0-9]{{0,3}}$": "试题编号写成“规则编号-q序号”，如 4.3.2-1-q1、L3.1-1-q1。",
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
    return f"{_short(named)} " if isinstance(named, str) and named else ""


def _keys(shape: type[BaseModel]) -> list[str]:
    if shape is model.PracticePoint:
        return [_RECOMMEND]  # a point is a text, or this; its fields are not for authors
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
