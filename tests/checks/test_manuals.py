"""Every manual's wrong example gives its code, at a line that it wrote; its right example gives nothing.

There is no code that cannot be run: what needs a broken file makes one, what needs a PDF sets one sheet.
"""

from __future__ import annotations

import builtins
import io
import re
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from generator import checks
from generator.checks.manuals import codes
from generator.checks.manuals.diagnostics_manual import entries
from generator.core.diagnostic import Diagnostic, Severity, Span
from generator.outputs.pdf import publication
from generator.outputs.pdf.making import faults, pool
from generator.outputs.pdf.making.weasy import PdfError
from generator.outputs.site.workspace import Workspace
from tests.support.handbooks import BASE, examine, listed
from tests.support.manual_examples import Fence, Trial, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.support.manual_examples import Manual

#: What new text calls for and no example shows: that somebody looks at its questions, and writes some.
FOLLOWS = {"I840", "I841", "I850"}
#: Their right examples hold one question many times: right as a whole, not one by one.
ONE_QUESTION = {"I821", "I822", "I823", "I824"}
#: What only a PDF shows is looked for in this one.
SHEET = "downloads/checklists/phone.pdf"
_SAID = re.compile(
    r"^(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<level>错误|警告) (?P<code>\w\d+) (?P<message>.+)$", re.MULTILINE
)


def _read(entry: codes.Entry) -> Manual:
    return parsed(entry.manual.read_text(encoding="utf-8"))


def _found(code: str, fences: Iterable[Fence], root: Path) -> tuple[Trial, list[Diagnostic]]:
    """The small handbook with an example in it, and what is found there."""
    trial = Trial(root)
    trial.put(tuple(fences))
    if trial.said and (said := list(_SAID.finditer(trial.said))):
        levels = {one.label: one for one in Severity}
        return trial, [
            Diagnostic(Span(one["path"], int(one["line"])), one["code"], levels[one["level"]], one["message"])
            for one in said
        ]
    workspace = Workspace(root)
    workspace.examine(thorough=True)
    found = list(workspace.found)
    if code in {"P901", "P902", "P903"}:
        assert workspace.book is not None
        try:
            pool.make({SHEET: publication.pdfs(workspace.book)[SHEET]}, processes=1)
        except PdfError as error:
            found += faults.diagnostics(workspace.book, error)
    return trial, found


SLOW = {"P901", "P902", "P903", "P904"}
EACH = pytest.mark.parametrize(
    "entry",
    [pytest.param(one, marks=[pytest.mark.slow] * (one.code in SLOW), id=one.code) for one in entries()],
)


@EACH
def test_the_wrong_example_gives_the_code_at_a_line_of_its_own(entry: codes.Entry, tmp_path: Path) -> None:
    trial, found = _found(entry.code, _read(entry).wrong, tmp_path / "handbook")
    own = [one for one in found if one.code == entry.code]
    assert own, listed(found)
    assert {one.severity for one in own} == {entry.severity}
    assert any(trial.wrote(one.span.path, one.span.line) for one in own), listed(own)


@EACH
def test_the_right_example_gives_nothing(entry: codes.Entry, tmp_path: Path) -> None:
    _, found = _found(entry.code, _read(entry).right, tmp_path / "handbook")
    if entry.code in ONE_QUESTION:
        found = [one for one in found if one.code == entry.code]
    assert listed(one for one in found if one.code not in FOLLOWS - {entry.code}) == ""


def test_the_small_handbook_has_no_fault_without_an_example(tmp_path: Path) -> None:
    _, found = _found("", (), tmp_path / "handbook")
    assert listed(found) == ""


