"""What a field may look like, written as YAML in one line: an example says more than the name of a type."""

from __future__ import annotations

import datetime
import inspect
import typing
from enum import Enum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, StringConstraints

from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

_TEXT = "……"
#: A shape with more fields is shown with those that it cannot do without.
_FEW = 6
_SUPPLEMENT = r"L[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}"
_PROVISION = rf"^({_SUPPLEMENT}|[1-9][0-9]{{0,3}}(\.[1-9][0-9]{{0,3}}){{1,2}})-[1-9][0-9]{{0,3}}"
#: Pattern → an example, and what to say about it.
PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": ("face-to-face", N_("只用小写字母、数字和单个连字符，如 face-to-face。")),
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}-[1-9][0-9]{0,3}$": (
        "4.3.2-1",
        N_("规则编号写成“条号-序号”，如 4.3.2-1。"),
    ),
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}$": ("4.3.2", N_("条号写成 4.3.2；第五、六章写节号 5.1。")),
    r"^[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}$": ("4.3", N_("节号写成 4.3。")),
    r"^[1-9][0-9]{0,3}$": ("4", N_("章号写成 4。")),
    r"^[^\n]*$": (_TEXT, N_("只能写一行。")),
    r"^https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?$": (
        "https://handbook.example/",
        N_("写完整的网址，如 https://handbook.example/；在文件夹里就连文件夹一起写。"),
    ),
    r"^[A-Z]$": ("A", N_("写成一个大写字母，如 A。")),
    r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}$": ("4.3", N_("写章号、节号或条号，如 8、3.1、4.3.2。")),
    rf"^{_SUPPLEMENT}-[1-9][0-9]{{0,3}}$": (
        "L3.1-1",
        N_("法定补充的编号写成“L编号-序号”，如 L3.1-1、L8-2。"),
    ),
    rf"{_PROVISION}$": ("4.3.2-1", N_("写规则的编号，如 4.3.2-1；法定补充写 L3.1-1 这样。")),
    rf"{_PROVISION}-q[1-9][0-9]{{0,3}}$": (
        "4.3.2-1-q1",
        N_("试题编号写成“规则编号-q序号”，如 4.3.2-1-q1、L3.1-1-q1。"),
    ),
    r"^case-[1-9][0-9]{0,3}-[1-9][0-9]{0,3}$": (
        "case-4-1",
        N_("案例编号写成“case-章号-序号”，如 case-4-1。"),
    ),
    r"^I8[0-9]{2}$": ("I820", N_("试题检查的代码写成 I820 这样。")),
}


def sample(info: FieldInfo) -> str:
    """A value that fits a field."""
    return _value(info.annotation, info.metadata)


def sample_entry(info: FieldInfo) -> str:
    """A value that fits an entry of a field that is a list."""
    text = sample(info)
    return text[1:-1] if text.startswith("[") else text


def lines(shape: type[BaseModel]) -> str:
    """The keys that a file of this shape cannot do without, each with a value that fits."""
    return _("；").join(f"{info.alias or name}: {sample(info)}" for name, info in _shown(shape, few=0))


def mapping(shape: type[BaseModel]) -> str:
    """A mapping that fits a shape."""
    if shape.__name__ == "PracticePoint":
        return _TEXT
    return "{" + ", ".join(f"{info.alias or n}: {sample(info)}" for n, info in _shown(shape, _FEW)) + "}"


def _shown(shape: type[BaseModel], few: int) -> Iterable[tuple[str, FieldInfo]]:
    every = len(shape.model_fields) <= few
    return [(name, info) for name, info in shape.model_fields.items() if every or info.is_required()]


def _value(annotation: Any, metadata: Iterable[object] = ()) -> str:  # noqa: ANN401 - a type
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _value(inner[0], inner[1:])
    if origin is tuple:
        return f"[{_value(inner[0])}]"
    if origin is dict:
        return f"{{{_value(inner[0])}: {_value(inner[1])}}}"
    if inner:
        return _value(next(one for one in inner if one is not type(None)), metadata)
    if inspect.isclass(annotation):
        if issubclass(annotation, BaseModel):
            return mapping(annotation)
        if issubclass(annotation, Enum):
            return str(next(iter(annotation)).value)
        for kind, text in ((bool, "true"), (int, "1"), (datetime.date, "2026-12-01")):
            if issubclass(annotation, kind):
                return text
    patterns = (one.pattern for one in metadata if isinstance(one, StringConstraints))
    return next((PATTERNS[str(one)][0] for one in patterns if str(one) in PATTERNS), _TEXT)
