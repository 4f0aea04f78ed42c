"""Refuses requests to a local server that name another host: a page elsewhere must not read what is served.

A page on the web can make its own name lead to 127.0.0.1 (DNS rebinding) and would then be allowed to read
every answer; the Host header of its requests still bears its own name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def local_only(app: App, *more: str) -> App:
    """The same application, for requests to this machine only; ``more``: further names that it goes by."""
    known = {*_LOCAL, *more}

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        host = str(environ.get("HTTP_HOST", "localhost")).lower()  # browsers always say it
        name, __, port = host.rpartition(":")
        if host in known or (port.isdigit() and name in known):
            return app(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [_("421 只回答发给本机的请求：用 http://127.0.0.1 打开。").encode()]

    return answer
