"""Anki: a deck a chapter. A later import updates its notes, since ids follow from the questions' ids.

Anki takes a changed note only if it is newer than the one it has. Notes are dated by the edition; whoever
publishes changes within an edition sets SOURCE_DATE_EPOCH to the time of the last change.
"""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
from datetime import UTC, datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import genanki

from generator.book.bank import letter
from generator.core.files import digests
from generator.core.files.archive import zipped
from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.outputs.bank.exports import Format, everything
from generator.outputs.bank.phrases import asked, choices, lettered, tags

if TYPE_CHECKING:
    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch

#: Fixed for ever: with another id, or with fields added or renamed, people would get every note twice.
MODEL = 1_787_202_611
FIELDS = (
    "编号", "题型", "题干", "选项", "答案", "解析", "规则", "出处", "备用1", "备用2", "备用3", "备用4",
)  # fmt: skip
_FRONT = """<div lang="zh-CN"><div class="kind">{{题型}} <span class="id">{{编号}}</span></div>
<div class="stem">{{题干}}</div>
{{选项}}</div>"""
_BACK = """{{FrontSide}}
<hr id="answer">
<div lang="zh-CN"><div class="key">{{答案}}</div>
<div class="why">{{解析}}</div>
<div class="from">{{规则}}</div>
<div class="from">{{出处}}</div></div>"""
_STYLE = """.card { max-width: 40em; margin: 0 auto; padding: 0 1em; text-align: start; }
.card { font: 18px/1.7 sans-serif; }
.kind, .from { color: #57606a; font-size: 15px; }
.stem { margin: .4em 0; font-weight: 700; }
.key { color: #1a6b3c; font-weight: 700; }
.why { margin: .6em 0; }
ol { margin: .2em 0; padding-inline-start: 1.8em; }
.nightMode .kind, .nightMode .from { color: #a9b3bd; }
.nightMode .key { color: #7fd6a0; }"""
#: What Anki would take for a sound or for LaTeX.
_COMMAND = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)
#: Where a database says which program wrote it, and what it says here whatever program that was.
_WRITER, _VERSION = slice(96, 100), (3_040_000).to_bytes(4)


@cache
def _model() -> genanki.Model:
    return genanki.Model(
        MODEL,
        "手册题库",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "题", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )


def _write(batch: Batch) -> bytes:
    whole = genanki.Deck(_deck_id(batch.title), _deck_name(batch.title))
    decks = {
        number: genanki.Deck(
            _deck_id(batch.title, number),
            f"{_deck_name(batch.title)}::{int(number):02d} {_deck_name(heading)}",  # Anki sorts by name
        )
        for number, heading in batch.headings
    }
    titles = dict(batch.rules)
    for question in batch.questions:
        note = genanki.Note(
            _model(),
            [*_fields(batch, question, titles)],
            guid=genanki.guid_for(batch.title, question.id),
            tags=["_".join(tag.split()) for tag in tags(question)],
        )
        decks[question.chapter].add_note(note)
    database = _database([whole, *decks.values()], _stamp(batch))
    return zipped({"collection.anki2": database, "media": "{}"})


def _database(decks: list[genanki.Deck], stamp: int) -> bytes:
    """As genanki writes it, without its temporary file and its clock."""
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(decks).write_to_db(connection.cursor(), stamp, itertools.count(stamp * 1000))
        connection.commit()
        content = bytearray(connection.serialize())
    finally:
        connection.close()
    content[_WRITER] = _VERSION
    return bytes(content)


def _stamp(batch: Batch) -> int:
    """When the notes changed last, in seconds."""
    day = datetime(batch.effective.year, batch.effective.month, batch.effective.day, tzinfo=UTC)
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return max(int(day.timestamp()), int(given) if given.isdecimal() else 0)


def _deck_id(*names: str) -> int:
    """The same in every edition."""
    digest = digests.digest("\n".join(("anki deck", *names)).encode())
    return (1 << 30) + int.from_bytes(digest[:4]) % (1 << 30)


def _deck_name(name: str) -> str:
    """Two colons would make two decks of one."""
    return name.replace("::", "：：")


def _fields(batch: Batch, question: Question, titles: dict[str, str]) -> list[str]:
    rules = _("；").join(f"{rule} {titles.get(rule, '')}".rstrip() for rule in question.rules)
    said = [
        question.id,
        question.type.label,
        _html(asked(question)),
        _options(question),
        _html("\n".join(_key(question))),
        _html(question.explanation),
        _html(rules),
        _html(_("《{batch_title}》{edition}").format(batch_title=batch.title, edition=batch.edition)),
    ]
    return said + [""] * (len(FIELDS) - len(said))


def _options(question: Question) -> str:
    """What there is to choose among; of a match its left sides before."""
    if question.type is QuestionType.TRUE_FALSE:
        return ""
    lefts = "".join(f"<li>{_html(pair.left)}</li>" for pair in question.pairs)
    given = "".join(f"<li>{_html(text)}</li>" for text in choices(question))
    return (f"<ol>{lefts}</ol>" if lefts else "") + f'<ol type="A">{given}</ol>'


def _key(question: Question) -> list[str]:
    """B. …; 1—C. …; in order: C. …, A. …."""
    if question.type is QuestionType.TRUE_FALSE:
        return [option.text for option in question.options if option.correct]
    texts = {letter(index): text for index, text in enumerate(choices(question))}
    if question.pairs:
        return [f"{key[:-1]}—{key[-1]}. {texts[key[-1]]}" for key in lettered(question)]
    return [f"{key}. {texts[key]}" for key in lettered(question)]


def _html(text: str) -> str:
    plain = escape(text, quote=False)
    return _COMMAND.sub("&#91;", "<br>".join(plain.splitlines()))


FORMATS = (
    Format(
        "anki",
        "Anki",
        N_("自己在手机、电脑上背题；换了版次再导入，学习进度还在"),
        ".apkg",
        _write,
        everything,
    ),
)
