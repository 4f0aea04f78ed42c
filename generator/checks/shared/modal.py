"""Finds the modal verbs of a statement: 应 不得 宜 不宜 可, and the words that stand for them by mistake."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.core.vocabulary import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words with one of these characters in them that ask nothing of anybody. Two or three characters each:
#: of longer ones the part that is enough to know them by.
_COMPOUNDS_WITH = {
    # to suit, to respond, an emergency
    "应": "相应 反应 响应 回应 呼应 感应 效应 供应 适应 顺应 照应 报应 答应 应急 应届 应酬 应有的 应得的",
    # -able, perhaps, though
    "可": "可能 可靠 可行 可信 可疑 可观 可惜 可怜 可爱 可怕 可耻 可贵 可持续 可视化 可量化 可衡量 可读性 "
    "可用性 可比性 可选项 可见的 可控的 认可 许可 宁可 尚可",
    # must not do without, irresistible, unreliable
    "不可": "不可或 不可少 不可抗 不可逆 不可分 不可撤 不可缺 不可靠 不可行 不可信 不可能 不可控",
    # fitting, cheap, matters
    "宜": "适宜 便宜 事宜 合宜 相宜 时宜 宜人",
    # could not bear to, could not but
    "得": "舍不得 巴不得 顾不得 怪不得 不得不 不得已 了不得",
    # what to know, need not
    "须": "须知 无须 毋须",
    # what somebody else forbids
    "禁": "禁止性 禁止的 被禁止 所禁止 律禁止 规禁止 令禁止 定禁止",
}
COMPOUNDS = frozenset(" ".join(_COMPOUNDS_WITH.values()).split())
_AMBIGUOUS = (
    "应对 应用 应答 应付 应收 应税 应变 应聘 应邀 应约 应试 应声 应诉 应允 应有 应得 对应 "
    "可用 可查 可选 可读 可比 可见 可控 可供 可理解 可追溯 可识别 可操作 可执行 可接受 可获得"
)
#: May be such a word or a modal verb with the next word (员工应用普通话, 员工应约定时间). They count as modal
#: verbs only in a statement that has no other.
AMBIGUOUS = frozenset(_AMBIGUOUS.split())
#: After 应, 当 with one of these is a word of its own: 应当场拆封 says 应, not 应当.
_ON_THE_SPOT = frozenset("场面天日时众晚月年")
#: What people write → what this handbook writes.
REPLACEMENTS = {
    "应当": Modality.MUST,
    "应该": Modality.MUST,
    "必须": Modality.MUST,
    "须": Modality.MUST,
    "可以": Modality.MAY,
    "禁止": Modality.MUST_NOT,
    "严禁": Modality.MUST_NOT,
    "不应": Modality.MUST_NOT,
    "不可": Modality.MUST_NOT,
}
_CORE = re.compile("[应宜可得须禁]")
_QUOTED = re.compile("“[^”]*”")


class Modal(NamedTuple):
    """A modal verb in a statement."""

    offset: int
    word: str
    modality: Modality

    @property
    def is_standard(self) -> bool:
        """Whether it is one of the five words."""
        return self.word == self.modality.value


@lru_cache(maxsize=1 << 15)
def modals(statement: str) -> tuple[Modal, ...]:
    """Every modal verb outside quotation marks, in order."""
    if "“" in statement:
        statement = _QUOTED.sub(lambda quoted: "□" * len(quoted[0]), statement)
    found: list[Modal] = []
    unsure: list[Modal] = []
    end = 0
    for match in _CORE.finditer(statement):
        at = match.start()
        if at < end:
            continue
        if compound := next((c for c in _around(statement, at, end) if c[1] in COMPOUNDS), None):
            end = compound[0] + len(compound[1])
            continue
        doubt = next((c for c in _around(statement, at, end) if c[1] in AMBIGUOUS), None)
        modal = _modal(statement, at)
        if modal is None:
            continue
        (unsure if doubt else found).append(modal)
        end = doubt[0] + len(doubt[1]) if doubt else modal.offset + len(modal.word)
    return tuple(found or unsure[:1])


def _around(statement: str, at: int, start: int) -> Iterator[tuple[int, str]]:
    """The runs of two and three characters that hold the one at ``at`` and begin at ``start`` or later."""
    for offset, length in ((at - 1, 3), (at - 2, 3), (at, 3), (at - 1, 2), (at, 2)):
        if offset >= start:
            yield offset, statement[offset : offset + length]


def _modal(statement: str, at: int) -> Modal | None:
    char = statement[at]
    if statement[at - 1 : at] == "不" and char in "应宜可得":
        word = "不" + char
        return Modal(at - 1, word, REPLACEMENTS.get(word) or Modality(word))
    if char == "应" and statement[at + 1 : at + 2] == "当" and statement[at + 2 : at + 3] in _ON_THE_SPOT:
        return Modal(at, char, Modality.MUST)
    for word in (statement[at : at + 2], statement[max(0, at - 1) : at + 1]):
        if word in REPLACEMENTS and len(word) > 1:
            return Modal(at if word[0] == char else at - 1, word, REPLACEMENTS[word])
    if char in "应宜可须":
        return Modal(at, char, REPLACEMENTS.get(char) or Modality(char))
    return None
