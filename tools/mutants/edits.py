"""What may be changed in a module: single nodes of its syntax tree, within functions only."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
#: Fields that say nothing of what is done.
_FOR_TYPES = {"annotation", "returns", "decorator_list"}
_PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE)),
    *((ast.And, ast.Or), (ast.BitOr, ast.BitAnd), (ast.LShift, ast.RShift), (ast.Break, ast.Continue)),
    *((ast.Add, ast.Sub), (ast.Div, ast.Mult)),
)
_OTHER: dict[type[ast.AST], type[ast.AST]] = {ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult}
_OTHER |= {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
#: Whose removal leaves a module that still makes sense; a name that is never set would not.
_REMOVABLE = (ast.Expr, ast.AugAssign, ast.Raise, ast.Delete)


@dataclass(frozen=True)
class Mutant:
    """A change: ``number`` is its place among all of its file, ``line`` that of the statement it is in."""

    file: str
    function: str
    number: int
    line: int
    before: str
    after: str

    @property
    def key(self) -> str:
        """What it is called in lists: the same wherever in its file the function stands."""
        return f"{self.file} {self.function}: {self.before} → {self.after}"


@dataclass(frozen=True)
class _Edit:
    parent: ast.AST
    field: str
    index: int | None
    old: ast.AST
    new: ast.AST
    shown: ast.AST
    """What tells an operator: the expression that it stands in."""

    def make(self) -> None:
        ast.copy_location(self.new, self.old)
        if self.index is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.index] = self.new

    def undo(self) -> None:
        if self.index is None:
            setattr(self.parent, self.field, self.old)
        else:
            getattr(self.parent, self.field)[self.index] = self.old


@dataclass(frozen=True)
class _Place:
    function: str
    line: int


def mutants(file: str, text: str) -> list[Mutant]:
    """All of a module, in order."""
    found = []
    for number, (place, edit) in enumerate(_edits(ast.parse(text))):
        before = _words(edit.shown)
        edit.make()
        after = _words(edit.shown if edit.shown is not edit.old else edit.new)
        edit.undo()
        found.append(Mutant(file, place.function, number, place.line, before, after))
    return found


def changed(text: str, number: int) -> ast.Module:
    """The module with that change made."""
    tree = ast.parse(text)
    _, edit = next(pair for at, pair in enumerate(_edits(tree)) if at == number)
    edit.make()
    return ast.fix_missing_locations(tree)


def probed(text: str, name: str, number: int) -> ast.Module:
    """The module, with ``name[number + line] = None`` before every statement in a function.

    No call: tests that count calls count the same.
    """
    tree = ast.parse(text)
    for function in ast.walk(tree):
        if not isinstance(function, _FUNCTIONS):
            continue
        for parent in [function, *_within(function)]:
            for field in ("body", "orelse", "finalbody"):
                body = getattr(parent, field, None)
                if isinstance(body, list):
                    documented = parent is function and field == "body"
                    body[:] = _with_probes(body, name, number, documented=documented)
    return ast.fix_missing_locations(tree)


def _within(function: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a function but those of functions in it."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, _FUNCTIONS | ast.ClassDef):
            yield child
            yield from _within(child)


def _with_probes(body: list[ast.stmt], name: str, number: int, *, documented: bool) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for at, statement in enumerate(body):
        if not (documented and at == 0 and _is_text(statement)):
            place = ast.Subscript(
                ast.Name(name, ast.Load()), ast.Constant(number + statement.lineno), ast.Store()
            )
            found.append(ast.copy_location(ast.Assign([place], ast.Constant(None)), statement))
        found.append(statement)
    return found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _edits(node: ast.AST, names: tuple[str, ...] = ()) -> Iterator[tuple[_Place, _Edit]]:
    """Places and changes; each one is made and undone before the next is asked for, or made for good."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTIONS):
            name = ".".join((*names, child.name))
            first = child.body[_is_text(child.body[0]) and len(child.body) > 1]
            for edit in _defaults(child.args):
                yield _Place(name, first.lineno), edit
            yield from _of_body(name, child, "body")
        elif isinstance(child, ast.ClassDef):
            yield from _edits(child, (*names, child.name))


def _of_body(name: str, parent: ast.AST, field: str) -> Iterator[tuple[_Place, _Edit]]:
    """Of statements, and all that is in them."""
    for at, statement in enumerate(list(getattr(parent, field))):
        place = _Place(name, statement.lineno)
        if _is_text(statement):
            continue
        if isinstance(statement, _REMOVABLE):
            yield place, _Edit(parent, field, at, statement, ast.Pass(), statement)
        if isinstance(statement, ast.Break | ast.Continue):
            yield place, _Edit(parent, field, at, statement, _OTHER[type(statement)](), statement)
        yield from _inside(place, statement)


def _inside(place: _Place, node: ast.AST) -> Iterator[tuple[_Place, _Edit]]:
    for field, value in ast.iter_fields(node):
        if field in _FOR_TYPES:
            continue
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield from _of_body(place.function, node, field)
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            for_types = field == "args" and at == 0 and _is_cast(node)
            if isinstance(child, ast.AST) and not for_types:
                for new, shown in _others(node, field, child):
                    yield place, _Edit(node, field, at, child, new, shown)
                yield from _inside(place, child)


def _is_cast(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast"


def _defaults(arguments: ast.arguments) -> Iterator[_Edit]:
    for field in ("defaults", "kw_defaults"):
        for at, value in enumerate(getattr(arguments, field)):
            if isinstance(value, ast.Constant):
                for new in _constants(value):
                    yield _Edit(arguments, field, at, value, new, value)


def _others(parent: ast.AST, field: str, node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """What may stand in a node's place, and what to show of it."""
    if isinstance(node, ast.operator | ast.cmpop | ast.boolop) and type(node) in _OTHER:
        yield _OTHER[type(node)](), parent
    if isinstance(node, ast.Constant):
        yield from ((new, node) for new in _constants(node))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand, node
    told = isinstance(node, ast.Compare | ast.UnaryOp | ast.Constant)  # changed otherwise
    if field in {"test", "ifs"} and isinstance(node, ast.expr) and not told:
        yield ast.UnaryOp(ast.Not(), copy.deepcopy(node)), node
    if isinstance(parent, ast.Return) and not (isinstance(node, ast.Constant) and node.value is None):
        yield ast.Constant(None), parent


def _constants(node: ast.Constant) -> Iterator[ast.Constant]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}XX" if value else "XX")
    elif isinstance(value, bytes):
        yield ast.Constant(b"XX" + value)


def _words(node: ast.AST) -> str:
    """A node as it is written, on one line."""
    text = "pass" if isinstance(node, ast.Pass) else ast.unparse(ast.fix_missing_locations(node))
    return " ".join(text.split())