_SMALL = "list:\n  - id: a\n    one: 1\n    two: 2\n  - id: b\n    three: [x]\n"


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("a", "two: 3\n", "list:\n  - id: a\n    one: 1\n    two: 3*\n  - id: b\n    three: [x]\n"),
        ("a", "id: c\n", "list:\n  - id: c*\n    one: 1\n    two: 2\n  - id: b\n    three: [x]\n"),
        ("a", "four: 4\n", _SMALL.replace("two: 2\n", "two: 2\n    four: 4*\n")),
        ("a", "two: 3\n# one:\n", "list:\n  - id: a\n    two: 3*\n    # one:*\n  - id: b\n    three: [x]\n"),
        ("list", "- id: c\n  one: 1\n", f"{_SMALL}  - id: c*\n    one: 1*\n"),
        ("list 2", "three: ⟨U+0041⟩⟨×3⟩\n", _SMALL.replace("[x]\n", "AAA*\n")),
        ("", "list:\n  - ⟨N⟩ ⟨×2⟩\n", "list:*\n  - 1*\n  - 2*\n"),
        ("整个文件", "x\n", "x*\n"),
    ],
)
def test_an_example_lands_where_its_place_says(place: str, text: str, expected: str, tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    (tmp_path / "small.yaml").write_text(_SMALL, encoding="utf-8")
    trial.put((Fence("yaml", ("small.yaml", *place.split()), text),))
    lines = (tmp_path / "small.yaml").read_text(encoding="utf-8").split("\n")
    own = [trial.wrote("small.yaml", number) for number in range(1, len(lines) + 1)]
    assert "\n".join(line + "*" * wrote for line, wrote in zip(lines, own, strict=True)) == expected


# ---- registration ----


def _module(folder: Path, name: str, code: str, *, manual: bool = True) -> ModuleType:
    """A check in a file of its own, with or without its manual."""
    module: Any = ModuleType(name)
    folder.mkdir(exist_ok=True)
    module.__file__ = str(folder / f"{name}.py")
    module.CODE, module.SEVERITY, module.find = code, Severity.ERROR, lambda _: iter(())
    if manual:
        (folder / f"{name}.md").write_text("# 题\n", encoding="utf-8")
    return module  # type: ignore[no-any-return]


def _refused(*modules: ModuleType) -> list[str]:
    with pytest.raises(checks.RegistrationError) as caught:
        checks.register(modules)
    return str(caught.value).splitlines()


def test_checks_with_codes_and_manuals_of_their_own_are_registered(tmp_path: Path) -> None:
    folder = tmp_path / "wording"
    found = checks.register([_module(folder, "late", "W398"), _module(folder, "early", "W397")])
    assert [(one.code, one.manual) for one in found] == [
        ("W397", folder / "early.md"),
        ("W398", folder / "late.md"),
    ]


def test_a_code_that_another_check_has_is_refused(tmp_path: Path) -> None:
    one, two = _module(tmp_path / "law", "one", "W399"), _module(tmp_path / "wording", "two", "W399")
    assert _refused(one, two) == ["wording/two.py: W399 is taken by law/one.py: take a free number"]


def test_a_code_that_reading_gives_is_refused(tmp_path: Path) -> None:
    module = _module(tmp_path / "files", "unseen", "S108")
    assert _refused(module) == ["files/unseen.py: S108 is taken by manuals/S108.md: take a free number"]


def test_a_retired_code_is_refused(tmp_path: Path) -> None:
    module = _module(tmp_path / "search", "english", "W326")
    assert _refused(module) == [
        "search/english.py: W326 is retired (W325 says it now): take a number that never was used"
    ]


def test_a_code_of_no_family_is_refused(tmp_path: Path) -> None:
    (said,) = _refused(_module(tmp_path / "wording", "odd", "X301"))
    assert said.startswith("wording/odd.py: X301 begins like no family: S1, M2, ")


def test_a_check_without_a_manual_and_a_manual_without_a_check_are_refused_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "wording"
    bare, whole = _module(folder, "bare", "W397", manual=False), _module(folder, "whole", "W398")
    (folder / "orphan.md").touch()
    assert _refused(bare, whole) == [
        "wording/bare.py: no manual beside it: write bare.md",
        "wording/orphan.md: a manual without a check: write orphan.py beside it, or remove it",
    ]


def test_no_retired_code_is_in_use_and_what_says_it_now_is() -> None:
    used = {entry.code for entry in entries()}
    assert codes.RETIRED.keys().isdisjoint(used)
    assert {instead for instead in codes.RETIRED.values() if instead} <= used


def test_looking_for_findings_reads_no_manual(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = io.open

    def recorded(file: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401 - as open itself
        opened.append(str(file))
        return real(file, *more, **named)

    monkeypatch.setattr(io, "open", recorded)
    monkeypatch.setattr(builtins, "open", recorded)
    checks.registered.cache_clear()
    assert examine(BASE)[1] == ()
    assert opened
    manuals = {str(entry.manual) for entry in entries()}
    assert manuals.isdisjoint(opened)
    _read(entries()[0])
    assert str(entries()[0].manual) in opened
