"""只有正例，或只有反例

正例和反例放在一起，差别才看得出来。只有一种，读者不知道错在哪里，或者怎样才对。

错误：

    - kind: do
      text: 员工：我先核对流水，下午四点前给您回电话。

正确：

    - kind: do
      text: 员工：我先核对流水，下午四点前给您回电话。
    - kind: dont
      text: 员工：这不归我管。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.vocabulary import ExampleKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W320"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule whose examples are all of one kind."""
    for rule in book.rules_in_force:
        kinds = {example.kind for example in rule.examples}
        if len(kinds) == 1:
            lacks = ExampleKind.DONT if ExampleKind.DO in kinds else ExampleKind.DO
            place = book.span(rule, "examples", on_key=True)
            yield Finding(place, f"{rule.id} 没有{lacks.label}", f"补一个 kind: {lacks.value}。")
