"""QTI read by two programs of others: a converter to QTI 3, and a player that shows and scores its items."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from qti_convert import upgrade_package_files

from generator.book.bank import bank
from generator.core.vocabulary import QuestionType
from generator.outputs.bank import exports
from generator.outputs.bank.formats import _qti_item as qti_item
from generator.outputs.bank.formats import qti21
from tests.outputs.bank.test_exports import BEGINNINGS, HOSTILE, batch, hostile, one_of_each, said
from tests.support import npm_readers

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from generator.book.bank import Question
    from generator.book.handbook import Handbook

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Shows an item, answers it in some ways, and gives for each way the score and the 解析 that would be shown.
PLAY = """async ([xml, ways]) => {
  const text = (one) => [...one.querySelectorAll("br")].reduce((_, mark) => mark.replaceWith("\\n"), null)
    ?? one.textContent.trim();
  const shown = [];
  for (const way of ways) {
    document.body.replaceChildren(QtiComponents.qtiTransformItem().parse(xml).htmlDoc());
    const item = document.querySelector("qti-assessment-item");
    await item.updateComplete;
    item.updateResponseVariable("RESPONSE", way);
    item.processResponse();
    const names = ["SOLUTION", "FEEDBACK"].flatMap((name) => [item.getOutcome(name).value].flat(Infinity));
    const texts = [...document.querySelectorAll("qti-modal-feedback")]
      .filter((one) => names.includes(one.getAttribute("identifier"))).map(text);
    shown.push({ score: Number(item.getOutcome("SCORE").value), texts });
  }
  const choices = [...document.querySelectorAll("qti-simple-choice, qti-simple-associable-choice")];
  const lines = [...document.querySelectorAll("qti-item-body > p")].map((one) => one.textContent);
  return { shown, stem: lines.join("\\n"), choices: choices.map(text) };
}"""


def _played(visit: Open, content: bytes, ways: dict[str, list[Any]]) -> dict[str, Any]:
    """What the player makes of every item, by the question's id."""
    npm_readers.installed()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    upgraded = upgrade_package_files(files).files
    opened = visit()
    opened.page.set_content("<!doctype html><title>player</title><body></body>")
    opened.page.add_script_tag(path=npm_readers.MODULES / "@citolab/qti-components/cdn/index.global.js")
    found = {}
    for id_, answers in ways.items():
        item = upgraded[f"items/q-{id_}.xml"]
        xml = item.decode() if isinstance(item, bytes) else item
        found[id_] = opened.page.evaluate(PLAY, [xml, answers])
    assert [one for one in opened.troubles if "Lit is in dev mode" not in one] == []
    return found


def _key(question: Question) -> Any:  # noqa: ANN401 - a text or several
    key = [one.replace("=", " ") for one in question.key]
    return key[0] if question.type in {QuestionType.SINGLE, QuestionType.TRUE_FALSE} else key


def _wrong(question: Question) -> Any:  # noqa: ANN401 - a text or several
    if question.pairs:
        rights = [pair.right_id for pair in question.pairs]
        return [
            f"{pair.left_id} {right}"
            for pair, right in zip(question.pairs, rights[1:] + rights[:1], strict=True)
        ]
    if question.sequence:
        return list(reversed(question.key))
    wrong = [option.id for option in question.options if not option.correct]
    return wrong if question.type is QuestionType.MULTIPLE else wrong[0]


def _agrees(question: Question, played: dict[str, Any]) -> None:
    right, wrong = played["shown"][:2]
    assert right["score"] == pytest.approx(1), question.id
    assert wrong["score"] == pytest.approx(0), question.id
    assert played["stem"] == said(question).stem
    assert set(played["choices"]) >= {one.text for one in question.options or question.choices}
    assert right["texts"][-1].startswith(question.rationale)
    reasons = [one.rationale for one in question.options if one.correct and one.rationale]
    assert right["texts"][:-1] == reasons[-1:]  # of several, this player forgets all but the last


def test_every_item_is_shown_and_scored(visit: Open, real_book: Handbook) -> None:
    made = exports.make(real_book, exports.registered()["qti21"])
    questions = bank(real_book).for_use().questions
    found = _played(visit, made.content, {one.id: [_key(one), _wrong(one)] for one in questions})
    assert len(found) == made.count > 400
    for one in questions:
        _agrees(one, found[one.id])


def test_a_part_of_a_multiple_choice_is_a_part_of_the_mark(visit: Open, real_book: Handbook) -> None:
    one = next(one for one in bank(real_book) if len(one.key) == 2 and len(one.options) == 4)
    first, wrong = one.key[0], next(option.id for option in one.options if not option.correct)
    content = qti21._write(batch((one,), real_book))
    (found,) = _played(visit, content, {one.id: [[first], [first, wrong], [*one.key, wrong]]}).values()
    assert [shown["score"] for shown in found["shown"]] == pytest.approx([0.5, 0, 0.5])


def test_any_mark_survives(visit: Open, real_book: Handbook) -> None:
    """All texts in one package: each under an id of its own."""
    questions = tuple(
        dataclasses.replace(hostile(one, text), id=f"{one.id}-{number}")
        for one in one_of_each(real_book)
        for number, text in enumerate((HOSTILE, "一\n二", *BEGINNINGS))
    )
    content = qti21._write(batch(questions, real_book))
    found = _played(visit, content, {one.id: [_key(one), _wrong(one)] for one in questions})
    for one in questions:
        _agrees(one, found[one.id])


def test_identifiers_are_what_xml_allows(real_book: Handbook) -> None:
    for one in bank(real_book):
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", qti_item.identifier(one))
