"""A figure that is stated in one place and repeated in others: a change must lead to every repetition."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.shared.clocks import steps as clock_steps
from generator.checks.shared.figures import NAMED, _figures, figures, own
from generator.checks.shared.prose import prose_of
from generator.content.model import CaseQuestion, ChapterFile, Provision
from tests.support.handbooks import examine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.checks.shared.prose import Passage
    from generator.content import loader
    from generator.content.model import Deadline


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("收到后1个工作日内回复", {(1.0, "工作日")}),
        ("一个工作日、60分钟、1小时", {(1.0, "工作日"), (60.0, "分钟")}),
        ("1个和2个工作日各管哪种投诉", {(1.0, "工作日"), (2.0, "工作日")}),
        ("3至5日", {(3 * 1440.0, "分钟"), (5 * 1440.0, "分钟")}),
        ("满65周岁、20人以上、5万条、3.5%", {(65.0, "岁"), (20.0, "人"), (50_000.0, "条"), (3.5, "%")}),
        ("10月8日、9日收到，第10日到期，第3次，2027年，日历上的每一天，4.3.2-2", set()),
        ("五月三日、10月1—7日、第一、二个工作日、第 3 个工作日、5.3-2、L5-3", set()),
        ("3-5个工作日内、１０ 个工作日", {(3.0, "工作日"), (5.0, "工作日"), (10.0, "工作日")}),
        ("1.5-2小时、1个半小时、两个半小时", {(90.0, "分钟"), (120.0, "分钟"), (150.0, "分钟")}),
        ("两个半天、90秒、一刻钟", {(1440.0, "分钟"), (1.5, "分钟"), (15.0, "分钟")}),
        ("一年半、一个半月、两个季度", {(18.0, "个月"), (1.5, "个月"), (6.0, "个月")}),
        ("十五日内、15个自然日", {(15 * 1440.0, "分钟")}),
        ("1,000元、１，０００元、一千元", {(1000.0, "元")}),
        ("5至10万元", {(50_000.0, "元"), (100_000.0, "元")}),
        (
            "18—60周岁、六十五周岁、2-3人",
            {(18.0, "岁"), (60.0, "岁"), (65.0, "岁"), (2.0, "人"), (3.0, "人")},
        ),
        ("20%、２０％、百分之二十、五分之一、千分之五", {(20.0, "%"), (0.5, "%")}),
    ],
)
def test_a_figure_is_a_value_and_a_unit_and_dates_are_none(text: str, values: set[tuple[float, str]]) -> None:
    assert {figure.value for figure in figures(text)} == values


def test_a_point_that_names_another_rule_states_nothing_for_its_own(real_book: Handbook) -> None:
    major = real_book.rule["4.3.2-3"]
    assert any("4.3.2-2" in point.text for point in major.practice)
    assert (1.0, "工作日") not in own(major)
    assert (2.0, "工作日") in own(major)


@pytest.mark.slow
def test_a_changed_deadline_leads_to_every_place_that_says_the_old_one(
    handbook_copy: Path, real_library: loader.Library
) -> None:
    chapter = handbook_copy / "content/rules/04-relationship/4.3.yaml"
    text = chapter.read_text(encoding="utf-8")
    begin, end = text.index("id: 4.3.2-2\n"), text.index("id: 4.3.2-3\n")
    rule = text[begin:end]
    changed = rule.replace("应在1个工作日内", "应在3个工作日内").replace("value: 1\n", "value: 3\n")
    assert changed.count("3个工作日内") == changed.count("value: 3\n") == 1
    chapter.write_text(text[:begin] + changed + text[end:], encoding="utf-8")
    clocks = handbook_copy / "content/law/clocks.yaml"
    before = clocks.read_text(encoding="utf-8")
    clocks.write_text(
        before.replace("value: 1\n            unit: 工作日", "value: 3\n            unit: 工作日", 1),
        encoding="utf-8",
    )

    book, found = examine(handbook_copy, real_library)
    assert book is not None
    told = {(one.span.path, one.span.line) for one in found if one.code in {"D404", "I811"}}
    paths = {path for path, _ in told}
    assert {"checklists/complaint.yaml", "checklists/new-staff.yaml", "content/pages/provenance.md"} <= paths
    assert ("content/rules/04-relationship/4.3.yaml", _line(chapter, "title: 一般投诉1个工作日回")) in told

    stale = {
        id_ for one in found if one.code == "I840" for id_ in re.findall(r"[0-9.L-]+-q[0-9]+", one.message)
    }
    prose = prose_of(book)
    left = []
    for match in re.finditer("(?<![0-9每])1个(?:和2个)?工作日", prose.text):
        passage = prose.passage(match.start())
        span = prose.span(match.start(), len(match[0]))
        if _restates("4.3.2-2", passage) and (span.path, span.line) not in told:
            left += [] if getattr(passage.node, "id", "") in stale else [f"{span}: {passage.text}"]
    assert "\n".join(left) == ""


@pytest.mark.slow
def test_every_changed_deadline_leads_to_whatever_repeats_it_beside_its_rule(
    handbook_copy: Path, real_library: loader.Library, real_book: Handbook
) -> None:
    """All change at once, with their sentence, basis and clock; an added point still says the old one."""
    old = {one.id: one.deadline for one in real_book.provisions_in_force if one.deadline}
    for path in (*handbook_copy.glob("content/law/supplements/*"), *handbook_copy.glob("content/rules/*/*")):
        text = path.read_text(encoding="utf-8")
        blocks = re.split("(?m)^(?=  - id: )", text)
        path.write_text("".join(_later(block, old) for block in blocks), encoding="utf-8")
    clocks = handbook_copy / "content/law/clocks.yaml"
    steps = re.split("(?m)^(?= +- id: )", clocks.read_text(encoding="utf-8"))
    clocks.write_text("".join(_later_step(step, old) for step in steps), encoding="utf-8")

    book, found = examine(handbook_copy, real_library)
    assert book is not None
    told = {(one.span.path, one.span.line) for one in found if one.code in {"D404", "I811"}}
    seen: Counter[str] = Counter()
    left = []
    for passage in prose_of(book).passages:
        node, keys, text = passage
        rules = [node.id] if isinstance(node, Provision) else getattr(node, "rules", ())
        rules = [id_ for id_ in rules if id_ in book.provision] if not isinstance(node, ChapterFile) else []
        binding = "\n".join(_binding(book, book.provision[id_]) for id_ in rules)
        for id_ in sorted(old.keys() & set(rules)):
            says = re.compile(f"(?<![0-9.第]){old[id_].duration}")
            if not says.search(text) or says.search(binding) or not _claims(book, passage, says):
                continue
            seen[f"{type(node).__name__}.{keys[0]}"] += 1
            span = book.span_of(says.pattern.rpartition(")")[2], node, *keys)
            left += [] if (span.path, span.line) in told else [f"{span} {id_}: {text}"]
    assert "\n".join(left) == ""
    assert seen["Rule.practice"] + seen["Supplement.practice"] >= len(old) > 9
    assert {"Rule.title", "Supplement.title", "ChecklistItem.text"} <= seen.keys(), seen
    assert any(name.startswith(("Question", "CaseQuestion")) for name in seen), seen


def _later(block: str, old: Mapping[str, Deadline]) -> str:
    """The text of a rule with another deadline wherever it binds, and a point that says the old one."""
    deadline = old.get(block.partition("\n")[0].removeprefix("  - id: "))
    if deadline is None:
        return block
    now = deadline.model_copy(update={"value": deadline.value + 7})
    says = f"(?<![0-9.]){deadline.duration}"
    block = re.sub(
        "(?m)^ +(?:statement|paraphrase|scope): .*", lambda m: re.sub(says, now.duration, m[0]), block
    )
    block = re.sub(r"(?m)^( +(?:deadline: \{)?value: )[0-9]+", rf"\g<1>{now.value}", block)
    return block.replace(
        "    practice:\n", f"    practice:\n      - recommend: 最晚{deadline.duration}办完。\n"
    )


def _later_step(step: str, old: Mapping[str, Deadline]) -> str:
    rule = re.search("(?m)^ +rule: (.*)", step)
    deadline = old.get(rule[1]) if rule else None
    if deadline and f"value: {deadline.value}\n" in step and f"unit: {deadline.unit}\n" in step:
        return step.replace(f"value: {deadline.value}\n", f"value: {deadline.value + 7}\n")
    return step


def _binding(book: Handbook, one: Provision) -> str:
    """All that may state a figure: what binds, what a law or a clock says, what other things it means."""
    points = [point.text for point in one.practice if point.law or point.beside]
    steps = [step.duration for clock in book.clocks for _, step in clock_steps(clock) if step.rule == one.id]
    basis = [citation.paraphrase or "" for citation in one.citations]
    return "\n".join([one.statement, getattr(one, "scope", None) or "", *points, *steps, *basis])


def _claims(book: Handbook, passage: Passage, says: re.Pattern[str]) -> bool:
    """Whether a passage repeats its rules: titles and practice, sheets, what a question calls right."""
    node, keys, text = passage
    if isinstance(node, CaseQuestion):
        scenes = [case.scene for quiz in book.quizzes for case in quiz.cases if node in case.questions]
        if says.search("\n".join([*scenes, node.stem if keys[0] != "stem" else ""])):
            return False
        right = keys[0] != "options" or keys[1] in node.keys
        return (
            right and keys[-1] not in ("because", "rationale") and (keys[0] != "stem" or node.answer is True)
        )
    if isinstance(node, Provision):
        return keys[0] == "title" or (keys[0] == "practice" and not NAMED.search(text))
    return True


def _restates(rule: str, passage: Passage) -> bool:
    """Whether it is the rule, cites it or names it: other things may take one working day too."""
    node = passage.node
    return getattr(node, "id", "") == rule or rule in getattr(node, "rules", ()) or rule in passage.text


def _line(path: Path, words: str) -> int:
    return path.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1


_SIGNS = (
    "0１５零一两三五十百千半 个名位万亿工作日自然天小时钟分刻秒周星期月季度年岁元%％人次遍倍条之内第每.,，-至"
)


@given(st.text(alphabet=_SIGNS, max_size=12))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_text_with_a_figure_is_passed_over(text: str) -> None:
    assert figures(text) == _figures(text)
