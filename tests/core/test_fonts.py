from __future__ import annotations

from generator.core import fonts
from tools.fonts import TARGET, covered, table


def test_the_table_promises_no_character_that_the_installed_fonts_lack() -> None:
    """Fonts of a later version may have a few more; then the table is only careful."""
    installed = covered()
    promised = {code for code in installed if not fonts.missing(chr(code))}
    words = TARGET.read_text(encoding="ascii").split()
    ends = [word.partition("-") for word in words]
    listed = {code for a, _, b in ends for code in range(int(a, 16), int(b or a, 16) + 1)}
    assert listed <= installed
    assert promised >= listed
    assert len(installed - listed) < len(installed) / 50


def test_a_table_reads_as_it_was_written() -> None:
    assert table([0x20, 0x21, 0x22, 0x4E00, 0x20000]) == "20-22 4E00 20000\n"


def test_what_is_missing_is_named_once_and_breaks_of_lines_are_not() -> None:
    assert fonts.missing("好\n的😀，م😀。") == ("😀", "م")
    assert fonts.missing("2027年①《办法》——“好”％～·…") == ()
    assert fonts.name("😀") == "“😀”（U+1F600）"
