"""Every export read back by a reader that others wrote, compared with the bank and with the other formats."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree, html

from generator.book.bank import Bank, bank
from generator.core.files.cache import Results
from generator.core.vocabulary import QuestionType
from generator.outputs.bank import download_rows, exports
from generator.outputs.bank.phrases import tags
from tests.support.export_readers import File, Read, read_anki, read_qti, read_scorm, read_wjx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.book.bank import Question
    from generator.book.handbook import Handbook
    from generator.outputs.bank.exports import Batch

HOSTILE = "~ = # { } : % & < > \" ' \\ $ 𠮷😀 ]]> \\neq \\n ，,。. <b>粗</b> <!-- &amp; [html] -> // * _ |"
#: What may stand at the beginning of a text and mean something there.
BEGINNINGS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "%50%半", "[html]方", "http://例.cn", "0012", "//注", "~甲", "#乙",
    "TRUE", "{丙}", "$CATEGORY: 丁", "::戊::", "1E5", "'引", "A. 己", "答案：B", "<br>", "\\", "&#65;",
)  # fmt: skip
LABELS = {kind.label: kind.value for kind in QuestionType}
RIGHT = {"对": "true", "错": "false", "A": "true", "B": "false"}


def said(question: Question) -> Read:
    """What a reader is to find."""
    stem = f"{question.case.text}\n{question.stem}" if question.case else question.stem
    if question.type is QuestionType.TRUE_FALSE:
        return Read(question.type.value, stem, (), (str(question.answer).lower(),))
    if question.pairs:
        right = tuple(f"{pair.left}→{pair.right}" for pair in question.pairs)
        return Read("match", stem, tuple(sorted(pair.right for pair in question.pairs)), right)
    if question.sequence:
        steps = tuple(step.text for step in question.sequence)
        return Read("order", stem, tuple(sorted(steps)), steps)
    texts = tuple(option.text for option in question.options)
    return Read(question.type.value, stem, texts, tuple(one.text for one in question.options if one.correct))


def flat(read: Read) -> Read:
    """In one line, for the format that has no line breaks."""
    stem, options, right = read.stem.split("\n"), read.options, read.right
    return Read(read.type, " ".join(filter(None, stem)), options, right)


def words(question: Question) -> list[str]:
    """Everything that explains the answer."""
    found = [question.rationale, *(one.rationale for one in question.options if one.rationale)]
    return found + [pair.rationale for pair in question.pairs]


def _from_html(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The text that a browser would show, by lxml's reader of HTML."""
    tree = html.fragment_fromstring(element.findtext("text"), create_parent="div")
    for line_break in tree.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    text: str = tree.text_content()
    return text


def read_moodle(content: bytes) -> File:
    found = File({}, {}, {})
    for one in etree.fromstring(content).iterfind("question"):
        if one.get("type") == "category":
            continue
        id_ = one.findtext("idnumber")
        assert one.findtext("name/text") == id_
        found.tags[id_] = tuple(tag.text for tag in one.iterfind("tags/tag/text"))
        parts = [one.find("generalfeedback"), *one.iterfind("answer/feedback")]
        found.explained[id_] = "\n".join(_from_html(part) for part in parts if part.findtext("text"))
        stem, kind = _from_html(one.find("questiontext")), one.get("type")
        answers = list(one.iterfind("answer"))
        if kind == "truefalse":
            right = tuple(answer.findtext("text") for answer in answers if answer.get("fraction") == "100")
            found.questions[id_] = Read("true-false", stem, (), right)
        elif kind == "matching":
            pairs = [(_from_html(sub), sub.findtext("answer/text")) for sub in one.iterfind("subquestion")]
            options = tuple(sorted(right for _, right in pairs))
            found.questions[id_] = Read("match", stem, options, tuple("→".join(pair) for pair in pairs))
        elif kind == "ordering":
            assert one.findtext("shownumcorrect") == "1"
            steps = tuple(map(_from_html, answers))
            found.questions[id_] = Read("order", stem, tuple(sorted(steps)), steps)
        else:
            shares = [float(answer.get("fraction")) for answer in answers]
            assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=1e-4)
            texts = tuple(map(_from_html, answers))
            right = tuple(text for text, share in zip(texts, shares, strict=True) if share > 0)
            name = "single" if one.findtext("single") == "true" else "multiple"
            assert (name == "multiple") == any(share < 0 for share in shares)
            found.questions[id_] = Read(name, stem, texts, right)
    return found


