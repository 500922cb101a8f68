"""One of several processes that serve behind the same sockets."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from dashboard.drawing import renderer
from dashboard.service.common import Common
from dashboard.service.shares import Counted


def configured(app: ASGIApp | Callable[[], ASGIApp], **more: Any) -> uvicorn.Config:
    """To be called once Streamlit is set up, which has uvicorn tell more than warnings."""
    return uvicorn.Config(
        app,
        ws="websockets-sansio",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
        **more,
    )


def app(folder: Path, address: str) -> ASGIApp:
    """The application of a process that shares `folder` with the one that started it, which serves what is
    common at `address`. Raises SettingError."""
    common = Common(folder, address)
    common.enter()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(common.meters)  # before the client is imported
    from dashboard import server

    renderer.share(common.renderer())
    threading.Thread(target=_end_with_parent, daemon=True, name="bangdan-parent").start()
    made = Counted(server.create_app(common=common), common.readers)
    configured(made)  # for what it says of logging
    return made


def _end_with_parent() -> None:
    """Nobody else would end a process whose parent was killed, and it would hold on to the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
