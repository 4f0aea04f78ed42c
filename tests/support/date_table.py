"""When something is due, worked out by hand on a wall calendar and a wall clock: both sides must agree.

The holidays are those of the State Council's notices for 2024, 2025 and 2026. Of 2027 only New Year's Day is
entered, of 2023 and 2028 nothing: what is counted there is counted by weekends and said to be unknown.
"""

from __future__ import annotations

from typing import NamedTuple

#: Year → (holidays from, to), make-up working days, whether the year is complete.
HOLIDAYS: dict[int, tuple[list[tuple[str, str]], list[str], bool]] = {
    2024: (
        [
            ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"),
            ("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"),
            ("2024-10-01", "2024-10-07"),
        ],
        [
            "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
            "2024-10-12",
        ],
        True,
    ),
    2025: (
        [
            ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
            ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
        ],
        ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
        True,
    ),
    2026: (
        [
            ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
            ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
            ("2026-10-01", "2026-10-07"),
        ],
        ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
        True,
    ),
    2027: ([("2027-01-01", "2027-01-01")], [], False),
}  # fmt: skip


class Row(NamedTuple):
    """``better`` is the last working day by which one that falls on a rest day should be done, else empty."""

    why: str
    start: str
    value: int
    unit: str
    due: str
    better: str = ""
    unknown: tuple[int, ...] = ()


WORKING, DAYS = "工作日", "日"
ROWS = [
    Row("an ordinary Monday", "2026-11-02", 1, WORKING, "2026-11-03"),
    Row("Friday", "2026-11-06", 1, WORKING, "2026-11-09"),
    Row("Friday, two days", "2026-11-06", 2, WORKING, "2026-11-10"),
    Row("received on Saturday", "2026-11-07", 1, WORKING, "2026-11-09"),
    Row("received on Sunday", "2026-11-08", 2, WORKING, "2026-11-10"),
    Row("the day before National Day", "2026-09-30", 1, WORKING, "2026-10-08"),
    Row("the day before National Day, two days", "2026-09-30", 2, WORKING, "2026-10-09"),
    Row("received within National Day", "2026-10-03", 1, WORKING, "2026-10-08"),
    Row("two days that end on a make-up Saturday", "2026-10-08", 2, WORKING, "2026-10-10"),
    Row("the Friday before a make-up Saturday", "2026-10-09", 1, WORKING, "2026-10-10"),
    Row("received on a make-up Saturday", "2026-10-10", 1, WORKING, "2026-10-12"),
    Row("the Friday before a make-up Sunday", "2026-09-18", 1, WORKING, "2026-09-20"),
    Row("over a make-up Sunday", "2026-09-18", 2, WORKING, "2026-09-21"),
    Row("before Mid-Autumn", "2026-09-24", 1, WORKING, "2026-09-28"),
    Row("before Qingming", "2026-04-03", 1, WORKING, "2026-04-07"),
    Row("before Labour Day", "2026-04-30", 2, WORKING, "2026-05-07"),
    Row("before Dragon Boat", "2026-06-18", 1, WORKING, "2026-06-22"),
    Row("Friday before the make-up Saturday of Spring Festival", "2026-02-13", 1, WORKING, "2026-02-14"),
    Row("over Spring Festival", "2026-02-13", 2, WORKING, "2026-02-24"),
    Row("received on the make-up Saturday before it", "2026-02-14", 1, WORKING, "2026-02-24"),
    Row("received within Spring Festival", "2026-02-20", 2, WORKING, "2026-02-25"),
    Row("National Day of 2025 with both make-up days", "2025-09-26", 10, WORKING, "2025-10-16"),
    Row("year end with a make-up Sunday", "2025-12-31", 1, WORKING, "2026-01-04"),
    Row("year end, two days", "2025-12-31", 2, WORKING, "2026-01-05"),
    Row("to the last day of a known year", "2026-12-30", 1, WORKING, "2026-12-31"),
    Row("into a year known in part", "2026-12-31", 1, WORKING, "2027-01-04", unknown=(2027,)),
    Row("into a year known in part, two days", "2026-12-30", 2, WORKING, "2027-01-04", unknown=(2027,)),
    Row("Spring Festival of a year not known", "2027-02-05", 1, WORKING, "2027-02-08", unknown=(2027,)),
    Row("out of a year not known", "2023-12-29", 1, WORKING, "2024-01-02", unknown=(2023,)),
    Row("a leap day", "2024-02-28", 1, WORKING, "2024-02-29"),
    Row("from a leap day", "2024-02-29", 1, WORKING, "2024-03-01"),
    Row("a leap day of a year not known", "2028-02-28", 1, WORKING, "2028-02-29", unknown=(2028,)),
    Row("over a leap day", "2024-01-31", 30, DAYS, "2024-03-01"),
    Row("over a February without one, to a Sunday", "2025-01-31", 30, DAYS, "2025-03-02", "2025-02-28"),
    Row("month end", "2026-03-31", 15, DAYS, "2026-04-15"),
    Row("year end", "2026-12-31", 15, DAYS, "2027-01-15"),
    Row("to a Saturday", "2026-12-04", 15, DAYS, "2026-12-19", "2026-12-18"),
    Row("to a Sunday", "2026-12-05", 15, DAYS, "2026-12-20", "2026-12-18"),
    Row("into National Day", "2026-09-20", 15, DAYS, "2026-10-05", "2026-09-30"),
    Row("to a make-up Saturday, which is worked", "2026-09-25", 15, DAYS, "2026-10-10"),
    Row("to New Year's Day", "2026-12-17", 15, DAYS, "2027-01-01", "2026-12-31"),
    Row("sixty days over the year", "2026-12-04", 60, DAYS, "2027-02-02"),
]


