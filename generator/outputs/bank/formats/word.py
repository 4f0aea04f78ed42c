"""Word in the layout that question banks import from documents: a paragraph a line, nothing but questions.

The few parts of the file are written by hand: python-docx takes twenty times as long for the same paragraphs.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.book.bank import FALSE_TEXT, TRUE_TEXT, letter
from generator.core.files.archive import zipped
from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.outputs.bank.exports import Format
from generator.outputs.bank.phrases import asked, choices, lettered, one_line, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch

_HELD = (QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.TRUE_FALSE)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED = {
    "[Content_Types].xml": f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>\
<Override PartName="/docProps/core.xml"\
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>""",
    "_rels/.rels": f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>""",
    "word/_rels/document.xml.rels": f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>""",
    "word/styles.xml": f"""{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="宋体"/><w:sz w:val="21"/>\
<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
<w:pPr><w:spacing w:line="300" w:lineRule="auto"/></w:pPr></w:style>\
<w:style w:type="paragraph" w:styleId="Stem"><w:name w:val="Stem"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/><w:spacing w:before="200"/></w:pPr></w:style></w:styles>""",
}
_STEM = '<w:pPr><w:pStyle w:val="Stem"/></w:pPr>'
_PAGE = """<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304"\
 w:header="720" w:footer="720" w:gutter="0"/>\
</w:sectPr>"""


def _cannot(question: Question) -> str:
    return (
        "" if question.type in _HELD else _("文档导入没有{type_label}").format(type_label=question.type.label)
    )


def _write(batch: Batch) -> bytes:
    paragraphs = [
        _paragraph(line, _STEM if index == 0 else "")
        for number, question in enumerate(batch.questions, start=1)
        for index, line in enumerate(_lines(number, question))
    ]
    body = "".join(paragraphs)
    document = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}{_PAGE}</w:body></w:document>'
    core = f"""{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{escape(f"{batch.title} {batch.edition}")}</dc:title>\
<dcterms:created xsi:type="dcterms:W3CDTF">{batch.effective.isoformat()}T00:00:00Z</dcterms:created>\
</cp:coreProperties>"""
    return zipped(_FIXED | {"docProps/core.xml": core, "word/document.xml": document})


def _lines(number: int, question: Question) -> Iterator[str]:
    """The layout: stem, options, 答案, 答案解析; id and tags come last, where importers look for nothing."""
    yield f"{number}.【{question.type.label}】{one_line(asked(question))}"
    if question.type is QuestionType.TRUE_FALSE:
        yield f"答案：{TRUE_TEXT if question.answer else FALSE_TEXT}"
    else:
        for index, text in enumerate(choices(question)):
            yield f"{letter(index)}. {one_line(text)}"
        yield f"答案：{'，'.join(lettered(question))}"
    marks = f"（编号：{question.id}；标签：{'、'.join(tags(question))}）"
    yield f"答案解析：{one_line(question.explanation)}{marks}"


def _paragraph(text: str, properties: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    return f"<w:p>{properties}{run}</w:p>"


FORMATS = (
    Format(
        "docx", N_("Word导入文档"), N_("许多考试系统能从这种排法的Word文档导入"), ".docx", _write, _cannot
    ),
)