def _row(found: File, row: dict[str, str], kind: str, between: str) -> None:
    """A row of any spreadsheet, its heads already those of the generic one."""
    options = [row[head] for head in (f"选项{letter}" for letter in "ABCDEFGH") if row[head]]
    stem, key = row["题干"], row["正确答案"]
    if kind == "true-false":
        read = Read(kind, stem, (), (RIGHT[key],))
    elif kind == "match":
        *lines, _ = f"{stem}\n".split("\n")
        lefts = [line.split(". ", 1)[1] for line in lines[-len(options) :]]
        right = [options[ord(pair[-1]) - ord("A")] for pair in key.split("，")]
        assert [pair[:-1] for pair in key.split("，")] == [str(n) for n in range(1, len(lefts) + 1)]
        stem = "\n".join(lines[: -len(options)])
        pairs = tuple("→".join(pair) for pair in zip(lefts, right, strict=True))
        read = Read(kind, stem, tuple(sorted(options)), pairs)
    else:
        right = [options[ord(letter) - ord("A")] for letter in key if "A" <= letter <= "H"]
        shown = sorted(options) if kind == "order" else options
        read = Read(kind, stem, tuple(shown), tuple(right))
    found.questions[row["编号"]] = read
    found.explained[row["编号"]] = row["解析"]
    found.tags[row["编号"]] = tuple(row["标签"].split(between))


def _tables(content: bytes) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert (cell.data_type, cell.hyperlink) == ("s", None)
        head, *rows = [["" if value is None else value for value in row] for row in sheet.values]
        yield sheet.title, [dict(zip(head, row, strict=True)) for row in rows]


def read_xlsx(content: bytes) -> File:
    found = File({}, {}, {})
    for _, rows in _tables(content):
        for row in rows:
            _row(found, row, LABELS[row["题型"]], "、")
    return found


def _with_id(row: dict[str, str], between: str) -> dict[str, str]:
    """Of programs that have no column for the id: there it is the first tag."""
    id_, marks = row["标签"].split(between, 1)
    return {"编号": id_, "标签": marks}


def read_chaoxing(content: bytes) -> File:
    found = File({}, {}, {})
    ((_, rows),) = _tables(content)
    for row in rows:
        assert [row[f"选项{letter}"] != "" for letter in "ABCDEFGH"].count(True) == int(row["选项数"])
        if row["题目类型"] == "判断题":
            assert (row["选项A"], row["选项B"]) == ("正确", "错误")
        same = _with_id(row, "；") | {"题干": row["大题题干"], "解析": row["答案解析"]}
        _row(found, row | same, LABELS[row["题目类型"]], "；")
    return found


def read_surveyking(content: bytes) -> File:
    found = File({}, {}, {})
    for title, rows in _tables(content):
        for place, row in enumerate(rows, start=1):
            assert (row["序号"], row["分数"]) == (str(place), "1")
            same = _with_id(row, ",") | {"正确答案": row["答案"]}
            _row(found, row | same, LABELS[title], ",")
    return found


def read_csv(content: bytes) -> File:
    found = File({}, {}, {})
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
        plain = {head: re.sub(r"^'(?=[=+\-@])", "", value) for head, value in row.items()}
        _row(found, plain, LABELS[row["题型"]], "、")
    return found


def read_json(content: bytes) -> File:
    found = File({}, {}, {})
    data = json.loads(content)
    scenes = {case["id"]: case["scene"] for case in data["cases"]}
    for one in data["questions"]:
        stem = f"{scenes[one['case']]}\n{one['stem']}" if one["case"] else one["stem"]
        texts = {option["id"]: option["text"] for option in one["options"]}
        options = tuple(texts.values())
        right = tuple(texts[key] for key in one["key"] if key in texts)
        if one["type"] == "true-false":
            options, right = (), tuple(one["key"])
        elif one["type"] == "match":
            right = tuple(f"{pair['left']}→{texts[pair['option']]}" for pair in one["pairs"])
        if one["type"] in {"match", "order"}:
            options = tuple(sorted(options))
        found.questions[one["id"]] = Read(one["type"], stem, options, right)
        reasons = [option["rationale"] for option in one["options"]]
        found.explained[one["id"]] = "\n".join([one["rationale"], *reasons])
    return found


