"""Finds every word among those for the search that an institution would not want to be read on its site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.core.diagnostic import Span

CODE = "W339"
SEVERITY = Severity.WARNING
#: Abuse, contempt for clients and staff, bodies and illnesses as insults, mockery of where somebody is from.
#: Each is long enough to stand in no harmless word: 老妈的 and 操作 are none.
_UNFIT = re.compile(
    "他妈的|你妈的|毛线|毛用|卧槽|牛逼|装逼|傻[逼叉瓜子帽]|煞笔|放屁|狗屁|屁用|擦屁股|滚蛋|混蛋|王八|畜生|婊子|贱人"
    "|蠢货|蠢猪|笨蛋|笨猪|白痴|弱智|脑残|智障|神经病|刁民|泼妇|撒泼|乡巴佬|土包子|穷鬼|穷光蛋|叫花子|老不死|死老头|死老太"
    "|瘸子|瞎子|聋子|哑巴(?!亏)|残废|面瘫|疯子|疯婆|死胖子|娘娘腔"
    "|歪果仁|洋鬼子|小鬼子|黑鬼|蛮子|阿三|棒子国"
)


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every such word in keywords, sayings, questions and synonyms."""
    for one in (*book.provisions_in_force, *book.clocks):
        for key in ("keywords", "said_as", "asked_as"):
            for index, phrase in enumerate(getattr(one, key, ())):
                if found := _UNFIT.search(phrase):
                    yield _finding(found[0], book.span_of(found[0], one, key, index))
    file = book.library.single.get("synonyms.yaml")
    for number, group in enumerate(book.synonyms if file else ()):
        for index, word in enumerate(group):
            if file and (found := _UNFIT.search(word)):
                yield _finding(found[0], file.span_of(found[0], "synonyms", number, index))


def _finding(word: str, place: Span) -> Finding:
    message = _("“{word}”不宜出现在检索词里").format(word=word)
    return Finding(place, message, _("检索词也在网站的文件里，谁都看得到。换成不伤人的说法。"))
