"""What pydantic says does not fit → a finding with its place, in words, with an example of what would fit."""

from __future__ import annotations

import inspect
import re
import typing
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.content.validation import samples
from generator.core import suggestions
from generator.core.diagnostic import Diagnostic, Span, error
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from generator.content.reading.source import Data, Document, Key

_RECOMMEND = "recommend"
_CLOSE, _ALIKE = 0.7, 0.5
#: What has fewer parts is given to pydantic as it is: it will not find more faults than can be held.
_SMALL = 2_000


def meant(shape: type[BaseModel], details: list[ErrorDetails]) -> set[tuple[Key, ...]]:
    """The keys that unknown ones stand for: they are not missing as well. Notes them for :func:`finding`."""
    lacking = {detail["loc"] for detail in details if detail["type"] == "missing"}
    names: set[tuple[Key, ...]] = set()
    for detail in details:
        if detail["type"] != "extra_forbidden":  # what is said about a whole file has no key at all
            continue
        *parent, name = detail["loc"]
        inner = _shape_at(shape, tuple(parent))
        free = [key for key in keys_of(inner) if (*parent, key) in lacking]
        if near := _meant_key(inner, str(name), detail["input"], free):
            detail["ctx"] = {"near": near}
            names |= {(*parent, near), *({(*parent, "text")} if near == _RECOMMEND else ())}
    return names


def _meant_key(shape: type[BaseModel], name: str, value: object, lacking: list[str]) -> str | None:
    """The key that an unknown one stands for: by its letters, by what it is called, by what it may hold."""
    keys = keys_of(shape)
    if near := suggestions.near(name, keys, _CLOSE):
        return near
    if called := [key for key in keys if _called(shape, key, name)]:
        return called[0]
    fitting = [key for key in lacking if _may_hold(shape, key, value)]
    choosy = [key for key in fitting if not _may_hold(shape, key, "……")]
    for found in (choosy, fitting):
        if len(found) == 1:
            return found[0]
    if _home(shape, name):
        return None
    return suggestions.near(name, keys, _ALIKE) or None


def _home(shape: type[BaseModel], name: str) -> tuple[str, FieldInfo] | None:
    """The key whose group a key belongs in: unit → deadline."""
    for key in keys_of(shape):
        info = _field(shape, key)
        inner = inner_model(info.annotation) if info else None
        if info and inner and name in keys_of(inner):
            return key, info
    return None


def _called(shape: type[BaseModel], key: str, name: str) -> bool:
    """Whether what the manual says about a key begins with a word: 责任人 → bearer."""
    info = _field(shape, key)
    inner = inner_model(info.annotation) if info else None
    said = [info.description if info else None, inner.__doc__ if inner else None]
    return name[:1] > "\x7f" and any(
        re.match(rf"{re.escape(name)}(?!\w)|{re.escape(name)} ", one) for one in said if one
    )


def _may_hold(shape: type[BaseModel], key: str, value: object) -> bool:
    adapter = _adapters(shape).get(key)
    if adapter is None or not is_small(value):
        return False
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapters(shape: type[BaseModel]) -> Mapping[str, TypeAdapter[typing.Any]]:
    """For each key, what judges its value alone."""
    found: dict[str, TypeAdapter[typing.Any]] = {}
    for name, info in shape.model_fields.items():
        kind: typing.Any = info.annotation
        found[info.alias or name] = TypeAdapter(typing.Annotated[kind, *info.metadata, None])
    return found


