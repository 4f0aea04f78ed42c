"""放假的日子本来就是周末

整段都在星期六、星期日的放假，写不写数出来的工作日都一样；多半是日期写错了一两天，或者漏了调休的日子。
写了 `pending` 的年份不查：法定节日的日子先写上，补假补在哪天要等通知。

错误（2027年10月2日、3日是星期六和星期日）：

    - {name: 国庆节, from: 2027-10-02, to: 2027-10-03}

正确：

    - {name: 国庆节, from: 2027-10-01, to: 2027-10-03}
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D423"
SEVERITY = Severity.WARNING
_FRIDAY = 4
#: No weekend is longer.
_WEEKEND = 2


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every holiday without a single weekday in a year whose arrangement is known."""
    for year in (one for one in book.holidays if one.pending is None):
        for index, holiday in enumerate(year.holidays):
            length = (holiday.end - holiday.first).days + 1
            days = (holiday.first + timedelta(ahead) for ahead in range(min(length, _WEEKEND + 1)))
            if length > 0 and all(day.weekday() > _FRIDAY for day in days):
                place = book.span(year, "holidays", index, "from")
                yield Finding(place, f"{holiday.name}整段都是周末，写不写一样", "对照通知核对日期，或删掉。")
