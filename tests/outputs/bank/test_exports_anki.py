"""Anki packages imported by Anki itself: notes that are new, stay, are updated; what was learnt is kept."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

import pytest

from generator.book.bank import bank
from generator.outputs.bank import exports
from generator.outputs.bank.formats import anki
from tests.outputs.bank.test_exports import BEGINNINGS, HOSTILE, batch, hostile, one_of_each
from tests.support.export_readers import lines, notes, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.outputs.bank.exports import Batch


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """Somebody's Anki, empty."""
    from anki.collection import Collection  # noqa: PLC0415 - half a second that only these tests need

    found = Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


@pytest.fixture
def take(collection: Any, tmp_path: Path) -> Callable[[bytes], dict[str, int]]:  # noqa: ANN401 - Anki's
    """Imports a package as the program does unasked; how many notes were new, updated, the same."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: PLC0415

    def taken(content: bytes) -> dict[str, int]:
        path = tmp_path / "package.apkg"
        path.write_bytes(content)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        for bad in ("conflicting", "missing_notetype", "missing_deck", "empty_first_field"):
            assert len(getattr(log, bad)) == 0, bad
        return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate")}

    return taken


def _later(one: Batch, book: Handbook) -> Batch:
    """The next edition, with its first question reworded."""
    first, *others = one.questions
    questions = (dataclasses.replace(first, stem="换了一种问法？"), *others)
    changed = dataclasses.replace(batch(questions, book), edition="下一版")
    return dataclasses.replace(changed, effective=one.effective + datetime.timedelta(days=1))


@pytest.mark.slow
def test_a_later_edition_updates_and_keeps_what_was_learnt(
    collection: Any,  # noqa: ANN401
    take: Callable[[bytes], dict[str, int]],
    real_book: Handbook,
) -> None:
    now = batch(bank(real_book).for_use().questions, real_book)
    count = len(now.questions)
    assert take(anki._write(now)) == {"new": count, "updated": 0, "duplicate": 0}
    assert take(anki._write(now)) == {"new": 0, "updated": 0, "duplicate": count}
    (id_,) = collection.find_notes(f"编号:{now.questions[0].id}")
    card = collection.get_note(id_).cards()[0]
    card.ivl, card.type, card.queue, card.due = 30, 2, 2, 99
    collection.update_card(card)
    later = _later(now, real_book)
    assert take(anki._write(later)) == {"new": 0, "updated": count, "duplicate": 0}
    assert collection.note_count() == count
    note = collection.get_note(id_)
    assert note["题干"] == "换了一种问法？"
    assert note["出处"].endswith("下一版")
    assert (note.cards()[0].ivl, note.cards()[0].due) == (30, 99)
    assert take(anki._write(now))["updated"] == 0  # what is older changes nothing


@pytest.mark.slow
def test_any_mark_survives_on_the_card(
    collection: Any,  # noqa: ANN401
    take: Callable[[bytes], dict[str, int]],
    real_book: Handbook,
) -> None:
    texts = (HOSTILE, *BEGINNINGS, "[sound:a.mp3]", "[latex]x[/latex]", "{{题干}}", "{{c1::甲}}")
    questions = tuple(
        dataclasses.replace(hostile(one, text), id=f"{one.id}-{number}")
        for one in one_of_each(real_book)
        for number, text in enumerate(texts)
    )
    assert take(anki._write(batch(questions, real_book)))["new"] == len(questions)
    for one in questions:
        (id_,) = collection.find_notes(f'"编号:{one.id}"')
        note = collection.get_note(id_)
        card = note.cards()[0]
        assert (note["编号"], card.question_av_tags(), card.answer_av_tags()) == (one.id, [], [])
        (stem,) = shown(card.question()).find_class("stem")
        assert lines(stem) == (f"{one.case.text}\n{one.stem}" if one.case else one.stem)


def test_ids_follow_from_the_question_alone(real_book: Handbook) -> None:
    one = batch(bank(real_book).for_use().questions, real_book)
    part = batch(one.questions[5:9], real_book)
    whole, some, later = (notes(anki._write(each)) for each in (one, part, _later(one, real_book)))
    assert {id_: note["guid"] for id_, note in some.items()}.items() <= {
        id_: note["guid"] for id_, note in whole.items()
    }.items()
    assert {id_: note["guid"] for id_, note in later.items()} == {
        id_: note["guid"] for id_, note in whole.items()
    }
    assert len({note["guid"] for note in whole.values()}) == len(whole)
    assert {note["model"] for note in whole.values()} == {anki.MODEL}
    decks = list(dict.fromkeys(note["deck"] for note in whole.values()))
    assert decks == sorted(decks)
    assert len(decks) == len(bank(real_book).chapters)


def test_notes_are_dated_by_the_edition_or_later_if_somebody_says_so(
    real_book: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = batch(bank(real_book).questions[:2], real_book)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day = datetime.datetime.combine(one.effective, datetime.time(), datetime.UTC).timestamp()
    found = []
    for given in ("", "0", str(int(day) + 5), "soon"):
        if given:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
        found.append({note["mod"] for note in notes(anki._write(one)).values()})
    assert found == [{day}, {day}, {day + 5}, {day}]


def test_tags_have_no_spaces(real_book: Handbook) -> None:
    for note in notes(exports.make(real_book, exports.registered()["anki"]).content).values():
        assert note["tags"]
        assert not any(set(tag) & set(" \t\n　") for tag in note["tags"])
