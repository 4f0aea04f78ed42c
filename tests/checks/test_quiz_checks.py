"""Every folder in quiz/cases/ is a question bank with a fault; expected.txt is the complete list of findings.

The bank without the fault is quiz/bank/, for the rules of base/. With HANDBOOK_UPDATE_CASES=1 the lists are
written instead of compared: read the difference before committing.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.checks import item_judges, registered
from generator.content.reading import source
from tests.support.effort import counted
from tests.support.handbooks import copy, examine, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.core.diagnostic import Diagnostic

HERE = Path(__file__).parents[1] / "samples/quiz"
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())
UPDATE = os.environ.get("HANDBOOK_UPDATE_CASES") == "1"


def _bank(root: Path, case: Path | None = None) -> Path:
    shutil.copytree(HERE / "bank", root)
    copy(case or HERE / "none", root)
    return root


def test_the_bank_without_a_fault_has_no_findings(tmp_path: Path) -> None:
    assert listed(examine(_bank(tmp_path / "bank"))[1]) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_findings_are_exactly_these(case: Path, tmp_path: Path) -> None:
    found = listed(examine(_bank(tmp_path / "bank", case))[1])
    expected = case / "expected.txt"
    if UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def _single(number: int, *, key: int = 0, key_text: str = "四字答案", options: int = 4) -> dict[str, Any]:
    """A single-choice question whose words no other one shares."""
    word = "".join(chr(0x4E00 + (number * 97 + at * 1013) % 20000) for at in range(12))
    texts = [f"选项{word[at]}{word[at + 4]}" for at in range(options)]
    texts[key] = key_text
    return {
        "id": f"1.1.1-1-q{number}",
        "type": "single",
        "rules": ["1.1.1-1"],
        "difficulty": "easy",
        "level": "recall",
        "setting": "none",
        "stem": f"{word}？",
        "options": [
            {"text": text, "because": "有理由。", **({"correct": "true"} if at == key else {})}
            for at, text in enumerate(texts)
        ],
        "rationale": "有理由。",
    }


def _true_false(number: int, *, answer: bool) -> dict[str, Any]:
    question = _single(number)
    del question["options"]
    return question | {"type": "true-false", "answer": str(answer).lower()}


def _found(root: Path, questions: Iterable[dict[str, Any]], **more: object) -> list[Diagnostic]:
    """Findings of the bank with one file more."""
    _bank(root)
    data = {"chapter": "1", **more, "questions": list(questions)}
    (root / "content/quizzes/01-more.yaml").write_text(source.dump(data), encoding="utf-8")
    return list(examine(root)[1])


def _codes(found: Iterable[Diagnostic]) -> set[str]:
    return {one.code for one in found} - {"I841"}  # nobody stamped the questions made here


BANKS: dict[str, tuple[Callable[[int], dict[str, Any]], set[str]]] = {
    "even": (lambda n: _single(n, key=n % 4), set()),
    "longest": (lambda n: _single(n, key=n % 4, key_text="五个字答案"), {"I821"}),
    "letter": (lambda n: _single(n, key=(0, 1, 0, 2)[n % 4]), {"I822"}),
    "run": (lambda n: _single(n, key=3 if n in {10, 11, 12, 13} else n % 4), {"I823"}),
    "run of three": (lambda n: _single(n, key=3 if n in {10, 11, 12} else n % 4), set()),
    "mostly true": (lambda n: _true_false(n, answer=n % 4 != 0), {"I824"}),
    "mostly false": (lambda n: _true_false(n, answer=n % 4 == 0), {"I824"}),
    "true and false": (lambda n: _true_false(n, answer=n % 2 == 0), set()),
}


@pytest.mark.parametrize("name", BANKS)
def test_a_bank_is_judged_as_a_whole(name: str, tmp_path: Path) -> None:
    make, expected = BANKS[name]
    assert _codes(_found(tmp_path / "bank", (make(number) for number in range(10, 50)))) == expected


@pytest.mark.parametrize("code", ["I821", "I822", "I824"])
def test_a_finding_about_the_whole_bank_can_be_accepted_in_any_file(code: str, tmp_path: Path) -> None:
    make = next(make for make, expected in BANKS.values() if expected == {code})
    accepted = [{"code": code, "reason": "题还在写。"}]
    found = _found(tmp_path / "bank", (make(number) for number in range(10, 50)), accepted=accepted)
    assert _codes(found) == set()


def test_shares_of_a_few_questions_say_nothing(tmp_path: Path) -> None:
    few = [_single(number, key=number % 2 * 3, key_text="五个字答案") for number in range(10, 22)]
    assert _codes(_found(tmp_path / "bank", few)) == set()


def test_every_code_has_a_case_and_every_warning_can_be_accepted() -> None:
    codes = {check.code for check in registered() if check.code.startswith("I8")}
    written = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    tried = set(re.findall(r"[误告] (I8[0-9]{2}) ", written)) | set().union(*(e for _, e in BANKS.values()))
    assert codes <= tried
    not_to_be_accepted = {"I840", "I841", "I842", "I843"}  # about stamps and acceptances themselves
    warnings = {check.code for check in registered() if check.code in codes and check.severity == "warning"}
    assert item_judges().keys() == warnings - not_to_be_accepted


@pytest.mark.slow
def test_effort_grows_with_the_number_of_questions_not_with_its_square(tmp_path: Path) -> None:
    def effort(count: int) -> int:
        root = tmp_path / str(count)
        _bank(root)
        questions = [_single(number, key=number % 4) for number in range(10, count)]
        for at in range(0, count, 500):
            data = {"chapter": "1", "questions": questions[at : at + 500]}
            (root / f"content/quizzes/01-more-{at:05d}.yaml").write_text(source.dump(data), encoding="utf-8")
        from generator.book import handbook  # noqa: PLC0415 - only this test takes them apart
        from generator.content import loader  # noqa: PLC0415 - only this test takes them apart

        book = handbook.resolve(loader.load(root))
        assert book is not None
        checks = [check for check in registered() if check.code.startswith("I8")]
        return counted(lambda: [list(check.find(book)) for check in checks])[1]

    assert effort(4000) < 6 * effort(1000)