def read_docx(content: bytes) -> File:
    """By python-docx; the layout is that of the importers: 1.【单选题】, A., 答案：, 答案解析：."""
    found = File({}, {}, {})
    lines = iter(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    for place, line in enumerate(lines, start=1):
        head = re.fullmatch(rf"{place}\.【(.+?)】(.*)", line)
        assert head
        options = []
        following = next(lines)
        while head[1] != "判断题" and following.startswith(f"{chr(ord('A') + len(options))}. "):
            options.append(following[3:])
            following = next(lines)
        key = following.removeprefix("答案：").split("，")
        explained, id_, marks = re.fullmatch(
            r"答案解析：(.*)（编号：(.+?)；标签：(.*)）", next(lines)
        ).groups()
        right = [RIGHT[key[0]]] if head[1] == "判断题" else [options[ord(one) - ord("A")] for one in key]
        found.questions[id_] = Read(LABELS[head[1]], head[2], tuple(options), tuple(right))
        found.explained[id_] = explained
        found.tags[id_] = tuple(marks.split("、"))
    return found


READERS: dict[str, Callable[[bytes], File]] = {
    "anki": read_anki,
    "csv": read_csv,
    "docx": read_docx,
    "json": read_json,
    "moodle-xml": read_moodle,
    "qti21": read_qti,
    "scorm12": read_scorm,
    "wjx": read_wjx,
    "xlsx": read_xlsx,
    "xlsx-chaoxing": read_chaoxing,
    "xlsx-surveyking": read_surveyking,
}
KINDS = {
    "docx": {"match", "order"},
    "wjx": {"match", "order"},
    "xlsx-chaoxing": {"match", "order"},
    "xlsx-surveyking": {"match", "order"},
}
KINDS |= {"gift": {"order"}}


def batch(questions: tuple[Question, ...], book: Handbook) -> Batch:
    return exports._batch(book, questions)


def check(name: str, file: File, questions: tuple[Question, ...]) -> None:
    """That a file holds exactly these questions and all that belongs to them."""
    in_order = sorted(questions, key=lambda one: list(QuestionType).index(one.type))
    expected = in_order if name == "xlsx-surveyking" else questions  # there a sheet holds one type
    assert list(file.questions) == [one.id for one in expected]
    for one in questions:
        assert file.questions[one.id] == (flat(said(one)) if name == "docx" else said(one))
        for text in words(one):
            assert text in file.explained[one.id]
        if file.tags:
            assert file.tags[one.id] == tags(one)


def held(name: str, questions: Bank) -> tuple[Question, ...]:
    return tuple(one for one in questions if one.type.value not in KINDS.get(name, ()))


@pytest.mark.parametrize("name", READERS)
def test_the_bank_comes_back(name: str, real_book: Handbook) -> None:
    wanted = exports.registered()[name]
    made = exports.make(real_book, wanted)
    usable = bank(real_book).for_use()
    expected = held(name, usable)
    assert made.count == len(expected) > 400
    check(name, READERS[name](made.content), expected)
    waiting = {one.id for one in bank(real_book) if one.stale}
    missing = {one.id for one in usable} - {one.id for one in expected}
    assert {one.question.id for one in made.left_out} == waiting | missing
    assert all(one.reason for one in made.left_out)


def test_formats_agree(real_book: Handbook) -> None:
    found = exports.registered()
    assert set(READERS) | {"gift"} == set(found)
    files = {name: READERS[name](exports.make(real_book, found[name]).content) for name in READERS}
    first = files.pop("json").questions
    for name, file in files.items():
        assert set(file.questions) <= set(first)
        for id_, read in file.questions.items():
            assert read == (flat(first[id_]) if name == "docx" else first[id_])


def hostile(question: Question, text: str) -> Question:
    """The question with a text everywhere; numbered, since options are told apart by what they say."""
    change = dataclasses.replace
    steps = {one.id: f"{text}步{one.id}" for one in question.choices}
    return change(
        question,
        stem=f"{text}？",
        rationale=text,
        options=tuple(
            one if not one.rationale else change(one, text=f"{text}{one.id}", rationale=f"{text}因{one.id}")
            for one in question.options
        ),
        pairs=tuple(
            change(one, left=f"{text}{one.left_id}", right=steps[one.right_id], rationale=text)
            for one in question.pairs
        ),
        choices=tuple(change(one, text=steps[one.id]) for one in question.choices),
        sequence=tuple(change(one, text=steps[one.id]) for one in question.sequence),
        case=question.case and change(question.case, text=text),
    )


def one_of_each(book: Handbook) -> list[Question]:
    """A question of every type and one of a case."""
    found = {(one.type, one.case is not None): one for one in reversed(bank(book).questions)}
    assert {kind for kind, _ in found} == set(QuestionType)
    return [found[key] for key in sorted(found)]


def survives(name: str, book: Handbook, text: str) -> None:
    wanted = exports.registered()[name]
    questions = tuple(hostile(one, text) for one in one_of_each(book))
    kept = tuple(one for one in questions if not wanted.cannot(one))
    assert {one.type.value for one in questions} - {one.type.value for one in kept} == KINDS.get(name, set())
    check(name, READERS[name](wanted.write(batch(kept, book))), kept)


@pytest.mark.parametrize("name", READERS)
def test_any_mark_survives(name: str, real_book: Handbook) -> None:
    for text in (HOSTILE, *BEGINNINGS):
        survives(name, real_book, text)


@pytest.mark.parametrize("name", [name for name in READERS if name not in {"docx", "csv"}])
def test_line_breaks_survive(name: str, real_book: Handbook) -> None:
    questions = tuple(dataclasses.replace(one, stem="一\n二") for one in one_of_each(real_book))
    wanted = exports.registered()[name]
    kept = tuple(one for one in questions if not wanted.cannot(one))
    assert all(
        "一\n二" in one.stem for one in READERS[name](wanted.write(batch(kept, real_book))).questions.values()
    )


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Z", "Cn", "Co")), min_size=1, max_size=30)
)
@settings(max_examples=15, derandomize=True, deadline=None)
def test_any_text_survives(real_book: Handbook, text: str) -> None:
    for name in READERS:
        survives(name, real_book, text)


