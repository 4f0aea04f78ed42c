"""What every SCORM 1.2 package has: a manifest of its pages, what they share, the schemas of SCORM."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from generator import web
from generator.core.files import digests
from generator.core.files.archive import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE = Path(__file__).parent / "scorm"
_OWN = {".css": web.sheet, ".js": web.script}
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"


@dataclass(frozen=True, slots=True)
class Launched:
    """A page that a platform launches and scores."""

    name: str
    title: str
    mastery: str
    """Of 100; what platforms show as passed."""
    html: str

    @property
    def file(self) -> str:
        """Its name in the package."""
        return f"{self.name}.html"


def package(
    title: str, identity: str, pages: Sequence[Launched], shared: Mapping[str, bytes], own: Sequence[str]
) -> bytes:
    """The zip file of some pages.

    Args:
        title: What the platform shows.
        identity: Tells packages apart; the same in every edition of one.
        pages: In the order shown.
        shared: Files made for this package, by name.
        own: Scripts and styles of generator/web that the pages load, by name.
    """
    files = dict(sorted({**_kept(tuple(own)), **shared}.items()))
    manifest = "".join(_manifest(title, identity, pages, files))
    return zipped({"imsmanifest.xml": manifest, **{page.file: page.html for page in pages}, **files})


@cache
def _kept(names: tuple[str, ...]) -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in HERE.glob("*.xsd")}
    return found | {name: _OWN[Path(name).suffix](name) for name in names}


def _manifest(
    title: str, identity: str, pages: Sequence[Launched], files: Mapping[str, bytes]
) -> Iterator[str]:
    name = digests.short("\n".join((identity, *(page.name for page in pages))))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="quiz-{name}" version="1.1" '
    yield f'xmlns="{_CP}" xmlns:adlcp="{_ADL}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    yield f'xsi:schemaLocation="{_CP} imscp_rootv1p1p2.xsd {_MD} imsmd_rootv1p2p1.xsd '
    yield f'{_ADL} adlcp_rootv1p2.xsd">\n'
    yield "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n"
    yield f'<organizations default="quiz"><organization identifier="quiz"><title>{_text(title)}</title>\n'
    for page in pages:
        yield f'<item identifier="item-{page.name}" identifierref="{page.name}" isvisible="true">'
        yield f"<title>{_text(page.title)}</title>"
        yield f"<adlcp:masteryscore>{page.mastery}</adlcp:masteryscore></item>\n"
    yield "</organization></organizations>\n<resources>\n"
    for page in pages:
        yield f'<resource identifier="{page.name}" type="webcontent" adlcp:scormtype="sco" '
        yield f'href="{page.file}"><file href="{page.file}"/>'
        yield '<dependency identifierref="common"/></resource>\n'
    listed = "".join(f'<file href="{path}"/>' for path in files)
    yield f'<resource identifier="common" type="webcontent" adlcp:scormtype="asset">{listed}</resource>\n'
    yield "</resources>\n</manifest>\n"


def _text(text: str) -> str:
    return escape(text, quote=False)
