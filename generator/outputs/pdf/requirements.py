"""What this machine must have before a PDF can be made: libraries and fonts. Looks without WeasyPrint.

Importing WeasyPrint without its libraries ends in an error that helps nobody, and drawing without any font
ends in a crash of the process; so both are looked for first.
"""

from __future__ import annotations

import ctypes
from functools import cache

from generator.core.texts import _

SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
FAMILIES = (SERIF, SANS)
"""The font families that print style sheets may name."""

#: Library → the Debian package that brings it. WeasyPrint opens other names elsewhere; see _NAMES.
_LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
}
_OTHER_NAMES = {
    "libgobject-2.0.so.0": ("libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "libharfbuzz.so.0": ("libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "libharfbuzz-subset.so.0": ("libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "libfontconfig.so.1": ("libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "libpango-1.0.so.0": ("libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "libpangoft2-1.0.so.0": ("libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
}
_FONT_PACKAGE = "fonts-noto-cjk"
_FC_RESULT_MATCH = 0


class PdfUnavailableError(Exception):
    """This machine cannot make PDFs; the message tells what to install."""


@cache
def require() -> None:
    """Returns when all is there. Raises PdfUnavailableError with the line that installs what is missing."""
    missing = [name for name in _LIBRARIES if library(name) is None]
    fonts = [] if "libfontconfig.so.1" in missing else [name for name in FAMILIES if not has_family(name)]
    if not missing and not fonts:
        return
    packages = sorted(
        {_LIBRARIES[name] for name in missing} | ({_FONT_PACKAGE} if fonts or missing else set())
    )
    raise PdfUnavailableError(
        _(
            "这台机器还不能生成 PDF，缺少：{missing}。\n"
            "请先安装（Debian、Ubuntu）：\n"
            "  sudo apt-get update && sudo apt-get install --no-install-recommends -y {packages}\n"
            "暂时不要 PDF：./run build --no-pdf"
        ).format(missing=_("、").join(missing + fonts), packages=" ".join(packages))
    )


def library(name: str) -> ctypes.CDLL | None:
    """A library by the name Linux gives it; None when this machine lacks it."""
    for candidate in (name, *_OTHER_NAMES[name]):
        try:
            return ctypes.CDLL(candidate)
        except OSError:
            continue
    return None


def has_family(family: str) -> bool:
    """Whether fontconfig finds the family itself, not merely something in its place."""
    return family in _match(family)[0]


def font_file(family: str, style: str = "Regular") -> tuple[str, int]:
    """The file of a face of the family, and which of the fonts in that file it is."""
    return _match(f"{family}:style={style}")[1:]


@cache
def _match(pattern: str) -> tuple[tuple[str, ...], str, int]:
    """What fontconfig finds for a pattern: all names of the family, the file, the number in the file."""
    fontconfig = library("libfontconfig.so.1")
    if fontconfig is None:
        return (), "", 0
    pointer = ctypes.c_void_p
    for function, result, arguments in (
        ("FcInitLoadConfigAndFonts", pointer, ()),
        ("FcNameParse", pointer, (ctypes.c_char_p,)),
        ("FcConfigSubstitute", ctypes.c_int, (pointer, pointer, ctypes.c_int)),
        ("FcDefaultSubstitute", None, (pointer,)),
        ("FcFontMatch", pointer, (pointer, pointer, ctypes.POINTER(ctypes.c_int))),
        ("FcPatternGetString", ctypes.c_int,
         (pointer, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p))),
        ("FcPatternGetInteger", ctypes.c_int,
         (pointer, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int))),
        ("FcPatternDestroy", None, (pointer,)),
        ("FcConfigDestroy", None, (pointer,)),
    ):  # fmt: skip
        getattr(fontconfig, function).restype = result
        getattr(fontconfig, function).argtypes = arguments
    config = fontconfig.FcInitLoadConfigAndFonts()
    if not config:
        return (), "", 0
    asked = fontconfig.FcNameParse(pattern.encode())
    fontconfig.FcConfigSubstitute(config, asked, 0)
    fontconfig.FcDefaultSubstitute(asked)
    outcome = ctypes.c_int()
    found = fontconfig.FcFontMatch(config, asked, ctypes.byref(outcome))
    names: list[str] = []
    file, index = "", ctypes.c_int()
    if found:
        value = ctypes.c_char_p()
        if fontconfig.FcPatternGetString(found, b"file", 0, ctypes.byref(value)) == _FC_RESULT_MATCH:
            file = (value.value or b"").decode(errors="surrogateescape")
        fontconfig.FcPatternGetInteger(found, b"index", 0, ctypes.byref(index))
        while (
            fontconfig.FcPatternGetString(found, b"family", len(names), ctypes.byref(value))
            == _FC_RESULT_MATCH
        ):
            names.append((value.value or b"").decode(errors="replace"))
        fontconfig.FcPatternDestroy(found)
    fontconfig.FcPatternDestroy(asked)
    fontconfig.FcConfigDestroy(config)
    return tuple(names), file, index.value
