"""Whatever stands in the files, the answer is a list of findings or a handbook, never an exception."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content import loader, model, report
from generator.content.reading import source
from generator.content.validation.validate import validate
from generator.core.diagnostic import Diagnostic, Severity
from tests.support.handbooks import BASE, examine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook

#: The same examples every time: a test that fails for a colleague fails here too.
BOUNDED = settings(max_examples=60, derandomize=True, deadline=None, database=None)
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
TEXTS = {name: (BASE / name).read_text(encoding="utf-8") for name in FILES}
CHAPTER = "content/chapters/01-counter.yaml"
#: What has a meaning for YAML, for paths, for markup, for our own checks.
TOUCHY = st.sampled_from(
    [
        *"\t\r\n\0\x85\u2028\ufeff\u200b\U0001f600%@`&*!|>{}[]:,#?-'\"~\\=.",
        *(
            "- ",
            ": ",
            " #",
            "? ",
            "---",
            "...",
            "<<",
            "!!",
            "&a ",
            "*a",
            "%YAML 1.1\n",
            "\ud7ff",
            "../",
            "应",
            "不得",
        ),
        *(
            "all",
            "1.1.1-1",
            "99999999999999999999",
            "-1",
            "０",
            "一",
            "第一条",
            "“",
            "）",
            "1日内",
            "null",
            "\n\n",
            "  ",
        ),
    ]
)
ANYTHING = st.text(max_size=12) | TOUCHY


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], tuple[Diagnostic, ...]]:
    """Examines the base with one file replaced, and puts the file back."""
    root = tmp_path_factory.mktemp("properties") / "handbook"
    shutil.copytree(BASE, root)

    def examined(name: str, raw: bytes) -> tuple[Diagnostic, ...]:
        (root / name).write_bytes(raw)
        try:
            book, found = examine(root)
            _holds(root, book, found)
        finally:
            (root / name).write_text(TEXTS[name], encoding="utf-8")
        return found

    return examined


def _holds(root: Path, book: Handbook | None, found: tuple[Diagnostic, ...]) -> None:
    """What holds of every answer."""
    library = book.library if book else loader.load(root)
    for one in found:
        path = root / one.span.path
        document = library.documents.get(one.span.path)
        assert path.exists() or one.code == "S100"
        if document is not None:
            lines = document.text.split("\n")
            assert 1 <= one.span.line <= len(lines)
            assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1
            assert one.span.column <= one.span.end_column <= len(lines[one.span.line - 1]) + 1 + 1
        assert one.message
        assert "\n" not in one.message
    for style in report.Format:
        assert report.render(found, library.documents, style)
    if book is None:
        assert any(one.severity is Severity.ERROR for one in found)
    else:
        assert len(book.fingerprint) == 12
        assert book.coverage is not None
        assert book.referred_from is not None


@BOUNDED
@given(data=st.data())
def test_lines_may_go_come_twice_or_change_places(
    judge: Callable[[str, bytes], tuple[Diagnostic, ...]], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(FILES))
    lines = TEXTS[name].split("\n")
    place = st.integers(0, len(lines) - 1)
    for _ in range(data.draw(st.integers(1, 3))):
        at, other = data.draw(place) % len(lines), data.draw(place) % len(lines)
        match data.draw(st.sampled_from(("delete", "repeat", "swap", "indent", "swap values"))):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "repeat":
                lines.insert(other, lines[at])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = " " * data.draw(st.integers(0, 12)) + lines[at].lstrip()
            case _:
                key, colon, value = lines[at].partition(":")
                key_2, colon_2, value_2 = lines[other].partition(":")
                lines[at], lines[other] = key + colon + value_2, key_2 + colon_2 + value
    judge(name, "\n".join(lines).encode())


@BOUNDED
@given(data=st.data())
def test_anything_may_be_typed_anywhere(
    judge: Callable[[str, bytes], tuple[Diagnostic, ...]], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(FILES))
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from((0, 0, 1, 5, 40))))
        text = text[:start] + data.draw(ANYTHING) + text[end:]
    judge(name, text.encode("utf-8", "surrogatepass"))


@BOUNDED
@given(data=st.data())
def test_bytes_may_be_damaged(
    judge: Callable[[str, bytes], tuple[Diagnostic, ...]], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(FILES))
    raw = bytearray(TEXTS[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        raw[start : start + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    judge(name, bytes(raw))


TREES = st.recursive(
    ANYTHING,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANYTHING, inner, max_size=4),
    max_leaves=12,
)


def _keys(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - any tree
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in items for found in _keys(value, (*path, key)))]


@BOUNDED
@given(data=st.data())
def test_any_tree_may_stand_in_place_of_any_value(
    judge: Callable[[str, bytes], tuple[Diagnostic, ...]], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(FILES))
    tree = yaml.load(TEXTS[name], Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text, lists, mappings
    *path, last = data.draw(st.sampled_from(_keys(tree)[1:]))
    place = tree
    for key in path:
        place = place[key]
    place[last] = data.draw(TREES)
    judge(name, yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass"))


@BOUNDED
@given(raw=st.binary(max_size=60) | ANYTHING.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_may_be_a_file(judge: Callable[[str, bytes], tuple[Diagnostic, ...]], raw: bytes) -> None:
    assert judge(CHAPTER, raw)


FIELDS = ("statement", "rationale", "evidence", "title", "source_note")
PLAIN = st.text(
    st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn"), blacklist_characters="\ufeff"),
    min_size=1,
).filter(lambda text: bool(text.strip()))


@BOUNDED
@given(text=PLAIN, field=st.sampled_from(FIELDS), style=st.sampled_from((None, "'", '"', "|", ">")))
def test_any_text_in_any_field_is_read_as_it_is(text: str, field: str, style: str | None) -> None:
    text = text[:200]
    tree = yaml.load(TEXTS[CHAPTER], Loader=yaml.BaseLoader)  # noqa: S506 - as above
    tree["rules"][0][field] = text
    written = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style=style, width=10_000)
    document, faults = source.parse(written, "a.yaml")
    assert faults == []
    assert document is not None
    value, faults = validate(document, model.ChapterFile)
    if not text.strip():
        assert faults
        return
    assert faults == []
    assert value is not None
    assert getattr(value.rules[0], field) == text.strip()
