"""Serving: in this process, or in several behind the same sockets.

A page is drawn by Python, which works on one thing at a time: each further process serves on a core of its
own. A reader stays with the process that took the connection; what the address says is all that another one
needs to go on.
"""

from __future__ import annotations

import logging
import socket
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.supervisors.multiprocess import Multiprocess

from dashboard.drawing import renderer
from dashboard.service import listening, worker
from dashboard.service.common import Common
from dashboard.service.settings import settings
from dashboard.service.shares import Door

EVERYWHERE = {"0.0.0.0", "::"}
STARTUP_FAILED = 3
READY = 0.5  # seconds between looks at a process that starts
UNHEARD = 30  # seconds until a process that does not answer is replaced
_log = logging.getLogger("uvicorn.error")


class Server(uvicorn.Server):
    """Says where it serves once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            announce(self.config)


class Processes(Multiprocess):
    """Says where it serves once all do; ends where one never does. One that ends later is replaced."""

    def __init__(self, config: uvicorn.Config, doors: Sequence[Door], common: Common) -> None:
        super().__init__(config, list(doors))
        self.common, self.failed = common, False

    def init_processes(self) -> None:
        super().init_processes()
        for process in self.processes:
            while not process.wait_until_ready(READY):
                self.handle_signals()
                if self.should_exit.is_set():
                    return
                if not process.process.is_alive():
                    self.failed = True
                    self.should_exit.set()
                    return
        self.let_them_wait()
        announce(self.config)

    def let_them_wait(self) -> None:
        """Each process takes one connection at a time; asyncio makes the system's queue as short as that."""
        for opened in self.sockets:
            opened.listen(listening.QUEUE)

    def keep_subprocess_alive(self) -> None:
        before = list(self.processes)
        super().keep_subprocess_alive()
        self.let_them_wait()
        for old, new in zip(before, self.processes, strict=True):
            if old is not new:
                self.common.left(old.pid or 0)
                _log.warning("process %s ended with %s; %s takes its place", old.pid, old.exitcode, new.pid)

    def handle_hup(self) -> None:
        """The terminal is gone; uvicorn would start anew."""
        self.should_exit.set()


def announce(config: uvicorn.Config) -> None:
    shown = "localhost" if config.host in EVERYWHERE else config.host
    below = f"{settings().base_path}/" if settings().base_path else ""
    print(f"Bangdan 榜单: http://{shown}:{config.port}{below}", flush=True)


def serve(host: str = "localhost", port: int = 8501, script: Path | None = None) -> None:
    """Serve until interrupted; `script`: another than ours, in one process.

    Raises ListenError before anything is loaded if the port is taken, and SettingError.
    """
    asked = settings()
    sockets = listening.listen(host, port)
    where = {"host": host, "port": sockets[0].getsockname()[1]}
    if script is not None or asked.workers == 1:
        started = _alone(sockets, script, where)
    else:
        started = _together(sockets, asked.workers, where)
    if not started:
        raise SystemExit(STARTUP_FAILED)


def _alone(sockets: list[socket.socket], script: Path | None, where: dict[str, Any]) -> bool:
    from dashboard.server import SCRIPT, create_app

    server = Server(worker.configured(create_app(script or SCRIPT), **where))
    with suppress(KeyboardInterrupt):
        server.run(sockets)
    return server.started


def _together(sockets: list[socket.socket], workers: int, where: dict[str, Any]) -> bool:
    more: dict[str, Any] = {"workers": workers, "factory": True, "timeout_worker_healthcheck": UNHEARD}
    more |= {"backlog": 1, "loop": "asyncio"}  # that the doors are asked; uvloop passes them by
    with tempfile.TemporaryDirectory(prefix="bangdan-", ignore_cleanup_errors=True) as folder:
        common = Common(Path(folder))
        app = partial(worker.app, Path(folder), common.serve())
        doors = [Door.of(opened) for opened in sockets]
        together = Processes(worker.configured(app, **more, **where), doors, common)
        together.run()
        renderer.own().stop()
    return not together.failed
