"""Debian's nginx over a built site, as docs/deploy says or bare: for benchmarks and tests."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEPLOY = Path(__file__).parents[1] / "docs/deploy"
#: When it is absent, starting it fails.
PROGRAM = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
MAIN = """{user}
daemon off;
worker_processes 1;
pid {work}/pid;
error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    keepalive_requests 100000;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    include {work}/server.conf;
}}
"""
FOLDER = "/intranet/handbook/"
BARE = "server {{ listen 127.0.0.1:{port}; root {site}; index index.html; }}\n"


def compress(folder: Path) -> None:
    """Runs the command that docs/deploy/README.md gives, in the folder that holds site/."""
    command = re.search(r"```sh\n(find .*?)\n```", (DEPLOY / "README.md").read_text(encoding="utf-8"))
    if not command:
        raise ValueError("docs/deploy/README.md no longer says how to compress")
    subprocess.run(["sh", "-c", command[1]], check=True, cwd=folder)


def documented(site: Path, port: int) -> str:
    """docs/deploy/nginx.conf for this site and port."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = _replaced(text, "listen 80;", f"listen 127.0.0.1:{port};")
    return _replaced(text, "root /srv/handbook/site;", f"root {site};")


def in_a_folder(site: Path, port: int) -> str:
    """docs/deploy/nginx-subpath.conf for this site and port: the handbook is at FOLDER."""
    text = (DEPLOY / "nginx-subpath.conf").read_text(encoding="utf-8")
    text = _replaced(text, "listen 80;", f"listen 127.0.0.1:{port};")
    return _replaced(text, "alias /srv/handbook/site/;", f"alias {site}/;")


def bare(site: Path, port: int) -> str:
    """The least that serves the same files."""
    return BARE.format(site=site, port=port)


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"docs/deploy no longer says {old!r} once")
    return text.replace(old, new)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Running(NamedTuple):
    """A server that answers."""

    port: int
    pid: int


@contextmanager
def running(server: Callable[[int], str], work: Path) -> Iterator[Running]:
    """Nginx with the block that ``server`` gives for a port, while the context lasts.

    A port that was free may be another's before nginx has it: then another one is tried.
    """
    user = "user root;" if os.geteuid() == 0 else ""  # folders of tests are for their owner alone
    (work / "nginx.conf").write_text(MAIN.format(work=work, user=user), encoding="utf-8")
    for _ in range(5):
        port = free_port()
        (work / "pid").unlink(missing_ok=True)
        (work / "server.conf").write_text(server(port), encoding="utf-8")
        process = subprocess.Popen([PROGRAM, "-c", f"{work}/nginx.conf", "-e", f"{work}/error.log"])
        try:
            if _answers(port, process, work / "pid"):
                yield Running(port, process.pid)
                return
        finally:
            process.terminate()
            process.wait(60)
    raise RuntimeError((work / "error.log").read_text(encoding="utf-8"))


def _answers(port: int, process: subprocess.Popen[bytes], pid: Path) -> bool:
    """Waits until nginx, and nobody else, listens on the port; false when it ended instead."""
    while process.poll() is None:
        with socket.socket() as one:  # nginx writes its process id once it has the port
            if pid.is_file() and one.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False
