"""The little of WordprocessingML that papers take: runs, paragraphs, tables, a page with a foot, the package.

Lengths are twentieths of a point, as Word counts. Written by hand as exports/word.py is; docs/decisions/0044
says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.core.files.archive import zipped
from generator.core.texts import _
from generator.outputs.papers.word._word_styles import HEI, SONG, STYLES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

MM = 1440 / 25.4
"""A millimetre."""
PAGE_WIDTH, PAGEHEIGHT = 11906, 16838
"""A4."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


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
        (HEI if hei else "")
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


def table(
    widths: Sequence[int], rows: Iterable[str], *, ruled: bool = True, more: str = "", indent: int = 0
) -> str:
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
        '<w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        + run(document.foot + _("\t第"))
        + field("PAGE")
        + run(_("页（共"))
        + field("NUMPAGES")
        + run(_("页）"))
        + "</w:p>"
    )
    return f'{_XML}<w:ftr xmlns:w="{_WORD}">{line}</w:ftr>'


def _section(document: Document) -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="r2"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGEHEIGHT}"/>'
        f'<w:pgMar w:top="1021" w:right="{document.right}" w:bottom="1077" w:left="{document.left}"'
        ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


_FIXED = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
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
        f'{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{SONG}'
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        "</w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="320" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>" + "".join(style.xml for style in STYLES) + "</w:styles>"
    ),
}
