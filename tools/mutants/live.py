"""Changes in the program as it runs: functions get other code in place, whoever holds them."""

from __future__ import annotations

import ast
import gc
import importlib
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

from tools.mutants import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: A function's name with those it is in, and its first line: names alone are shared by a property's parts.
Key = tuple[str, int]
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def load(files: list[Path]) -> dict[Path, list[FunctionType]]:
    """Imports the modules; each file's functions that are there now, methods and inner ones too."""
    for file in files:
        importlib.import_module(".".join(_parts(file)))
    found: dict[Path, list[FunctionType]] = {file: [] for file in files}
    by_name = {str(file): functions for file, functions in found.items()}
    for one in gc.get_objects():
        if type(one) is FunctionType and (functions := by_name.get(one.__code__.co_filename)) is not None:
            functions.append(one)
    return found


def swap(functions: list[FunctionType], file: Path, tree: ast.Module) -> None:
    """Gives functions of a file the code and the defaults that they have in ``tree``.

    Raises ValueError when a function would need other outer names than it has.
    """
    module = compile(tree, str(file), "exec", dont_inherit=True)
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(module)}
    for function in functions:
        old = function.__code__
        new = codes.get((old.co_qualname, old.co_firstlineno))
        if new is not None and new != old:
            function.__code__ = new
    nodes = {_start(node): node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)}
    for function in functions:
        node = nodes.get((function.__name__, function.__code__.co_firstlineno))
        if node is not None:
            _set_defaults(function, node.args)


def forget() -> None:
    """Empties what functools keeps for functions of the program: it was made by the unchanged one."""
    for one in gc.get_objects():
        clear = getattr(type(one), "cache_clear", None)
        if clear is not None and str(getattr(one, "__module__", "")).startswith("generator."):
            clear(one)


def _start(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Key:
    return node.name, min(one.lineno for one in (node, *node.decorator_list))


def _set_defaults(function: FunctionType, arguments: ast.arguments) -> None:
    """Those that are written as constants; others are what they were."""
    old = function.__defaults__ or ()
    if len(old) == len(arguments.defaults):
        pairs = zip(arguments.defaults, old, strict=True)
        function.__defaults__ = tuple(_value(node, value) for node, value in pairs) or None
    if function.__kwdefaults__:
        names = (one.arg for one in arguments.kwonlyargs)
        new = dict(zip(names, arguments.kw_defaults, strict=True))
        function.__kwdefaults__ = {
            name: _value(new.get(name), value) for name, value in function.__kwdefaults__.items()
        }


def _value(node: ast.AST | None, old: object) -> object:
    return node.value if isinstance(node, ast.Constant) else old


def _parts(file: Path) -> list[str]:
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)
