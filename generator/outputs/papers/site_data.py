"""The item_pool as a script for the page of exams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.book import addresses
from generator.core import script_data
from generator.core.texts import _
from generator.core.vocabulary import Level, QuestionType, Setting
from generator.exams.composing.blueprint import KIND_NAMES, difficulty_names
from generator.outputs.bank.dialect import own_dialects
from generator.outputs.bank.formats import sheets
from generator.outputs.data.data_files import FORMULA
from generator.views import words
from generator.views.links import Links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.book.bank import Question
    from generator.exams.composing.item_pool import ItemPool
    from generator.views.rules import RuleLink

PATH = f"{addresses.ASSETS}exam/data.js"


def script(goods: ItemPool, links: Mapping[str, RuleLink], wording: Mapping[str, Any]) -> bytes:
    """``self.HB_EXAM_DATA = …``: what web/scripts/exam/types.d.ts calls an ItemPool.

    ``links``: the name of every rule; ``wording``: what generator/papers says on every paper.
    """
    return script_data.script("HB_EXAM_DATA", data(goods, links, wording))


def data(goods: ItemPool, links: Mapping[str, RuleLink], wording: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are lists of pairs, since JavaScript sorts keys that are numbers."""
    questions = [question for unit in goods.units for question in unit.questions]
    tested = dict.fromkeys(rule for question in questions for rule in question.rules)
    scenes = {question.case.id: question.case for question in questions if question.case}
    return {
        "title": goods.title,
        "edition": goods.edition,
        "chapters": list(goods.chapters.items()),
        "channels": list(goods.channels.items()),
        "roles": list(goods.roles.items()),
        "kinds": [(kind, list(names)) for kind, names in KIND_NAMES.items()],
        "difficulties": [(one, list(names)) for one, names in difficulty_names().items()],
        "levels": [(one.value, one.label) for one in Level],
        "settings": [(one.value, one.label) for one in Setting],
        "types": [(one.value, one.label) for one in QuestionType],
        "rules": [(id_, _named(links[id_])) for id_ in tested if id_ in links],
        "wording": wording,
        "formula": _(FORMULA),
        "scenes": [(one.id, one.title, one.text) for one in scenes.values()],
        "dialect": own_dialects()[sheets.GENERIC].model_dump(mode="json"),
        "questions": [_question(question) for question in questions],
    }


def _named(link: RuleLink) -> dict[str, str]:
    """How a rule is named, and where it stands from the page of exams."""
    return {
        "id": link.id,
        "title": link.title,
        "mark": link.mark,
        "address": Links(addresses.EXAM).rule(link),
    }


def _question(question: Question) -> dict[str, Any]:
    """A question without what is empty."""
    said = {
        "id": question.id,
        "fingerprint": question.fingerprint,
        "type": question.type.value,
        "stem": question.stem,
        "chapter": question.chapter,
        "difficulty": question.difficulty.value,
        "level": question.level.value,
        "setting": question.setting.value,
        "drafted": int(question.drafted),
        "marks": words.quiz_marks(question),
        "scene": question.case.id if question.case else "",
        "options": [(one.id, one.text, int(one.correct), one.rationale) for one in question.options],
        "pairs": [(one.left, one.right_id, one.rationale) for one in question.pairs],
        "choices": [(one.id, one.text) for one in question.choices],
        "sequence": [one.id for one in question.sequence],
        "rationale": question.rationale,
    }
    found = {key: value for key, value in said.items() if value}
    if question.answer is not None:
        found["answer"] = question.answer
    return found | {
        "rules": question.rules,
        "channels": question.channels,
        "roles": question.roles,
    }
