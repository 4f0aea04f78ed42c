"""What is derived from a handbook hangs on it."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from generator.book.bank import bank
from generator.book.derived import derived, forget
from generator.book.handbook import resolve
from generator.views.catalog import catalog_of

if TYPE_CHECKING:
    from generator.book.handbook import Handbook


def test_it_is_made_once_for_each_handbook(small_book: Handbook) -> None:
    made: list[Handbook] = []

    @derived
    def count(book: Handbook) -> int:
        """How many were made."""
        made.append(book)
        return len(made)

    other = resolve(small_book.library)
    assert [count(small_book), count(other), count(small_book), count(other)] == [1, 2, 1, 2]
    assert made == [small_book, other]
    assert count.__doc__ == "How many were made."


def test_two_functions_of_one_name_do_not_share(small_book: Handbook) -> None:
    def first() -> object:
        @derived
        def name(book: Handbook) -> str:
            return f"first {len(book.rules)}"

        return name(small_book)

    def second() -> object:
        @derived
        def name(book: Handbook) -> str:
            return f"second {len(book.rules)}"

        return name(small_book)

    assert [first(), second()] == [f"first {len(small_book.rules)}", f"second {len(small_book.rules)}"]


def test_it_goes_with_its_handbook(small_book: Handbook) -> None:
    book = resolve(small_book.library)
    bank(book)
    catalog_of(book)
    gone = weakref.ref(book)
    del book
    gc.collect()
    assert gone() is None


def test_a_room_s_part_can_be_let_go(small_book: Handbook) -> None:
    made: list[str] = []

    @derived
    def count(_book: Handbook) -> None:
        made.append("")

    def room(name: str) -> None:
        count(small_book)
        forget(small_book, name)
        count(small_book)

    room("generator.checks")
    room("tests.book.test_deriv")  # the beginning of a name is another name
    assert len(made) == 1
    room("tests.book.test_derived")
    assert len(made) == 2
    room("tests.book")
    assert len(made) == 3
    room("")
    assert len(made) == 4
    assert small_book.rules