class Hours(NamedTuple):
    """``start`` and ``due`` with the time of day; nothing on the way is left out."""

    why: str
    start: str
    value: int
    unit: str
    due: str


HOUR, MINUTE, AT_ONCE = "小时", "分钟", "立即"
HOURS = [
    Hours("within an afternoon", "2026-11-27T16:40", 1, HOUR, "2026-11-27T17:40"),
    Hours("over midnight", "2026-11-27T23:30", 1, HOUR, "2026-11-28T00:30"),
    Hours("to midnight, which is the next day", "2026-11-27T23:00", 1, HOUR, "2026-11-28T00:00"),
    Hours("from midnight", "2026-11-27T00:00", 24, HOUR, "2026-11-28T00:00"),
    Hours("over the year", "2026-12-31T23:30", 1, HOUR, "2027-01-01T00:30"),
    Hours("a day and a night", "2026-12-31T09:05", 24, HOUR, "2027-01-01T09:05"),
    Hours("from Friday over a weekend", "2026-11-27T16:40", 72, HOUR, "2026-11-30T16:40"),
    Hours("through National Day", "2026-09-30T17:59", 72, HOUR, "2026-10-03T17:59"),
    Hours("over a leap day", "2028-02-28T12:00", 24, HOUR, "2028-02-29T12:00"),
    Hours("over a February without one", "2027-02-28T12:00", 24, HOUR, "2027-03-01T12:00"),
    Hours("when clocks elsewhere are put forward", "2026-03-29T01:30", 2, HOUR, "2026-03-29T03:30"),
    Hours("when clocks in the south are put back", "2026-04-05T01:30", 24, HOUR, "2026-04-06T01:30"),
    Hours("two hours", "2026-11-27T22:15", 2, HOUR, "2026-11-28T00:15"),
    Hours("minutes", "2026-11-27T23:45", 30, MINUTE, "2026-11-28T00:15"),
    Hours("a thousand minutes", "2026-11-27T08:00", 1000, MINUTE, "2026-11-28T00:40"),
    Hours("at once", "2026-11-27T08:00", 0, AT_ONCE, "2026-11-27T08:00"),
]
