"""Chinese typesetting that WeasyPrint lacks, done on finished HTML: print only, never on the site.

- A gap between Han and Latin or digits: an empty inline, no space character, so copied text stays clean.
- Of two adjacent marks one gives up its blank half (`halt`): together 1.5em, as CLREQ asks.
- A run of Latin letters and digits that no line holds may break anywhere (WeasyPrint's overflow-wrap breaks
  a word only at the start of a line).
- The last two characters of a paragraph stay together, with the marks that follow them.

Line-start and line-end bans, and —— and …… that never break, WeasyPrint (Pango) keeps by itself.
"""

from __future__ import annotations

import re

from generator.outputs.pdf.layout.page_refs import GETA

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_LATIN = "A-Za-z0-9"
#: Marks whose blank half is on the right …
_CLOSING = "、。，．：；！？’”）］｝〉》」』】〕"
#: … and on the left.
_OPENING = "‘“（［｛〈《「『【〔"
#: Those that fonts do not narrow: a full-width ！ or ？ is drawn in the middle.
_FIXED = "！？"
_GAP = '<i class="gap"></i>'
_BREAKABLE = '<span class="long">{}</span>'
_HALF = '<span class="half">{}</span>'

_PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
#: Elements whose content is no text of ours.
_FOREIGN = frozenset({"head", "style", "script", "svg", "title"})
#: Elements that stand within a line: text goes on across their edges.
_INLINE = frozenset({"a", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup"})
#: Blocks whose last line may not be a single character.
_PARAGRAPHS = frozenset({"p", "li", "dd", "td"})
#: A run without a blank that is this long may break anywhere: an address, a long number.
_LONG = 25
#: What a text piece is cut into: an entity counts as one sign.
_SIGN = re.compile(
    rf"(?P<entity>&[#a-zA-Z0-9]+;)|(?P<han>[{_HAN}]+)|(?P<long>[!-%'-;=?-~]{{{_LONG},}})|(?P<latin>[{_LATIN}]+)"
    rf"|(?P<closing>[{_CLOSING}])|(?P<opening>[{_OPENING}])|(?P<other>.)",
    re.DOTALL,
)
#: The end of a paragraph that stays together: two characters and what marks follow.
_TAIL = re.compile(rf"(?<=[{_HAN}{_CLOSING}])[{_HAN}]{{2}}[{_CLOSING}]*$")
#: Shorter paragraphs have one line anyway.
_ONE_LINE = 12


def set_text(html: str) -> str:
    """The same document, ready for print; what it says is unchanged."""
    out: list[str] = []
    foreign = ""
    before = ""  # kind of the sign before, "" at the start of a block
    length = 0  # of the paragraph so far
    pieces = _PIECE.findall(html)
    for index, piece in enumerate(pieces):
        if piece.startswith("<"):
            name = found.group(1).lower() if (found := _NAME.match(piece)) else ""
            if foreign:
                foreign = "" if name == foreign and piece.startswith("</") else foreign
            elif name in _FOREIGN:
                foreign = name
            elif name not in _INLINE:
                before, length = "", 0
            out.append(piece)
        elif foreign:
            out.append(piece)
        elif piece.startswith(GETA):
            out.append(piece)
            before = ""  # a slot is wide enough by itself
        else:
            after = _following(pieces, index)
            length += len(piece)
            ends = after == "" and _closes_paragraph(pieces, index)
            text, before = _set(piece, before, after, keep_tail=ends and length > _ONE_LINE)
            out.append(text)
    return "".join(out)


def _following(pieces: list[str], index: int) -> str:
    """The character that follows a piece of text on its line, if any."""
    for piece in pieces[index + 1 :]:
        if not piece.startswith("<"):
            return piece[0]
        if (found := _NAME.match(piece)) and found.group(1).lower() not in _INLINE:
            return ""
    return ""


def _closes_paragraph(pieces: list[str], index: int) -> bool:
    for piece in pieces[index + 1 :]:
        if (found := _NAME.match(piece)) and (name := found.group(1).lower()) not in _INLINE:
            return name in _PARAGRAPHS and piece.startswith("</")
    return False


def _set(text: str, before: str, after: str, *, keep_tail: bool) -> tuple[str, str]:
    """One piece of text, given the kind of sign before and the character after it; and its own last kind."""
    tail = ""
    if keep_tail and (found := _TAIL.search(text)):
        text, tail = text[: found.start()], found.group()
    out: list[str] = []
    signs = [
        (str(found.lastgroup).replace("long", "latin"), found.group())
        for found in _SIGN.finditer(text + tail)
    ]
    at = 0
    for index, (kind, sign) in enumerate(signs):
        if tail and at == len(text):
            out.append('<span class="tail">')
        follows = signs[index + 1][1][0] if index + 1 < len(signs) else after
        if {kind, before} == {"han", "latin"}:
            out.append(_GAP)
        narrow = (
            kind == "closing" and sign not in _FIXED and follows and follows in _CLOSING + _OPENING
        ) or (kind == "opening" and before == "opening")
        if tail and kind == "han" and at < len(text) < at + len(sign):
            cut = len(text) - at
            out.append(f'{sign[:cut]}<span class="tail">{sign[cut:]}')
        else:
            style = _HALF if narrow else _BREAKABLE if kind == "latin" and len(sign) >= _LONG else "{}"
            out.append(style.format(sign))
        before = kind
        at += len(sign)
    if tail:
        out.append("</span>")
    return "".join(out), before
