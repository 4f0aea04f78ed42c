"""A site on a server: whether every file that its manifest lists is served as it was built.

A server shows no list of what it has, so what was added cannot be seen from here: for that the folder is
looked at (manifest.verify). Only the site's own server is asked, not one that it leads to, say for a log-in.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import IO, TYPE_CHECKING
from urllib.parse import quote, urlsplit

from generator.book.addresses import MANIFEST
from generator.core.files import digests
from generator.core.texts import _
from generator.outputs.target import manifest
from generator.outputs.target.site_folder import LARGEST

if TYPE_CHECKING:
    from http.client import HTTPMessage

#: Files asked for at the same time, and seconds until a silent server counts as gone.
_AT_ONCE, _PATIENCE = 8, 30


class _ElsewhereError(OSError):
    """A server led to another one."""


class _SameServer(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if _server(newurl) != _server(req.full_url):
            raise _ElsewhereError(
                _("服务器转到了别处（{netloc}），也许要先登录").format(netloc=urlsplit(newurl).netloc)
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def verify(address: str) -> manifest.Verdict:
    """Compares what is served below ``address`` (http or https) with its manifest. Raises ManifestError."""
    try:
        base = (
            urlsplit(address)._replace(query="", fragment="").geturl().removesuffix(MANIFEST).rstrip("/")
            + "/"
        )
        status, content = _served(base + MANIFEST, LARGEST)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise manifest.ManifestError(
            _("取不到 {manifest}，{reason}").format(manifest=MANIFEST, reason=_reason(fault))
        ) from fault
    if status >= http.client.BAD_REQUEST:
        raise manifest.ManifestError(
            _("取不到 {manifest}，服务器回答{status}：也许没有拷全").format(manifest=MANIFEST, status=status)
        )
    body, listed, digest = manifest.parsed(content)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        # a compressed copy is the server's own business: it may hide it, or have made it anew
        asked = sorted(path for path in listed if not manifest.original_of(path, listed))
        said = threads.map(lambda path: (path, _what(base + quote(path), *listed[path])), asked)
        differences = tuple(manifest.Difference(path, what) for path, what in said if what)
    return manifest.verdict(body, listed, digest, differences)


def _what(address: str, size: int, digest: str) -> str:
    """What is the matter with a file as served; nothing if it is as listed."""
    try:
        status, content = _served(address, size)
    except (OSError, http.client.HTTPException) as fault:
        return _("取不到，{reason}").format(reason=_reason(fault))
    if len(content) == size and digests.hexadecimal(content) == digest:
        return ""  # whatever the status: a server may well serve 404.html with 404
    if status in {http.client.NOT_FOUND, http.client.GONE}:
        return _("缺少")
    return (
        _("改过")
        if status < http.client.BAD_REQUEST
        else _("取不到，服务器回答{status}").format(status=status)
    )


def _served(address: str, most: int) -> tuple[int, bytes]:
    """Status and body, of which no more is read than tells that it is longer than ``most`` bytes.

    Raises OSError, HTTPException; ValueError for an address that is none.
    """
    # as it lies there, and as it is now, not as some cache on the way remembers it
    headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the command takes http(s) alone
    try:
        with urllib.request.build_opener(_SameServer).open(request, timeout=_PATIENCE) as answer:
            body = answer.read(most + 1)
            if answer.length and len(body) <= most:  # asked for so many bytes, http.client does not mind
                raise http.client.IncompleteRead(body, answer.length)
            return answer.status, body
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read(most + 1)


def _server(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _reason(fault: Exception) -> str:
    while isinstance(fault, urllib.error.URLError) and isinstance(fault.reason, Exception):
        fault = fault.reason
    match fault:
        case _ElsewhereError():
            return str(fault)
        case TimeoutError():
            return _("服务器{patience}秒没有回答").format(patience=_PATIENCE)
        case ConnectionRefusedError():
            return _("那个地址没有服务器在听")
        case http.client.IncompleteRead():
            return _("传到一半断了")
        case _:
            return _("连不上或读不了：{fault}").format(fault=fault)
