"""manifest.json: a line for each file of a site, and whether a folder still holds just those files.

A manifest that is judged may come from anywhere. So no file is opened by a name that it gives: the folder is
walked, without following links, and what is found there is looked up in the manifest.
"""

from __future__ import annotations

import json
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.book.addresses import DOWNLOADS, MANIFEST
from generator.core import names
from generator.core.files import digests, writing
from generator.core.texts import _
from generator.outputs.target.listing import walk
from generator.outputs.target.site_folder import LARGEST

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

Line: TypeAlias = "dict[str, Any]"
"""What a manifest says of a file: its path below the site's root, bytes, SHA-256 in hexadecimal."""
WHOLE = "whole"
"""Key of a manifest that lists every file but itself; without it only downloads are listed."""
_CHUNK = 1 << 20
#: Copies that a server sends to browsers that take them (docs/deploy): the same content, compressed.
_COMPRESSED = ".gz"
_GZIP = 16 + zlib.MAX_WBITS


class ManifestError(Exception):
    """A folder has no manifest that can be read; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file that is not as the manifest says: ``what`` is the matter with ``path``, in Chinese."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at a folder gave.

    ``listed`` is the number of files in the manifest; ``whole`` whether it lists all, or only downloads;
    ``about`` names the handbook; ``sha256`` is the manifest's own checksum, which it cannot hold itself.
    """

    about: str
    listed: int
    whole: bool
    sha256: str
    differences: tuple[Difference, ...]


def line(path: str, content: bytes) -> Line:
    """A file's entry."""
    return {"path": path, "bytes": len(content), "sha256": digests.hexadecimal(content)}


def written(body: Mapping[str, Any]) -> bytes:
    """A manifest's bytes."""
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def whole(body: Mapping[str, Any], lines: Iterable[Line]) -> bytes:
    """The bytes of a manifest that lists every file, in the order of their paths."""
    return written({**body, WHOLE: True, "files": sorted(lines, key=lambda one: str(one["path"]))})


def complete(site: Path, known: Iterable[Line] = ()) -> None:
    """Makes the manifest of a finished site list every file of it but itself. Raises OSError.

    ``known``: lines of files that somebody has read since they were written.
    """
    lines = {str(one["path"]): one for one in known}
    for path, file in walk(site):
        if path not in lines and path != MANIFEST:
            lines[path] = line(path, Path(file.path).read_bytes())
    body = json.loads((site / MANIFEST).read_bytes())
    writing.write(site / MANIFEST, whole(body, lines.values()))


def verify(site: Path) -> Verdict:
    """Compares a folder with its manifest. Raises ManifestError; OSError for what cannot be read."""
    content = _read(site / MANIFEST)
    body, listed, digest = parsed(content)
    known = listed | {MANIFEST: (len(content), digest)}  # of which there may be a compressed copy, too
    all_of_it = body.get(WHOLE) is True
    found = {path: entry for path, entry in walk(site) if all_of_it or path.startswith(DOWNLOADS)}
    found.pop(MANIFEST, None)
    differences = [Difference(path, _("缺少")) for path in listed.keys() - found.keys()]
    for path, entry in found.items():
        if what := _what(path, entry, known):
            differences.append(Difference(path, what))
    return verdict(body, listed, digest, differences)


def verdict(
    body: Mapping[str, Any],
    listed: Mapping[str, tuple[int, str]],
    digest: str,
    differences: Iterable[Difference],
) -> Verdict:
    """What is told of a site with the manifest that ``parsed`` gave."""
    about = " ".join(part for key in ("title", "edition") if isinstance(part := body.get(key), str))
    return Verdict(about, len(listed), body.get(WHOLE) is True, digest, tuple(sorted(differences)))


def _read(path: Path) -> bytes:
    if not path.is_file() or path.is_symlink():
        raise ManifestError(
            _("这里没有 {manifest}，不是本程序生成的网站，或没有拷全").format(manifest=MANIFEST)
        )
    if path.stat().st_size > LARGEST:
        raise ManifestError(_("{manifest} 太大，不会是本程序生成的").format(manifest=MANIFEST))
    return path.read_bytes()


def parsed(content: bytes) -> tuple[dict[str, Any], dict[str, tuple[int, str]], str]:
    """A manifest's bytes → what it says, path → size and SHA-256, its own SHA-256. Raises ManifestError."""
    if len(content) > LARGEST:
        raise ManifestError(_("{manifest} 太大，不会是本程序生成的").format(manifest=MANIFEST))
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise ManifestError(_("{manifest} 读不懂，不是完整的JSON").format(manifest=MANIFEST)) from fault
    if not isinstance(body, dict) or not isinstance(body.get("files"), list):
        raise ManifestError(_("{manifest} 里没有文件清单（files）").format(manifest=MANIFEST))
    return body, dict(_lines(body)), digests.hexadecimal(content)


def _lines(body: Mapping[str, Any]) -> Iterator[tuple[str, tuple[int, str]]]:
    """Path → size and checksum; each path may be there once and has to lie in the site."""
    known: set[str] = set()
    for number, one in enumerate(body["files"], start=1):
        match one:
            case {"path": str(path), "bytes": int(size), "sha256": str(digest)}:
                if names.path_fault(path) or path in known:
                    raise ManifestError(
                        _("{manifest} 第{number}个文件的路径不能用：{path!a}").format(
                            manifest=MANIFEST, number=number, path=path
                        )
                    )
                known.add(path)
                yield path, (size, digest)
            case _:
                raise ManifestError(
                    _("{manifest} 第{number}个文件写得不对：要有 path、bytes 和 sha256").format(
                        manifest=MANIFEST, number=number
                    )
                )


def _what(path: str, entry: os.DirEntry[str], listed: Mapping[str, tuple[int, str]]) -> str:
    """What is the matter with a thing in the folder; nothing if it is as listed."""
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return _("是链接，不是文件") if entry.is_symlink() else _("不是普通文件")
    same = path in listed and _sum(entry, listed[path][0]) == listed[path]
    original = original_of(path, listed)
    if same or (path in listed and not original):
        return "" if same else _("改过")
    if not original:
        return _("多出")
    return "" if _unpacked(entry, listed[original][0]) == listed[original] else _("压缩副本和原文件不一致")


def original_of(path: str, listed: Mapping[str, tuple[int, str]]) -> str:
    """The listed file of which another is a compressed copy: it may be made anew, in other bytes; else ''."""
    original = path.removesuffix(_COMPRESSED)
    return original if original != path and original in listed else ""


def _sum(entry: os.DirEntry[str], size: int) -> tuple[int, str]:
    """A file's size and checksum; of one that has another size than it should, no checksum."""
    actual = entry.stat(follow_symlinks=False).st_size
    if actual != size:
        return actual, ""
    with Path(entry.path).open("rb") as file:
        return actual, digests.of_file(file)


def _unpacked(entry: os.DirEntry[str], size: int) -> tuple[int, str]:
    """The same for what a compressed copy holds, of which no more is unpacked than there should be."""
    digest, count = digests.Running(), 0
    unpacking = zlib.decompressobj(_GZIP)
    with Path(entry.path).open("rb") as file:
        try:
            while (
                count <= size
                and not unpacking.eof
                and (chunk := unpacking.unconsumed_tail or file.read(_CHUNK))
            ):
                part = unpacking.decompress(chunk, _CHUNK)
                count += len(part)
                digest.update(part)
        except zlib.error:
            return -1, ""
    return count if unpacking.eof else -1, digest.hexadecimal()
