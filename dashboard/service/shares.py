"""Readers are shared out among the processes of a server: each leaves a connection to the others while it has
more readers than one of them.

Whoever wakes first would take it otherwise, and a reader stays for hours: of a hundred who came at once, one
process of two was seen to take eighty.
"""

from __future__ import annotations

import os
import socket
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import reduction
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

COMING = 0.5  # seconds for which a connection that was taken counts as a reader who comes
PATIENCE = 0.25  # seconds for which a connection is left to the others
PAUSE = 0.001  # seconds between looks at it


class Readers:
    """Of this process and the others: a file each in `folder`, named by the process, with its number."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._name = folder, str(os.getpid())
        self._here, self._taken = 0, deque[float]()
        self._told: int | None = None
        self._tell()

    def are_enough(self) -> bool:
        """Whether another process has fewer."""
        here = self._tell()
        return any(there < here for there in self._elsewhere())

    def take(self) -> None:
        """A connection, of which it is not known yet whether a reader comes over it."""
        self._taken.append(time.monotonic())
        self._tell()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """For as long as the reader stays."""
        self._here += 1
        self._tell()
        try:
            yield
        finally:
            self._here -= 1
            self._tell()

    def _tell(self) -> int:
        while self._taken and time.monotonic() - self._taken[0] > COMING:
            self._taken.popleft()
        number = self._here + len(self._taken)
        if number != self._told:
            (self._folder / self._name).write_text(str(number), "ascii")
            self._told = number
        return number

    def _elsewhere(self) -> Iterator[int]:
        for name in os.listdir(self._folder):
            if name != self._name:
                try:
                    yield int((self._folder / name).read_bytes())
                except (OSError, ValueError):
                    continue  # it has just ended, or is just writing


class Counted:
    """Counts the readers of `app`: connections that stay."""

    def __init__(self, app: ASGIApp, readers: Readers) -> None:
        self.app, self.readers = app, readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            with self.readers.one_more():
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Door(socket.socket):
    """A listening socket of several processes."""

    readers: Readers | None = None  # of the process; it is nobody's door before there are any
    _left_since: float | None = None

    @classmethod
    def of(cls, opened: socket.socket) -> Door:
        return cls(opened.family, opened.type, opened.proto, opened.detach())

    def accept(self) -> tuple[socket.socket, Any]:
        """Raises BlockingIOError where another process should take it; asyncio then looks again."""
        if self.readers and self.readers.are_enough() and not self._left_for_long():
            time.sleep(PAUSE)
            raise BlockingIOError
        self._left_since = None
        accepted = super().accept()
        if self.readers:
            self.readers.take()
        return accepted

    def _left_for_long(self) -> bool:
        now = time.monotonic()
        if self._left_since is None:
            self._left_since = now
        return now - self._left_since >= PATIENCE

    def __reduce__(self) -> tuple[Any, ...]:
        """For a process that is started, as `multiprocessing` does it with any other socket."""
        return _rebuilt, (reduction.DupFd(self.fileno()), self.family, self.type, self.proto)


def _rebuilt(handle: Any, family: int, type: int, proto: int) -> Door:
    return Door(family, type, proto, handle.detach())
