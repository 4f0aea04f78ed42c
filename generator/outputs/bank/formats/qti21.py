"""QTI 2.1: a package of items, a test that holds them all by chapter, and a manifest with tags and 解析."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from generator.core.files import digests
from generator.core.files.archive import zipped
from generator.core.texts import N_
from generator.outputs.bank.exports import Format, everything
from generator.outputs.bank.formats._qti_item import HEAD, NAMESPACE, identifier, interaction, item
from generator.outputs.bank.phrases import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TEST = "assessment.xml"
#: What a question is worth, as platforms find it in the test.
_MARK = "MARK"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MD = "http://www.imsglobal.org/xsd/imsmd_v1p2"


def _write(batch: Batch) -> bytes:
    items = {_path(question): item(question) for question in batch.questions}
    return zipped({"imsmanifest.xml": "".join(_manifest(batch)), _TEST: "".join(_test(batch)), **items})


def _path(question: Question) -> str:
    return f"items/{identifier(question)}.xml"


def _name(batch: Batch) -> str:
    """Tells a test from others of the same handbook, and stays when the wording of its questions changes."""
    said = "\n".join((batch.title, *(question.id for question in batch.questions)))
    return digests.short(said)


def _title(batch: Batch) -> str:
    only = batch.headings[0][1] if len(batch.headings) == 1 else ""
    return " ".join(filter(None, (batch.title, batch.edition, only)))


def _test(batch: Batch) -> Iterator[str]:
    """Sections are not `visible`: Canvas would make a question of each heading."""
    yield f'{_XML}<assessmentTest {HEAD} identifier="test-{_name(batch)}" title="{escape(_title(batch))}">\n'
    yield '<outcomeDeclaration identifier="SCORE_TOTAL" cardinality="single" baseType="float"/>\n'
    yield '<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">\n'
    yield '<itemSessionControl maxAttempts="0" showFeedback="true" allowReview="true"/>\n'
    marks = dict(batch.marks)
    for number, asked in groupby(batch.questions, lambda one: one.chapter):
        heading = dict(batch.headings)[number]
        yield f'<assessmentSection identifier="chapter-{number}" title="{escape(heading)}" visible="false">\n'
        for case, members in groupby(asked, lambda one: one.case):
            refs = "".join(_ref(one, marks.get(one.id, 1)) for one in members)
            if case:
                refs = (
                    f'<assessmentSection identifier="{case.id}" title="{escape(case.title)}" visible="false" '
                    f'keepTogether="true">\n{refs}</assessmentSection>\n'
                )
            yield refs
        yield "</assessmentSection>\n"
    yield '</testPart>\n<outcomeProcessing><setOutcomeValue identifier="SCORE_TOTAL">'
    yield f'<sum><testVariables variableIdentifier="SCORE" weightIdentifier="{_MARK}"/></sum>'
    yield "</setOutcomeValue></outcomeProcessing>\n"
    yield "</assessmentTest>\n"


def _ref(question: Question, mark: int) -> str:
    ref = f'<assessmentItemRef identifier="{identifier(question)}" href="{_path(question)}">'
    return f'{ref}<weight identifier="{_MARK}" value="{mark}"/></assessmentItemRef>\n'


def _manifest(batch: Batch) -> Iterator[str]:
    yield f'{_XML}<manifest xmlns="{_CP}" xmlns:imsmd="{_MD}" xmlns:imsqti="{NAMESPACE}" '
    yield 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    yield f'xsi:schemaLocation="{_CP} http://www.imsglobal.org/xsd/imscp_v1p1.xsd '
    yield f'{_MD} http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd" identifier="manifest-{_name(batch)}">\n'
    yield "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n"
    yield "<organizations/>\n<resources>\n"
    yield f'<resource identifier="test" type="imsqti_test_xmlv2p1" href="{_TEST}">\n'
    yield f"<metadata>{_lom(f'test-{_name(batch)}', _title(batch))}</metadata>\n"
    yield f'<file href="{_TEST}"/>\n'
    for question in batch.questions:
        yield f'<dependency identifierref="{identifier(question)}"/>\n'
    yield "</resource>\n"
    for question in batch.questions:
        yield from _resource(question)
    yield "</resources>\n</manifest>\n"


def _resource(question: Question) -> Iterator[str]:
    """Tags are keywords; the whole 解析 is the description, for importers that drop an item's feedback."""
    path = _path(question)
    yield f'<resource identifier="{identifier(question)}" type="imsqti_item_xmlv2p1" href="{path}">\n'
    yield f"<metadata>{_lom(question.id, question.id, question.explanation, tags(question))}"
    yield "<imsqti:qtiMetadata><imsqti:timeDependent>false</imsqti:timeDependent>"
    yield f"<imsqti:interactionType>{interaction(question)}</imsqti:interactionType>"
    yield "<imsqti:feedbackType>nonadaptive</imsqti:feedbackType>"
    yield "<imsqti:solutionAvailable>true</imsqti:solutionAvailable></imsqti:qtiMetadata></metadata>\n"
    yield f'<file href="{path}"/>\n</resource>\n'


def _lom(id_: str, title: str, description: str = "", keywords: tuple[str, ...] = ()) -> str:
    """Learning object metadata, the parts of it that importers look at."""
    parts = [f"<imsmd:identifier>{id_}</imsmd:identifier>", _said("title", title)]
    parts.append("<imsmd:language>zh-CN</imsmd:language>")
    parts += [_said("description", description)] if description else []
    parts += [_said("keyword", word) for word in keywords]
    return f"<imsmd:lom><imsmd:general>{''.join(parts)}</imsmd:general></imsmd:lom>"


def _said(name: str, text: str) -> str:
    said = f'<imsmd:langstring xml:lang="zh-CN">{escape(text, quote=False)}</imsmd:langstring>'
    return f"<imsmd:{name}>{said}</imsmd:{name}>"


FORMATS = (
    Format(
        "qti21",
        "QTI 2.1",
        N_("导入Canvas、TAO等支持QTI的平台，各选项的解析都在"),
        ".qti.zip",
        _write,
        everything,
    ),
)
