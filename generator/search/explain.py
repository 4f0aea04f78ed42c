"""Why a query finds what it finds, as text for authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.search.entries import Field
from generator.search.folding import fold

if TYPE_CHECKING:
    from generator.search.entries import Entry
    from generator.search.ranking import Hit, Index

_MOST_REASONS = 8
_NAMES = {
    Field.TITLE: N_("标题"),
    Field.STATEMENT: N_("条文"),
    Field.KEYWORD: N_("关键词"),
    Field.SAID: N_("说法"),
    Field.ASKED: N_("问法"),
    Field.CLAUSE: N_("条名"),
    Field.SECTION: N_("节名"),
    Field.CHAPTER: N_("章名"),
    Field.PRACTICE: N_("做法"),
    Field.REASON: N_("理由"),
    Field.EXAMPLE: N_("示例"),
    Field.TESTED: N_("试题"),
    Field.BODY: N_("正文"),
}


def explain(index: Index, query: str, most: int) -> str:
    """The first results of a query, each with the terms that brought it there and their fields."""
    features = {term.label: term.features for term in index.terms(query)}
    results = index.search(query, explain=True)
    if not results:
        return _("“{query}”：没有找到").format(query=query)
    blocks = []
    for place, result in enumerate(results[:most], start=1):
        lines = [f"{place:>2}. {_name(result.best.entry)}  {result.score:.2f}"]
        lines += [f"      {reason}" for reason in _reasons(index, result.best, features)]
        lines += [
            _("    ＋{name}  {score:.2f}").format(name=_name(other.entry), score=other.score)
            for other in result.others[:3]
        ]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _name(entry: Entry) -> str:
    badge = f" [{entry.badge}]" if entry.badge else f" [{entry.kind.label}]"
    return f"{entry.id}{badge} {entry.title}" + (
        _("（{mark}）").format(mark=entry.mark) if entry.mark else ""
    )


def _reasons(index: Index, hit: Hit, features: dict[str, tuple[str, ...]]) -> list[str]:
    lines = [(place, fold(text)) for place, text in index.catalogue.lines(hit.entry)]
    found = []
    for label, gain in sorted(hit.reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_REASONS]:
        sought = [feature.strip() for feature in features.get(label, ())]
        places = dict.fromkeys(
            _(_NAMES[place]) for place, text in lines if any(one in text for one in sought)
        )
        found.append(
            f"{gain:6.2f}  {label}"
            + (_("（{places}）").format(places=_("、").join(places)) if places else "")
        )
    return found