def finding(document: Document, shape: type[BaseModel], detail: ErrorDetails) -> Diagnostic:
    """One thing that does not fit ``shape``, the shape of the whole file."""
    keys: tuple[Key, ...] = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    name = _short(next((key for key in reversed(keys) if isinstance(key, str)), ""))
    if kind == "extra_forbidden":
        place = document.span(*keys, on_key=True)
        return error(
            place,
            "M202",
            _("不认识的键：{name}").format(name=name),
            _unknown_key(shape, keys, context.get("near")),
        )
    if kind == "missing":
        parent = document.span(*keys[:-1])
        start = Span(parent.path, parent.line, parent.column, parent.column + 1)
        info = _field(_shape_at(shape, keys[:-1]), name)
        sample = samples.sample(info) if info else "……"
        return error(
            start,
            "M203",
            _("{owner}缺少键 {name}").format(owner=_owner(document, keys), name=name),
            _("补上 {name}: {sample}").format(name=name, sample=sample),
        )
    place = document.span(*keys)
    info = _field_at(shape, keys)
    if kind in {"enum", "literal_error"}:
        return error(place, "M204", *_unknown_word(name, str(detail["input"]), info))
    message, hint = _say(kind, keys, name, detail["input"], context, info)
    return error(place, _CODES.get(kind, "M205"), message, hint)


def _unknown_key(shape: type[BaseModel], keys: tuple[Key, ...], near: str | None) -> str:
    parent = _shape_at(shape, keys[:-1])
    if near:
        return suggestions.meant(near)
    if home := _home(parent, str(keys[-1])):
        key, info = home
        return _("{keys} 写在 {key} 里：{key}: {sample}").format(
            keys=keys[-1], key=key, sample=samples.sample(info)
        )
    return _("这里可以写的键：{keys_of}。").format(keys_of=_("、").join(keys_of(parent)))


def _unknown_word(name: str, given: str, info: FieldInfo | None) -> tuple[str, str]:
    """Of the fixed words: what was meant, by its title or its English name too, and all that there are."""
    members = _words(info.annotation if info else None)
    near = suggestions.near(given, members, cutoff=0.4)
    options = _("、").join(dict.fromkeys(members.values()))
    hint = suggestions.meant(members.get(near, "")) + _("可以写：{options}。").format(options=options)
    return _("{name} 不能是“{short}”").format(name=name, short=_short(given)), hint


def _words(annotation: object) -> dict[str, str]:
    """Whatever people call the members of the vocabulary in an annotation → the word to write."""
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        words = {str(one.value): str(one.value) for one in annotation}
        for one in annotation:
            for said in (getattr(one, "label", ""), getattr(one, "slug", ""), one.name.lower()):
                words.setdefault(str(said), str(one.value))
        return {said: word for said, word in words.items() if said}
    found: dict[str, str] = {}
    for inner in typing.get_args(annotation):
        found |= {inner: inner} if isinstance(inner, str) else _words(inner)
    return found


_CODES = {
    "string_too_short": "M206",
    "string_too_long": "M207",
    "too_short": "M208",
    "too_long": "M207",
    "string_pattern_mismatch": "M209",
}

_TYPES = {
    "string_type": N_("一段文字"),
    "model_type": N_("“键: 值”的一组"),
    "dict_type": N_("“键: 值”的一组"),
    "list_type": N_("一个列表"),
    "tuple_type": N_("一个列表"),
    "int_parsing": N_("一个整数"),
    "int_type": N_("一个整数"),
    "bool_parsing": N_("true 或 false"),
    "date_from_datetime_parsing": N_("一个日期"),
    "date_parsing": N_("一个日期"),
    "date_type": N_("一个日期"),
}
_SEPARATOR = re.compile(r"[，、；,;]\s*")


def _shown(kind: str, keys: tuple[Key, ...], name: str, given: object, info: FieldInfo | None) -> str:
    """An example of the right shape, made of what was given where that is possible."""
    if info is None:
        return _("改成{types}。").format(types=_(_TYPES[kind]))
    if isinstance(keys[-1], int):
        return _("这一项写成 - {sample_entry}").format(sample_entry=samples.sample_entry(info))
    if kind in {"list_type", "tuple_type"} and isinstance(given, str) and given:
        parts = [one for one in _SEPARATOR.split(given.strip("[]［］【】")) if one]
        if inner_model(info.annotation) is None:
            return _("写成 {name}: [{short}]").format(name=name, short=_short(", ".join(parts)))
    return _("写成 {name}: {sample}").format(name=name, sample=samples.sample(info))


