"""Which names every file system, zip and object store can hold: nobody knows where a site is copied to."""

from __future__ import annotations

import re
import unicodedata

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
        return "是Windows留给设备的名字"
    if found := FORBIDDEN.search(name):
        shown = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        return f"里有不能用在文件名里的 {shown}"
    if name != name.strip() or name.endswith("."):
        return "以空格或点开头结尾" if name != name.strip() else "以点结尾"
    if name != unicodedata.normalize("NFC", name):
        return "用了组合字符（没有按NFC写），看着一样的名字会变成两个"
    if len(name.encode()) > NAME_BYTES:
        return "太长"
    return "" if name else "是空的"


def path_fault(path: str) -> str:
    """The same for a path below the site's root, with forward slashes."""
    if len(path) > PATH_LENGTH:
        return f"有{len(path)}个字符，最多{PATH_LENGTH}个"
    return next((f"{part} {why}" for part in path.split("/") if (why := fault(part))), "")


def key(name: str) -> str:
    """Equal for names that some file system takes for one: case and the form of accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
