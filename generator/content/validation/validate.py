"""Plain data → a typed shape, or what does not fit: entry by entry, so that effort stays in bounds."""

from __future__ import annotations

import typing
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.content.validation.misfit import finding, inner_model, is_small, keys_of, meant
from generator.core.diagnostic import ENOUGH, Diagnostic, error, more
from generator.core.texts import _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from generator.content.reading.source import Data, Document, Key

Shape = TypeVar("Shape", bound=BaseModel)
Shape_co = TypeVar("Shape_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Validated(Generic[Shape_co]):
    """What became of a document."""

    value: Shape_co | None
    """None when anything does not fit."""
    faults: list[Diagnostic]
    rest: Shape_co | None
    """The value without the entries that do not fit; None when that is no value either."""
    kept: dict[str, tuple[int, ...]]
    """For each list at the top: the positions of the entries that fit."""


def validate(document: Document, shape: type[Shape]) -> tuple[Shape | None, list[Diagnostic]]:
    """Fits a document to a shape; every misfit becomes a finding with its place."""
    fitted = validate_parts(document, shape)
    return fitted.value, fitted.faults


def validate_parts(document: Document, shape: type[Shape]) -> Validated[Shape]:
    """The same, and also tells what is left without the entries that do not fit."""
    data = document.data
    if not isinstance(data, dict):
        kind = _("列表") if isinstance(data, list) else _("一段文字")
        message = _("整个文件应是“键: 值”，这里却是{kind}").format(kind=kind)
        hint = _("最外层的键有：{keys_of}。").format(keys_of=_("、").join(keys_of(shape)))
        return Validated(None, [error(document.span(), "M201", message, hint)], None, {})
    fitter = _Validator()
    rest = fitter.mapping(data, shape, ())
    faults = [finding(document, shape, detail) for detail in fitter.told]
    faults += more(document.path, fitter.untold)
    return Validated(None if faults else rest, faults, rest, fitter.kept)


@dataclass
class _Validator:
    """Collects the first faults and counts the others."""

    told: list[ErrorDetails] = field(default_factory=list)
    untold: int = 0
    kept: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def mapping(self, data: dict[str, Data], shape: type[Shape], at: tuple[Key, ...]) -> Shape | None:
        """Fits a mapping part by part; it may be a value without the entries of lists that do not fit."""
        given: dict[str, Any] = self._known(data, shape)
        spoilt: set[Key] = set()
        for name, info in shape.model_fields.items():
            key = info.alias or name
            value, inner = given.get(key), _entry(info.annotation)
            if isinstance(value, list) and inner is not None:
                fitting = [self.part(one, inner, (*at, key, n)) for n, one in enumerate(value)]
                if not at:
                    self.kept[key] = tuple(n for n, one in enumerate(fitting) if one is not None)
                given[key] = [one for one in fitting if one is not None]
                if len(given[key]) < len(value):
                    spoilt.add(key)
            elif isinstance(value, dict) and (values := _values(info.annotation)) is not None:
                pairs = {k: self.whole({k: v}, values, (*at, key)) for k, v in value.items()}
                given[key] = {k: v for pair in pairs.values() if pair for k, v in pair.items()}
                if len(given[key]) < len(value):
                    spoilt.add(key)
            elif isinstance(value, dict) and (model := inner_model(info.annotation)) and not is_small(value):
                if (fitted := self.mapping(value, model, (*at, key))) is None:
                    spoilt.add(key)
                given[key] = fitted
        try:
            return shape.model_validate(given)
        except ValidationError as fault:
            self._note(fault, shape, at, spoilt)
            return None

    def part(self, data: Data, inner: Any, at: tuple[Key, ...]) -> object | None:  # noqa: ANN401 - a type
        """Fits one entry of a list."""
        if isinstance(data, dict) and isinstance(inner, type) and not is_small(data):
            before = len(self.told) + self.untold
            fitted = self.mapping(data, inner, at)
            return fitted if len(self.told) + self.untold == before else None
        return self.whole(data, inner, at)

    def whole(self, data: Data, inner: Any, at: tuple[Key, ...]) -> Any | None:  # noqa: ANN401 - a type
        """Fits something at once."""
        try:
            return _adapter(inner).validate_python(data)
        except ValidationError as fault:
            self._note(fault, inner_model(inner), at, set())
            return None

    def _known(self, data: dict[str, Data], shape: type[BaseModel]) -> dict[str, Data]:
        """A copy, of keys that nobody knows only as many as can be told, if they are told at all."""
        names = keys_of(shape)
        if shape.model_config.get("extra") == "ignore":
            return {key: value for key, value in data.items() if key in names}
        unknown = [key for key in data if key not in names][ENOUGH:]
        self.untold += len(unknown)
        surplus = set(unknown)
        return {key: value for key, value in data.items() if key not in surplus}

    def _note(
        self, fault: ValidationError, shape: type[BaseModel] | None, at: tuple[Key, ...], spoilt: set[Key]
    ) -> None:
        """Takes in the faults of one part, but not what merely follows from parts that were ``spoilt``."""
        if len(self.told) >= ENOUGH:
            self.untold += fault.error_count()
            return
        details = [
            detail
            for detail in fault.errors(include_url=False, include_context=True, include_input=True)
            if not (spoilt and (not detail["loc"] or detail["loc"][0] in spoilt)) and not _hollow(detail)
        ]
        names = meant(shape, details) if shape else set()
        for detail in details:
            if detail["type"] == "missing" and detail["loc"] in names:
                continue
            if len(self.told) >= ENOUGH:
                self.untold += 1
                continue
            detail["loc"] = (*at, *(key for key in detail["loc"] if key != "[key]"))
            self.told.append(detail)


def _hollow(detail: ErrorDetails) -> bool:
    """A list is called too short when its entries have faults of their own: those say enough."""
    given = detail["input"]
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= least


@cache
def _adapter(inner: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a type
    return TypeAdapter(inner)


def _entry(annotation: object) -> Any | None:  # noqa: ANN401 - a type
    """X of ``tuple[X, ...]``, also when there may be none."""
    for one in (annotation, *typing.get_args(annotation)):
        if typing.get_origin(one) is tuple and typing.get_args(one)[1:] == (...,):
            return typing.get_args(one)[0]
        if (
            typing.get_origin(one) is typing.Annotated
            and (found := _entry(typing.get_args(one)[0])) is not None
        ):
            return found
    return None


def _values(annotation: object) -> object | None:
    """The annotation itself when it is a ``dict[K, V]``."""
    return annotation if typing.get_origin(annotation) is dict else None