def _say(  # noqa: C901 - a sentence a kind
    kind: str,
    keys: tuple[Key, ...],
    name: str,
    given: Data | object,
    context: Mapping[str, typing.Any],
    info: FieldInfo | None,
) -> tuple[str, str]:
    if kind in _TYPES:
        whose = (
            _("{name} 的第{keys}项").format(name=name, keys=keys[-1] + 1)
            if keys and isinstance(keys[-1], int)
            else f"{name} "
        )
        if kind.startswith("date"):
            hint = _("日期写成 2026-12-01 这样。")
        elif kind in {"model_type", "dict_type", "list_type", "tuple_type"}:
            hint = _shown(kind, keys, name, given, info)
        else:
            hint = _("改成{types}。").format(types=_(_TYPES[kind]))
        return _("{whose}应是{types}，现在是{kind}").format(
            whose=whose, types=_(_TYPES[kind]), kind=_kind(given)
        ), hint
    match kind:
        case "string_too_short":
            return _("{name} 是空的").format(name=name), _("写上内容；没有内容可写就删掉这个键。")
        case "too_short":
            return _("{name} 至少要有 {context} 项").format(
                name=name, context=context.get("min_length", 1)
            ), _("补上，或检查缩进。")
        case "too_long":
            return _("{name} 最多 {context} 项").format(name=name, context=context.get("max_length")), _(
                "删掉几项，或分开写。"
            )
        case "string_too_long":
            return _("{name} 太长，最多 {context} 个字").format(
                name=name, context=context.get("max_length")
            ), _("删短，或分成几条。")
        case "string_pattern_mismatch":
            return _("{name} 的写法不对：{short}").format(name=name, short=_short(str(given))), _(
                samples.PATTERNS.get(str(context.get("pattern")), ("", N_("看文档里的例子。")))[1]
            )
        case "greater_than_equal":
            return _("{name} 太小：{short}").format(name=name, short=_short(str(given))), _(
                "最小是 {context}。"
            ).format(context=context.get("ge"))
        case "less_than_equal" | "int_parsing_size":
            return _("{name} 太大：{short}").format(name=name, short=_short(str(given))), _(
                "最大是 {context}。"
            ).format(context=context.get("le", _("一个合理的整数")))
        case "value_error":
            return str(context.get("error", _("值不对"))), _("看文档里的例子。")
    return _("{name} 的值不对：{short}").format(name=name, short=_short(str(given))), _("看文档里的例子。")


def _kind(given: object) -> str:
    if isinstance(given, dict):
        return _("“键: 值”的一组")
    if isinstance(given, list | tuple):
        return _("一个列表")
    return _("“{short}”").format(short=_short(str(given))) if given else _("空的")


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


def keys_of(shape: type[BaseModel]) -> list[str]:
    """The keys that authors may write."""
    if shape.__name__ == "PracticePoint":
        return [_RECOMMEND]  # a point is a text, or this; its fields are not for authors
    return [info.alias or name for name, info in shape.model_fields.items()]


def _field(shape: type[BaseModel], key: str) -> FieldInfo | None:
    return next((info for name, info in shape.model_fields.items() if key in (name, info.alias)), None)


def _field_at(shape: type[BaseModel], keys: Iterable[Key]) -> FieldInfo | None:
    """The field that ``keys`` lead to, or into."""
    info = None
    for key in keys:
        if isinstance(key, str) and (found := _field(shape, key)):
            info = found
            shape = inner_model(found.annotation) or shape
    return info


def _shape_at(shape: type[BaseModel], keys: tuple[Key, ...]) -> type[BaseModel]:
    """The model that describes what ``keys`` lead to."""
    info = _field_at(shape, keys)
    return (inner_model(info.annotation) or shape) if info else shape


def inner_model(annotation: object) -> type[BaseModel] | None:
    """The first model within an annotation."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    for inner in typing.get_args(annotation):
        if found := inner_model(inner):
            return found
    return None


def is_small(data: object) -> bool:
    """Whether something has few parts, counted no further than need be."""
    ahead, left = [data], _SMALL
    while ahead and left > 0:
        one = ahead.pop()
        if isinstance(one, dict | list):
            left -= len(one)
            if left > 0:
                ahead += one.values() if isinstance(one, dict) else one
    return left > 0
