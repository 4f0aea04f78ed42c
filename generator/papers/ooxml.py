"""The little of WordprocessingML that papers take: runs, paragraphs, tables, a page with a foot, the package.

Lengths are twentieths of a point, as Word counts. Written by hand as in exports/word.py; docs/decisions.md says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.exports._package import zipped

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

MM = 1440 / 25.4
"""A millimetre."""
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SONG = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>'
_HEI = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
#: Lines of the same height whatever the font: a paper has as many pages here as there.
_LINE = 'w:line="335" w:lineRule="exact"'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. ``size`` in half points."""

    id: str
    name: str
    size: int
    paragraph: str
    """What stands in w:pPr."""
    hei: bool = False
    bold: bool = False


#: Where an item's text begins, and behind it an option's: 2.6 and 1.7 characters of 10.5 points.
HANG, LETTER = 546, 357

STYLES = (
    Style("Title", "Title", 32, f'{_KEEP}<w:spacing w:after="160"/><w:jc w:val="center"/>', hei=True),
    Style("Heading1", "heading 1", 23, f'{_KEEP}<w:spacing w:before="200"/><w:outlineLvl w:val="0"/>', hei=True),
    Style("Heading2", "heading 2", 21, f'{_KEEP}<w:spacing w:before="140"/><w:outlineLvl w:val="1"/>', hei=True),
    Style("Note", "Note", 19, f"<w:keepLines/><w:spacing {_LINE}/>"),
    Style("Task", "Task", 19, f"{_KEEP}<w:spacing {_LINE}/>"),
    Style("Scene", "Scene", 21,
          f'{_KEEP}<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="000000"/></w:pBdr>'
          f'<w:spacing w:before="60" w:after="60" {_LINE}/><w:ind w:left="200"/>'),
    Style("Stem", "Stem", 21,
          f'<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="{HANG}"/></w:tabs><w:spacing w:before="140" {_LINE}/>'
          f'<w:ind w:left="{HANG}" w:hanging="{HANG}"/>'),
    Style("Option", "Option", 21, f'<w:keepLines/><w:spacing {_LINE}/><w:ind w:left="{HANG + LETTER}" w:hanging="{LETTER}"/>'),
    Style("Steps", "Steps", 21, f'<w:keepLines/><w:spacing {_LINE}/><w:ind w:left="{HANG}"/>'),
    Style("Cell", "Cell", 19, '<w:spacing w:line="264" w:lineRule="auto"/>'),
    Style("Center", "Center", 19, '<w:spacing w:line="264" w:lineRule="auto"/><w:jc w:val="center"/>'),
    Style("Quiet", "Quiet", 17, '<w:spacing w:line="264" w:lineRule="auto"/>', hei=True),
    Style("Footer", "footer", 17, "", hei=True),
)  # fmt: skip


def text(content: str) -> str:
    """What stands in a run: line breaks and tabs are elements."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_words, line.split("\t"))) for line in lines)


def _words(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>' if words else ""


def run(
    content: str,
    *,
    hei: bool = False,
    bold: bool = False,
    size: int = 0,
    underlined: bool = False,
    wider: int = 0,
) -> str:
    """Text in one look; ``hei`` is sans, ``wider`` adds so many points behind each character."""
    looks = (
        (_HEI if hei else "")
        + ("<w:b/>" if bold else "")
        + (f'<w:spacing w:val="{wider * 20}"/>' if wider else "")
        + (f'<w:sz w:val="{size}"/>' if size else "")
        + ('<w:u w:val="single"/>' if underlined else "")
    )
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{text(content)}</w:r>" if content else ""


def field(name: str) -> str:
    """A number that Word computes: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(*runs: str, style: str = "", keep: bool = False, tabs: Iterable[int] = ()) -> str:
    """A paragraph of runs; ``keep``: on one page with what follows; ``tabs``: places from the left margin."""
    stops = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in tabs)
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + (f"<w:tabs>{stops}</w:tabs>" if stops else "")
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def cell(content: str, width: int, more: str = "") -> str:
    """A cell with paragraphs in it; ``more`` stands in w:tcPr."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, head: bool = False, height: int = 0, exact: bool = False) -> str:
    """A row that is never split; ``head``: repeated on each page that the table goes on to."""
    rule = ' w:hRule="exact"' if exact else ' w:hRule="atLeast"'
    properties = (
        "<w:cantSplit/>"
        + (f'<w:trHeight w:val="{height}"{rule}/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Iterable[str], *, ruled: bool = True, more: str = "", indent: int = 0) -> str:
    """A table with columns of fixed width; ``more`` stands first in w:tblPr."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    properties = (
        f'{more}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else "")
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if ruled else "")
        + '<w:tblLayout w:type="fixed"/>'
        + '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


@dataclass(frozen=True, slots=True)
class Document:
    """All that a file says."""

    title: str
    author: str
    subject: str
    created: datetime.date
    body: str
    foot: str
    """On the left of each page's foot; pages are counted on the right."""
    left: int
    """The left margin."""
    right: int


def package(document: Document) -> bytes:
    """The file. The same document gives the same bytes."""
    return zipped(
        _FIXED
        | {
            "docProps/core.xml": _core(document),
            "word/footer1.xml": _footer(document),
            "word/document.xml": (
                f'{_XML}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>'
                f"{document.body}{_section(document)}</w:body></w:document>"
            ),
        }
    )


def _core(document: Document) -> str:
    created = f"{document.created.isoformat()}T00:00:00Z"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(document.subject)}</dc:subject>"
        f"<dc:creator>{escape(document.author)}</dc:creator><dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>'
    )


def _footer(document: Document) -> str:
    width = PAGE_WIDTH - document.left - document.right
    line = (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        + run(document.foot + "\t第")
        + field("PAGE")
        + run("页（共")
        + field("NUMPAGES")
        + run("页）")
        + "</w:p>"
    )
    return f'{_XML}<w:ftr xmlns:w="{_WORD}">{line}</w:ftr>'


def _section(document: Document) -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="r2"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="1021" w:right="{document.right}" w:bottom="1077" w:left="{document.left}"'
        ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _style(style: Style) -> str:
    looks = (_HEI if style.hei else "") + ("<w:b/>" if style.bold else "")
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr>'
        f'<w:rPr>{looks}<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


_FIXED = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{_TYPES}.footer+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{_SONG}'
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="320" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>" + "".join(map(_style, STYLES)) + "</w:styles>"
    ),
}
