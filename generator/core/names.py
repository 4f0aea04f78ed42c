"""Which names every file system, zip and object store can hold: nobody knows where a site is copied to."""

from __future__ import annotations

import re
import unicodedata

from generator.core.texts import _

_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL
)
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
#: No file system takes a longer name.
NAME_BYTES = 255
#: Windows takes 260 characters for folder and path together; sixty are left for the folder it is unpacked in.
PATH_LENGTH = 200


def is_device(name: str) -> bool:
    """Whether Windows keeps a name, with whatever stands after a dot, for a device."""
    return bool(_DEVICE.fullmatch(name))


def fault(name: str) -> str:
    """What keeps a name of one file or folder from being kept somewhere, in words; else empty."""
    if is_device(name):
        return _("是Windows留给设备的名字")
    if found := FORBIDDEN.search(name):
        shown = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        return _("里有不能用在文件名里的 {shown}").format(shown=shown)
    if name != name.strip() or name.endswith("."):
        return _("以空格或点开头结尾") if name != name.strip() else _("以点结尾")
    if name != unicodedata.normalize("NFC", name):
        return _("用了组合字符（没有按NFC写），看着一样的名字会变成两个")
    if len(name.encode()) > NAME_BYTES:
        return _("太长")
    return "" if name else _("是空的")


def path_fault(path: str) -> str:
    """The same for a path below the site's root, with forward slashes."""
    if len(path) > PATH_LENGTH:
        return _("有{count}个字符，最多{path_length}个").format(count=len(path), path_length=PATH_LENGTH)
    return next((f"{part} {why}" for part in path.split("/") if (why := fault(part))), "")


def key(name: str) -> str:
    """Equal for names that some file system takes for one: case and the form of accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
