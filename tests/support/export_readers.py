"""What a reader finds in an export, and readers of the formats that are packages or lines of JSON."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from typing import Any, NamedTuple

from lxml import etree, html

from generator.core.vocabulary import QuestionType

QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
CP = {"cp": "http://www.imsglobal.org/xsd/imscp_v1p1", "md": "http://www.imsglobal.org/xsd/imsmd_v1p2"}
SCORM = {"cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}


class Read(NamedTuple):
    """What a reader found in a question. ``right`` is texts: options, ``left→right``, steps in order."""

    type: str
    stem: str
    options: tuple[str, ...]
    right: tuple[str, ...]


class File(NamedTuple):
    """What was read from a file: questions, tags and all text that explains, by id."""

    questions: dict[str, Read]
    tags: dict[str, tuple[str, ...]]
    explained: dict[str, str]


def lines(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Text with its line breaks."""
    for line_break in element.iter("br", "{*}br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    return "".join(element.itertext())


def read_qti(content: bytes) -> File:
    """By the manifest and the test, as importers go about it."""
    found = File({}, {}, {})
    package = zipfile.ZipFile(io.BytesIO(content))
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    resources = {one.get("href"): one for one in manifest.iterfind(".//cp:resource", CP)}
    assert package.testzip() is None
    assert resources.keys() | {"imsmanifest.xml"} == set(package.namelist())
    test = etree.fromstring(package.read("assessment.xml"))
    for ref in test.iterfind(".//q:assessmentItemRef", QTI):
        resource = resources[ref.get("href")]
        assert [file.get("href") for file in resource.iterfind("cp:file", CP)] == [ref.get("href")]
        item = etree.fromstring(package.read(ref.get("href")))
        id_ = resource.findtext(".//md:identifier", None, CP)
        assert item.get("title") == resource.findtext(".//md:title/md:langstring", None, CP) == id_
        assert item.get("identifier") == resource.get("identifier") == ref.get("identifier")
        found.tags[id_] = tuple(one.text for one in resource.iterfind(".//md:keyword/md:langstring", CP))
        feedback = "\n".join(lines(one) for one in item.iterfind("q:modalFeedback", QTI))
        whole = resource.findtext(".//md:description/md:langstring", None, CP)
        assert all(text in whole for text in feedback.split("\n"))  # for importers that drop feedback
        found.explained[id_] = feedback
        found.questions[id_] = _qti_item(item)
    return found


def _qti_item(item: Any) -> Read:  # noqa: ANN401
    stem = "\n".join(lines(one) for one in item.iterfind("q:itemBody/q:p", QTI))
    key = [one.text for one in item.iterfind("q:responseDeclaration/q:correctResponse/q:value", QTI)]
    choices = item.iter("{*}simpleChoice", "{*}simpleAssociableChoice")
    texts = {one.get("identifier"): lines(one) for one in choices}
    kind = item.find("q:responseDeclaration", QTI).get("cardinality")
    if item.find(".//q:matchInteraction", QTI) is not None:
        pairs = [tuple(texts[id_] for id_ in pair.split()) for pair in key]
        return Read("match", stem, tuple(sorted(right for _, right in pairs)), tuple(map("→".join, pairs)))
    if kind == "ordered":
        return Read("order", stem, tuple(sorted(texts.values())), tuple(texts[id_] for id_ in key))
    if texts.keys() == {"true", "false"}:
        return Read("true-false", stem, (), tuple(key))
    right = tuple(text for id_, text in texts.items() if id_ in key)
    return Read("multiple" if kind == "multiple" else "single", stem, tuple(texts.values()), right)


def read_scorm(content: bytes) -> File:
    """The pages in the order of the manifest, by lxml's reader of HTML."""
    found = File({}, {}, {})
    package = zipfile.ZipFile(io.BytesIO(content))
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    pages = {one.get("identifier"): one.get("href") for one in manifest.iterfind(".//cp:resource", SCORM)}
    for entry in manifest.iterfind(".//cp:item", SCORM):
        page = html.fromstring(package.read(pages[entry.get("identifierref")]).decode())
        for question in page.xpath("//*[@data-question-id]"):
            id_ = question.get("data-question-id")
            found.questions[id_] = _practised(question)
            found.explained[id_] = lines(question.find("details"))
    return found


def _practised(question: Any) -> Read:  # noqa: ANN401
    kind, key = question.get("data-type"), question.get("data-key").split()
    stem = lines(question.find(".//legend"))
    above = question.getparent()
    scene = above.find_class("hb-case__scene") if above.tag == "section" else []
    stem = f"{lines(scene[0])}\n{stem}" if scene else stem
    texts = {}
    for one in question.iter("label", "li"):
        if one.get("data-option"):
            inner = one.find_class("hb-q__text")
            texts[one.get("data-option")] = lines(inner[0] if inner else one)
    if kind == "true-false":
        return Read(kind, stem, (), tuple(key))
    if kind == "match":
        lefts = [lines(one) for one in question.find_class("hb-q__row")]
        pairs = [f"{left}→{texts[id_]}" for left, id_ in zip(lefts, key, strict=True)]
        return Read(kind, stem, tuple(sorted(texts.values())), tuple(pairs))
    if kind == "order":
        return Read(kind, stem, tuple(sorted(texts.values())), tuple(texts[id_] for id_ in key))
    right = tuple(text for id_, text in texts.items() if id_ in key)
    return Read(kind, stem, tuple(texts.values()), right)


def notes(content: bytes) -> dict[str, dict[str, Any]]:
    """The notes of an Anki package by question id, as sqlite finds them."""
    package = zipfile.ZipFile(io.BytesIO(content))
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(package.read("collection.anki2"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        models, decks = map(json.loads, connection.execute("SELECT models, decks FROM col").fetchone())
        found = {}
        query = "SELECT guid, mid, notes.mod, tags, flds, did FROM notes JOIN cards ON nid = notes.id"
        for guid, model, mod, tags, fields, deck in connection.execute(f"{query} ORDER BY cards.id"):
            names = [one["name"] for one in models[str(model)]["flds"]]
            values = dict(zip(names, fields.split("\x1f"), strict=True))
            facts = {"guid": guid, "mod": mod, "tags": tags.split(), "model": model}
            found[values["编号"]] = values | facts | {"deck": decks[str(deck)]["name"]}
    finally:
        connection.close()
    return found


def shown(text: str) -> Any:  # noqa: ANN401
    """A piece of HTML."""
    return html.fragment_fromstring(text, create_parent="div")


def read_anki(content: bytes) -> File:
    found = File({}, {}, {})
    labels = {kind.label: kind.value for kind in QuestionType}
    for id_, note in notes(content).items():
        kind, stem = labels[note["题型"]], lines(shown(note["题干"]))
        lists = [[lines(one) for one in part.iter("li")] for part in shown(note["选项"]).iter("ol")]
        options = lists[-1] if lists else []
        by_letter = {chr(ord("A") + place): text for place, text in enumerate(options)}
        key = lines(shown(note["答案"]))
        found.tags[id_] = tuple(note["tags"])
        found.explained[id_] = lines(shown(note["解析"]))
        if kind == "true-false":
            read = Read(kind, stem, (), ({"对": "true", "错": "false"}[key],))
        elif kind == "match":
            letters = re.findall(r"(?m)^\d—([A-H])\. ", key)
            right = [f"{left}→{by_letter[one]}" for left, one in zip(lists[0], letters, strict=True)]
            read = Read(kind, stem, tuple(sorted(options)), tuple(right))
        else:
            right = [by_letter[one] for one in re.findall(r"(?m)^([A-H])\. ", key)]
            assert key == "\n".join(f"{_letter(by_letter, one)}. {one}" for one in right)
            given = sorted(options) if kind == "order" else options
            read = Read(kind, stem, tuple(given), tuple(right))
        found.questions[id_] = read
    return found


def _letter(by_letter: dict[str, str], text: str) -> str:
    return next(one for one, found in by_letter.items() if found == text)


def read_wjx(content: bytes) -> File:
    found = File({}, {}, {})
    labels = {"考试单选": "single", "考试多选": "multiple", "考试判断": "true-false"}
    head, *rows = map(json.loads, content.decode().splitlines())
    assert (head["qtype"], head["atype"]) == ("问卷基础信息", 6)
    for row in rows:
        explained, id_, marks = re.fullmatch(
            r"(?s)(.*)\n（编号：(.+?)；标签：(.*)）", row["answeranalysis"]
        ).groups()
        kind, options = labels[row["qtype"]], row["select"]
        if kind == "true-false":
            assert options == ["对", "错"]
            right = [{"对": "true", "错": "false"}[one] for one in row["correctselect"]]
            options = []
        else:
            right = [options[ord(one) - ord("A")] for one in row["correctselect"]]
        found.questions[id_] = Read(kind, row["title"], tuple(options), tuple(right))
        found.explained[id_] = explained
        found.tags[id_] = tuple(marks.split("、"))
    return found
