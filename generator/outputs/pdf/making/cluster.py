"""An existing Dask cluster as an executor: ``handbook build --scheduler``. The only importer of distributed.

A worker first shows that it has the same program, libraries and fonts, so bytes are the same wherever they
are made. A worker that dies is the scheduler's business, which has its work done by another. A scheduler that
is gone, or has no worker left, ends in a sentence.
"""

# ruff: noqa: ANN401, ARG002, FBT001, FBT002 - signatures are those of the standard library

from __future__ import annotations

import logging
import threading
import time
import warnings
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.core.texts import N_, _
from generator.outputs.pdf.making.provenance import tools
from generator.outputs.pdf.making.weasy import PdfError
from generator.outputs.pdf.requirements import PdfUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds: for a scheduler to answer, and until one that is gone, or has no workers, is given up.
PATIENCE = 30.0
_LOOK_EVERY = 1.0
_INSTEAD = N_("已经做好的不会重做；不用集群：去掉 --scheduler")
#: WeasyPrint logs to one place a process, which no two works may use at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class _Checked:
    """Work that is done only where everything that it is done with is as it is here."""

    work: Callable[..., bytes]
    tools: str

    def __call__(self, *inputs: bytes) -> bytes:
        from distributed import get_worker  # noqa: PLC0415 - an extra

        if tools(type(self.work).__module__) != self.tools:
            raise PdfUnavailableError(
                _(
                    "集群里的 {address} 和这台机器不一样：程序、Python、库或字体的版本不同，"
                    "做出的 PDF 也会不同。让它们一样，再运行一次；{instead}"
                ).format(address=get_worker().address, instead=_(_INSTEAD))
            )
        with _ONE_AT_A_TIME:
            return self.work(*inputs)


class Cluster(Executor):
    """The cluster of a scheduler. Leaving it as a context gives up what is not done yet."""

    def __init__(self, address: str, _count: int = 0) -> None:
        """``address``: tcp://host:8786, tls://host:8786. The cluster itself knows how much it does at once.

        Raises PdfUnavailableError when the extra is not installed or nobody answers there.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ModuleNotFoundError as fault:
            raise PdfUnavailableError(
                _("--scheduler 要用 Dask，还没有安装：pip install 'handbook-generator[cluster]'")
            ) from fault
        for name in ("distributed", "distributed.client", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # people get a sentence
        self._address = address
        try:
            with warnings.catch_warnings(action="ignore"):  # of other versions: _Checked knows better
                self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as fault:
            raise PdfUnavailableError(
                _(
                    "连不上集群 {address}（{fault}）。看地址对不对、调度器开着没有；"
                    "tls:// 还要 Dask 的证书设置；{instead}"
                ).format(address=address, fault=str(fault).splitlines()[0], instead=_(_INSTEAD))
            ) from fault
        self._executor = self._client.get_executor(pure=False)
        self._waiting: set[Future[bytes]] = set()
        self._lock = threading.Lock()
        self._lost: PdfUnavailableError | None = None
        self._left = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **__: Any) -> Future[Any]:
        """Has ``fn`` called with ``args``, bytes; the result raises what it did, or PdfUnavailableError."""
        checked = _Checked(fn, tools(type(fn).__module__))
        outer: Future[bytes] = Future()
        with self._lock:
            if self._lost:
                raise self._lost
            self._waiting.add(outer)
        try:
            with warnings.catch_warnings(action="ignore"):  # of large inputs: the parts of a book are
                inner = self._executor.submit(checked, *args)
        except (OSError, RuntimeError) as fault:
            raise self._gone() from fault
        inner.add_done_callback(partial(self._settle, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Gives up what is not done; what a worker is just doing it does to its end."""
        self._left.set()
        with suppress(OSError, RuntimeError, TimeoutError, CancelledError):
            if not self._lost:
                self._executor.shutdown(wait=False)
        self._client.close(timeout=_LOOK_EVERY)

    def _settle(self, outer: Future[bytes], inner: Future[bytes]) -> None:
        """Hands on an outcome, unless the cluster was given up before."""
        with self._lock:
            if outer not in self._waiting:
                return
            self._waiting.remove(outer)
        try:
            outer.set_result(inner.result())
        except CancelledError:
            outer.set_exception(self._gone())
        except (PdfError, PdfUnavailableError) as fault:
            outer.set_exception(fault)
        except ImportError as fault:
            outer.set_exception(
                self._unavailable(
                    _("里有机器没有装这个程序（{fault}）。给它装上同一版本").format(fault=fault)
                )
            )
        except Exception as fault:  # noqa: BLE001 - raised where the result is asked for
            if type(fault).__name__ == "KilledWorker":
                fault = self._unavailable(_("做同一件事时接连死了几个进程：多半是内存不够"))
            outer.set_exception(fault)

    def _watch(self) -> None:
        """Ends the waiting when nobody is left to wait for."""
        seen = time.monotonic()
        while not self._left.wait(_LOOK_EVERY):
            why = self._gone()
            with suppress(OSError, RuntimeError, CancelledError):
                if self._client.sync(self._client.scheduler.ncores, workers=None, callback_timeout=PATIENCE):
                    seen = time.monotonic()
                why = self._unavailable(_("没有一个在做事的进程（worker）。把它们开起来，再运行一次"))
            if time.monotonic() - seen > PATIENCE:
                self._give_up(why)
                return

    def _give_up(self, why: PdfUnavailableError) -> None:
        with self._lock:
            self._lost = why
            waiting, self._waiting = self._waiting, set()
        for one in waiting:
            one.set_exception(why)

    def _gone(self) -> PdfUnavailableError:
        return self._unavailable(_("的调度器不再回答。看它还开着没有，再运行一次"))

    def _unavailable(self, what: str) -> PdfUnavailableError:
        return PdfUnavailableError(
            _("集群 {address} {what}；{instead}").format(
                address=self._address, what=what, instead=_(_INSTEAD)
            )
        )
