"""Why a query finds what it finds, as text for authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.search.entries import Field
from generator.search.folding import fold

if TYPE_CHECKING:
    from generator.search.entries import Entry
    from generator.search.ranking import Hit, Index

_MOST_REASONS = 8
_NAMES = {
    Field.TITLE: "标题",
    Field.STATEMENT: "条文",
    Field.KEYWORD: "关键词",
    Field.SAID: "说法",
    Field.ASKED: "问法",
    Field.CLAUSE: "条名",
    Field.SECTION: "节名",
    Field.CHAPTER: "章名",
    Field.PRACTICE: "做法",
    Field.REASON: "理由",
    Field.EXAMPLE: "示例",
    Field.TESTED: "试题",
    Field.BODY: "正文",
}


def explain(index: Index, query: str, most: int) -> str:
    """The first results of a query, each with the terms that brought it there and their fields."""
    features = {term.label: term.features for term in index.terms(query)}
    results = index.search(query, explain=True)
    if not results:
        return f"“{query}”：没有找到"
    blocks = []
    for place, result in enumerate(results[:most], start=1):
        lines = [f"{place:>2}. {_name(result.best.entry)}  {result.score:.2f}"]
        lines += [f"      {reason}" for reason in _reasons(index, result.best, features)]
        lines += [f"    ＋{_name(other.entry)}  {other.score:.2f}" for other in result.others[:3]]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _name(entry: Entry) -> str:
    badge = f" [{entry.badge}]" if entry.badge else f" [{entry.kind.label}]"
    return f"{entry.id}{badge} {entry.title}" + (f"（{entry.mark}）" if entry.mark else "")


def _reasons(index: Index, hit: Hit, features: dict[str, tuple[str, ...]]) -> list[str]:
    lines = [(place, fold(text)) for place, text in index.catalogue.lines(hit.entry)]
    found = []
    for label, gain in sorted(hit.reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_REASONS]:
        sought = [feature.strip() for feature in features.get(label, ())]
        places = dict.fromkeys(_NAMES[place] for place, text in lines if any(one in text for one in sought))
        found.append(f"{gain:6.2f}  {label}" + (f"（{'、'.join(places)}）" if places else ""))
    return found
