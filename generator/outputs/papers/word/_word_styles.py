"""The looks of paragraphs in papers for Word. Lengths are twentieths of a point, sizes half points."""

from __future__ import annotations

from dataclasses import dataclass

SONG = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>'
)
HEI = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/>'
HANG, LETTER = 546, 357
"""Where an item's text begins, and behind it an option's: 2.6 and 1.7 characters of 10.5 points."""
#: Lines of items are of one height whatever the font: a paper has as many pages here as there.
_EXACT = 335
_LOOSE = 264
_BAR = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="000000"/></w:pBdr>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style."""

    id: str
    name: str
    size: int
    hei: bool = False
    follows: bool = False
    """On one page with the paragraph behind it."""
    whole: bool = False
    """Never split."""
    barred: bool = False
    """With a line on its left."""
    before: int = 0
    after: int = 0
    line: int = _EXACT
    """Height of a line, exactly; 0: as the font is, a little loose."""
    left: int = 0
    hanging: int = 0
    centered: bool = False
    level: int | None = None

    @property
    def xml(self) -> str:
        """The style's element, its parts in the order that Word asks for."""
        height = (
            f'w:line="{self.line}" w:lineRule="exact"'
            if self.line
            else f'w:line="{_LOOSE}" w:lineRule="auto"'
        )
        paragraph = (
            ("<w:keepNext/>" if self.follows else "")
            + ("<w:keepLines/>" if self.whole or self.follows else "")
            + (_BAR if self.barred else "")
            + (f'<w:tabs><w:tab w:val="left" w:pos="{self.left}"/></w:tabs>' if self.hanging else "")
            + f'<w:spacing w:before="{self.before}" w:after="{self.after}" {height}/>'
            + (f'<w:ind w:left="{self.left}" w:hanging="{self.hanging}"/>' if self.left else "")
            + ('<w:jc w:val="center"/>' if self.centered else "")
            + (f'<w:outlineLvl w:val="{self.level}"/>' if self.level is not None else "")
        )
        sizes = f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
            f"<w:rPr>{HEI if self.hei else ''}{sizes}</w:rPr></w:style>"
        )


STYLES = (
    Style("Title", "Title", 32, hei=True, follows=True, after=160, line=0, centered=True),
    Style("Heading1", "heading 1", 23, hei=True, follows=True, before=200, line=0, level=0),
    Style("Heading2", "heading 2", 21, hei=True, follows=True, before=140, line=0, level=1),
    Style("Note", "Note", 19, whole=True),
    Style("Task", "Task", 19, follows=True),
    Style("Scene", "Scene", 21, follows=True, barred=True, before=60, after=60, left=200),
    Style("Stem", "Stem", 21, whole=True, before=140, left=HANG, hanging=HANG),
    Style("Option", "Option", 21, whole=True, left=HANG + LETTER, hanging=LETTER),
    Style("Steps", "Steps", 21, whole=True, left=HANG),
    Style("Sign", "Sign", 21, hei=True, before=200, line=0),
    Style("Cell", "Cell", 19, line=0),
    Style("Center", "Center", 19, line=0, centered=True),
    Style("Quiet", "Quiet", 17, hei=True, line=0),
    Style("Footer", "footer", 17, hei=True, line=0),
)
