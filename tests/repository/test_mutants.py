"""The tool that changes the program: what it changes and what not, in place, and nothing is left of it."""

from __future__ import annotations

import ast
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

from tools.mutants import ROOT, edits, files, live
from tools.mutants.__main__ import drawn, equivalent, every

if TYPE_CHECKING:
    from pathlib import Path

CODE = '''
"""The module."""
LIMIT = 1 + 1
from typing import cast


class Kept:
    """Holds."""

    @staticmethod
    def grow(by: int = 2, *, twice: bool = False) -> "int | None":
        """By how much."""
        by = cast("int", by)
        def inner(text: str) -> bool:
            return text == "a" and not by
        if by > 1:
            print("more")
            return by + 1
        for one in (1,):
            if inner("a"):
                break
        return None
'''
CHANGES = [
    "2 → 3",
    "False → True",
    "return text == 'a' and (not by) → return None",
    "text == 'a' and (not by) → text == 'a' or not by",
    "text == 'a' → text != 'a'",
    "'a' → 'XXaXX'",
    "not by → by",
    "by > 1 → by >= 1",
    "1 → 2",
    "print('more') → pass",
    "'more' → 'XXmoreXX'",
    "return by + 1 → return None",
    "by + 1 → by - 1",
    "1 → 2",
    "1 → 2",
    "inner('a') → not inner('a')",
    "'a' → 'XXaXX'",
    "break → continue",
]


def test_only_what_functions_do_is_changed_each_thing_in_turn() -> None:
    found = edits.mutants("one.py", CODE)
    assert [f"{one.before} → {one.after}" for one in found] == CHANGES
    assert {one.function for one in found} == {"Kept.grow"}
    assert [one.line for one in found][:3] == [13, 13, 15]
    assert edits.mutants("one.py", CODE) == found


def test_a_change_is_the_only_one() -> None:
    plain = ast.unparse(ast.parse(CODE)).splitlines()
    for one in edits.mutants("one.py", CODE):
        changed = ast.unparse(edits.changed(CODE, one.number)).splitlines()
        assert sum(old != new for old, new in zip(plain, changed, strict=True)) == 1, one.key


def test_probes_note_lines_and_change_nothing() -> None:
    noted: dict[int, None] = {}
    names: dict[str, object] = {"probe": noted}
    exec(compile(edits.probed(CODE, "probe", 1000), "one.py", "exec"), names)  # noqa: S102 - the code above
    kept = names["Kept"]
    assert kept.grow(1) is None  # type: ignore[attr-defined]
    assert sorted(noted) == [1013, 1014, 1015, 1016, 1019, 1020, 1022]


def test_functions_are_changed_wherever_they_are_held(tmp_path: Path) -> None:
    file = tmp_path / "held.py"
    names: dict[str, object] = {}
    exec(compile(CODE, str(file), "exec"), names)  # noqa: S102 - the code above
    grow = names["Kept"].grow  # type: ignore[attr-defined]
    for number, value in [(0, 4), (10, 3), (11, None), (12, 1)]:
        live.swap([grow], file, edits.changed(CODE, number))
        assert grow() == value, CHANGES[number]
        live.swap([grow], file, ast.parse(CODE))
        assert grow() == 3


def test_the_same_seed_draws_the_same_and_another_others() -> None:
    mutants = every()
    names = {one.key for one in mutants}
    chosen = drawn(mutants, 1, 50)
    assert drawn(mutants, 1, 50) == chosen
    assert len({(one.file, one.number) for one in chosen}) == 50
    assert drawn(mutants, 2, 50) != chosen
    elsewhere = [one for one in mutants if "/core/" not in one.file]
    kept = [one for one in chosen if one in elsewhere]
    assert [one for one in drawn(elsewhere, 1, 50) if one in kept] == kept, "most stay when files go"
    assert set(equivalent()) <= names, "a change that is known to change nothing is there, and has its reason"
    assert all(equivalent().values())


def test_every_place_named_is_there() -> None:
    assert len(files()) > 30
    assert all(file.is_file() for file in files())


SMALL = """
    from generator.core.lines import Lines

    def test_there_are_two() -> None:
        assert len(Lines("a", "1\\n2")) == 2

    def test_nothing() -> None:
        Lines("a", "1\\n2")[1]
"""
RUN = """
    import pytest, sys
    from tools.mutants import edits
    from tools.mutants.trial import Trial, Trials
    file = "generator/core/lines.py"
    mutants = edits.mutants(file, open(file, encoding="utf-8").read())
    length = next(one for one in mutants if one.function == "Lines.__len__")
    line = next(one for one in mutants if one.function == "Lines.__getitem__" and one.before == "''")
    names = [sys.argv[2] + "::test_there_are_two", sys.argv[2] + "::test_nothing"]
    first = [Trial(length, tuple(names), 0), Trial(line, tuple(names), 0), Trial(None, tuple(names), 0)]
    first += [Trial(mutants[0], (), 0)]  # no test comes by: nothing notices it
    run = Trials(first, lambda found: [], 2)
    pytest.main(["-qq", "-s", "-p", "no:cacheprovider", "--rootdir", sys.argv[1], sys.argv[1]], plugins=[run])
    of = {one.trial.mutant and one.trial.mutant.function: one.noticed for one in run.outcomes}
    print([of[None], of["Lines.__getitem__"], of["Lines.__len__"], of[mutants[0].function]])
"""


def test_a_change_is_noticed_by_the_test_that_fails_and_nothing_is_left(tmp_path: Path) -> None:
    folder, left = tmp_path / "tests", tmp_path / "left"
    folder.mkdir()
    left.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_small.py").write_text(dedent(SMALL))
    command = [sys.executable, "-B", "-c", dedent(RUN), str(folder), "test_small.py"]
    environment = {"TMPDIR": str(left), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    noticed = "test_small.py::test_there_are_two"
    assert done.stdout.splitlines()[-1] == str(["", "", noticed, ""])
    assert list(left.iterdir()) == []
    assert sorted(path.name for path in folder.iterdir()) == ["pytest.ini", "test_small.py"]
