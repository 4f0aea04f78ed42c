"""What an author wrote in Markdown → the same with nothing in it that a browser would run.

Every ``<`` and ``&`` of the author's becomes an entity, whatever Markdown would have made of it, and code is
set by us: where this reads a text otherwise than an engine does, it looks odd, but no tag gets through. Links
lead only where whitelisted schemes lead, attribute lists hold only ids and classes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMES = {"http", "https", "mailto", "tel"}
_TOKEN = re.compile(
    r"""
    (?P<fence>^(?P<mark>`{3,}|~{3,})[^\n`]*\n(?P<block>(?:[^\n]*\n){0,400}?)(?P=mark)[ ]*$)
    | (?P<code>(?<![\\`])(?P<ticks>`+)(?!`)(?P<inside>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`))
    | (?P<address><(?P<url>https?://[^\s<>()\[\]"'`\\]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>)
    | (?P<tag><)
    | (?P<entity>&)
    | (?P<attributes>\{(?!:?[ ]*(?:[#.][\w-]+[ ]*)+\}))
    | (?P<target>\](?=[(:]))
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
#: A scheme, with what Markdown and browsers pass over inside it.
_SCHEME = re.compile(r"[(:]((?:[\s\\\x00-\x20]*[A-Za-z0-9+.-])+)[\s\\\x00-\x20]*:")
_JUNK = re.compile(r"[\s\\\x00-\x20]")


def harmless(markdown: str) -> str:
    """The text with everything shown as it was written that is not plain Markdown."""
    return _TOKEN.sub(_shown, markdown)


def literal(markdown: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each tag, attribute list or link that readers will see as signs."""
    for match in _TOKEN.finditer(markdown):
        rest = markdown[match.start() : match.start() + 40].partition("\n")[0]
        if (
            (match["tag"] and re.match(r"<[A-Za-z/!?]", rest))
            or (match["attributes"] and re.match(r"\{:", rest))
            or (match["entity"] and re.match(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z]+);", rest))
            or (match["target"] and not _leads_well(match) and not _is_prose(match))
        ):
            yield match.start(), rest


def _shown(match: re.Match[str]) -> str:
    if match["fence"]:
        lines = "&#10;".join(_entities(line) for line in match["block"].split("\n")[:-1])
        return f"\n\n<pre><code>{lines}</code></pre>\n\n"
    if match["code"]:
        return f"<code>{_entities(' '.join(match['inside'].split()))}</code>"
    if match["address"]:
        url = match["url"].replace("&", "&amp;")
        return f"[{_entities(match['url'])}]({'' if '://' in url else 'mailto:'}{url})"
    if match["attributes"]:
        return "&#123;"
    if match["target"]:
        return "]" if _leads_well(match) else "&#93;"
    return "&lt;" if match["tag"] else "&amp;"


def _entities(line: str) -> str:
    """Every sign and every blank as an entity: blanks count in a block of code."""
    return "".join(char if char.isalnum() else f"&#{ord(char)};" for char in line)


def _is_prose(match: re.Match[str]) -> bool:
    """Whether a colon follows a bracket as in a sentence: an address is defined at the start of a line."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return match.string[match.end()] == ":" and not re.fullmatch(r"[ >*+-]*\[[^\[\]^][^\[\]]*", line)


def _leads_well(match: re.Match[str]) -> bool:
    scheme = _SCHEME.match(match.string, match.end())
    return scheme is None or _JUNK.sub("", scheme[1]).lower() in _SCHEMES