def test_the_same_bank_gives_the_same_bytes(real_book: Handbook) -> None:
    first = exports.files(real_book, Results())
    assert exports.files(real_book, Results()) == first
    for path, content in first.items():
        if path.endswith((".xlsx", ".docx", ".zip", ".apkg")):
            dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
            assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_every_format_has_the_bank_and_every_chapter(real_book: Handbook) -> None:
    found = exports.files(real_book, Results())
    numbers = bank(real_book).chapters
    rows = download_rows.offers(found, numbers)
    titles = [exports.registered()[name].title for name in download_rows.ORDER]
    assert [row.title for row in rows] == titles
    assert len(titles) == len(exports.registered())
    for row in rows:
        assert [chapter.number for chapter in row.chapters] == list(numbers)
        assert {row.path, *row.beside, *(chapter.path for chapter in row.chapters)} <= set(found)
        whole = {one.question.id for one in exports.make(real_book, _by_title(row.title)).left_out}
        assert bool(row.left_out) == bool(whole)
        if row.left_out:
            listed = list(csv.reader(io.StringIO(found[row.left_out].decode("utf-8-sig"))))
            assert {line[0] for line in listed[1:]} == whole


def test_the_json_fits_its_schema(real_book: Handbook) -> None:
    found = exports.files(real_book, Results())
    schema = json.loads(found["downloads/quiz/json/quiz.schema.json"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path, content in found.items():
        if path.startswith("downloads/quiz/json/") and not path.endswith("schema.json"):
            validator.validate(json.loads(content))
    undescribed = [name for name, shape in schema["$defs"].items() if "description" not in shape]
    assert undescribed == []


def _by_title(title: str) -> exports.Format:
    return next(one for one in exports.registered().values() if one.title == title)


def _taken_in(*contents: bytes) -> list[tuple[str, str | None]]:
    """Category and idnumber of every question after Moodle has imported files, as its format.php does it.

    It finds or makes the category that a file names, adds every question that follows, and takes the idnumber
    off one whose category has that idnumber already.
    """
    found: list[tuple[str, str | None]] = []
    for content in contents:
        category = "default"
        for one in etree.fromstring(content).iterfind("question"):
            if one.get("type") == "category":
                category = one.findtext("category/text")
            else:
                place = (category, one.findtext("idnumber"))
                found.append((category, None) if place in found else place)
    return found


def test_moodle_keeps_the_files_of_the_bank_apart(real_book: Handbook) -> None:
    """Whatever is imported after whatever: no question loses its number, each file's can go alone."""
    wanted = exports.registered()["moodle-xml"]
    ids = [one.id for one in bank(real_book).for_use()]
    first = bank(real_book).chapters[0]
    files = [
        exports.make(real_book, wanted, chapter=first),
        exports.make(real_book, wanted),
        exports.make(real_book, wanted, drafted=False),
        exports.make(real_book, wanted, only=frozenset(ids[:5])),
        exports.make(real_book, wanted, chapter=first, only=frozenset(ids[:5])),
    ]
    taken = _taken_in(*(made.content for made in files))
    assert len(taken) == sum(made.count for made in files)
    assert [one for one in taken if one[1] is None] == []
    start = f"$course$/top/{real_book.info.title}/{real_book.info.edition}/"
    assert all(category.startswith(start) for category, _ in taken)
    own = [
        {category.removeprefix(start).split("/")[0] for category, _ in _taken_in(made.content)}
        for made in files
    ]
    assert own == [
        {"单章文件"}, {"整个题库"}, {"整个题库·不含拟定"}, {"整个题库·新增和改动"}, {"单章文件·新增和改动"},
    ]  # fmt: skip
    about = etree.fromstring(files[0].content).findtext("question[1]/info/text")
    assert "整个题库和单章文件只用一种" in about


def test_chapter_files_together_are_the_bank_once(real_book: Handbook) -> None:
    wanted = exports.registered()["moodle-xml"]
    chapters = (
        exports.make(real_book, wanted, chapter=number).content for number in bank(real_book).chapters
    )
    taken = _taken_in(*chapters)
    assert sorted(id_ or "" for _, id_ in taken) == sorted(one.id for one in bank(real_book).for_use())


def test_what_awaits_review_stays_out_and_is_named(real_book: Handbook) -> None:
    questions = bank(real_book).questions
    stale = Bank((dataclasses.replace(questions[0], stale=True), *questions[1:]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "bank", lambda _: stale)
        wanted = exports.registered()["csv"]
        made = exports.make(real_book, wanted)
        assert [one.question.id for one in made.left_out] == [questions[0].id]
        assert "待复核" in made.left_out[0].reason
        assert questions[0].id not in read_csv(made.content).questions
        asked_for = exports.make(real_book, wanted, stale=True)
        assert "待复核" in read_csv(asked_for.content).tags[questions[0].id]
        assert asked_for.left_out == ()


def test_drafted_questions_can_be_left_out(real_book: Handbook) -> None:
    wanted = exports.registered()["xlsx"]
    drafted = {one.id for one in bank(real_book) if one.drafted}
    without = exports.make(real_book, wanted, drafted=False)
    assert drafted
    assert set(read_xlsx(without.content).questions) == {one.id for one in bank(real_book)} - drafted
    marked = read_xlsx(exports.make(real_book, wanted).content).tags
    assert {id_ for id_, found in marked.items() if "拟定" in found} == drafted


def test_marks_of_an_exam_arrive(real_book: Handbook) -> None:
    """Where a format has a place for what a question is worth."""
    questions = tuple(one for one in one_of_each(real_book) if not (one.pairs or one.sequence))
    marks = tuple((one.id, place) for place, one in enumerate(questions, start=2))
    worth = dataclasses.replace(batch(questions, real_book), marks=marks)
    found = exports.registered()
    expected = [str(mark) for _, mark in marks]
    moodle = etree.fromstring(found["moodle-xml"].write(worth))
    assert [one.text for one in moodle.iter("defaultgrade")] == expected
    package = zipfile.ZipFile(io.BytesIO(found["qti21"].write(worth)))
    test = etree.fromstring(package.read("assessment.xml"))
    assert [one.get("value") for one in test.iter("{*}weight")] == expected
    _, *lines = map(json.loads, found["wjx"].write(worth).decode().splitlines())
    assert [one["quizscore"] for one in lines] == expected
