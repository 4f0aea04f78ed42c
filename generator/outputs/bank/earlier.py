"""What an earlier edition held, read from its handbook.json or from the bank's JSON, and what differs now."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.core.texts import N_, _
from generator.core.vocabulary import Mark, QuestionType
from generator.outputs.data.data_files import defused

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.bank import Bank

#: How the list of what to take out is called: the file's name plus this.
RETIRED = ".retired.csv"
_WANTED = N_("要的是以前版次的 handbook.json（在那一版的 downloads/data/ 里），或者那一版题库的JSON。")


class UnreadableError(Exception):
    """The file is not what an earlier edition left."""


@dataclass(frozen=True, slots=True)
class Old:
    """A question as it was."""

    id: str
    kind: str
    stem: str
    chapter: str
    """Empty if the file does not say."""
    drafted: bool
    stale: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier edition's questions, in its order."""

    title: str
    edition: str
    questions: tuple[Old, ...]

    @property
    def name(self) -> str:
        """《标题》版次."""
        return _("《{title}》{edition}").format(title=self.title, edition=self.edition)


@dataclass(frozen=True, slots=True)
class Delta:
    """What somebody who has the earlier edition lacks and has too much of."""

    new: frozenset[str]
    changed: frozenset[str]
    replaced: tuple[Old, ...]
    """The changed ones as they were."""
    waiting: tuple[Old, ...]
    """Those whose rules changed since, and that nobody has looked at again."""
    retired: tuple[Old, ...]


def read(path: Path) -> Earlier:
    """Raises UnreadableError with a message for people."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise UnreadableError(
            _("{path} 不是UTF-8文字。{wanted}").format(path=path, wanted=_(_WANTED))
        ) from fault
    except json.JSONDecodeError as fault:
        raise UnreadableError(
            _("{path} 第{lineno}行第{colno}列：不是JSON。{wanted}").format(
                path=path, lineno=fault.lineno, colno=fault.colno, wanted=_(_WANTED)
            )
        ) from fault
    except RecursionError as fault:
        raise UnreadableError(
            _("{path} 不是手册的数据：层次太深。{wanted}").format(path=path, wanted=_(_WANTED))
        ) from fault
    if not isinstance(found, dict) or not isinstance(found.get("questions"), list):
        raise UnreadableError(
            _("{path} 里没有试题（questions）。{wanted}").format(path=path, wanted=_(_WANTED))
        )
    if found.get("schema") != 1:
        raise UnreadableError(
            _("{path} 的数据格式是第{found}版，这里只认第1版。").format(path=path, found=found.get("schema"))
        )
    head = found.get("handbook")
    head = head if isinstance(head, dict) else {}
    try:
        questions = tuple(map(_old, found["questions"]))
    except (KeyError, TypeError) as fault:
        raise UnreadableError(
            _("{path} 里有的题没有 id、type、stem 或 fingerprint。{wanted}").format(
                path=path, wanted=_(_WANTED)
            )
        ) from fault
    if not questions:
        raise UnreadableError(_("{path} 里一道题也没有。{wanted}").format(path=path, wanted=_(_WANTED)))
    return Earlier(str(head.get("title", "")), str(head.get("edition", "")), questions)


def _old(found: dict[str, Any]) -> Old:
    return Old(
        id=str(found["id"]),
        kind={kind.value: kind.label for kind in QuestionType}.get(found["type"], str(found["type"])),
        stem=str(found["stem"]),
        chapter=str(found.get("chapter", "")),
        drafted=bool(found.get("drafted", False)),
        stale=bool(found.get("stale", False)),
        fingerprint=str(found["fingerprint"]),
    )


def compare(earlier: Earlier, now: Bank, *, title: str, chapter: str = "", drafted: bool = True) -> Delta:
    """What changed in the bank or in a chapter. Raises UnreadableError if it is another handbook's file."""
    was = {one.id: one for one in earlier.questions}
    if earlier.title != title and was.keys().isdisjoint(now.by_id):
        raise UnreadableError(
            _("这是{earlier_name}的数据，不是《{title}》的：没有一个编号相同。").format(
                earlier_name=earlier.name, title=title
            )
        )
    chosen = [one for one in now if chapter in {"", one.chapter} and (drafted or not one.drafted)]
    known = [one for one in chosen if one.id in was]
    changed = [one.id for one in known if one.fingerprint != was[one.id].fingerprint]
    waiting = [one.id for one in known if one.stale and not was[one.id].stale]
    return Delta(
        new=frozenset(one.id for one in chosen if one.id not in was),
        changed=frozenset(changed),
        replaced=tuple(was[id_] for id_ in changed if id_ not in waiting),
        waiting=tuple(was[id_] for id_ in waiting),
        retired=tuple(
            one
            for one in earlier.questions
            if one.id not in now.by_id and chapter in {"", one.chapter} and (drafted or not one.drafted)
        ),
    )


def retired_table(delta: Delta) -> bytes:
    """What to take out of the platform: what is no more, what the new file replaces, what awaits review."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((_("编号"), _("情况"), _("题型"), _("原来的题干")))
    for why, questions in (
        (_("停用"), delta.retired),
        (_("改动：换成这次导出的"), delta.replaced),
        (_("{stale}：所考的规则改过了，先不用").format(stale=Mark.STALE.label), delta.waiting),
    ):
        cells = ((one.id, why, one.kind, one.stem) for one in questions)
        writer.writerows(map(defused, row) for row in cells)
    return text.getvalue().encode("utf-8-sig")
