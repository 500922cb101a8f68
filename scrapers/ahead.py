"""Pages of several sources fetched side by side: a source that waits for one host does not keep the others
from theirs. Whoever reads them gets each source's pages in their order."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, Self, TypeVar

T = TypeVar("T")
HELD = 4  # items of one source that wait to be read
LOOK = 0.1  # seconds between two looks at whether to stop
PATIENCE = 2.0  # seconds that the threads have to end; what they fetch meanwhile is lost


class _End:
    """Nothing follows."""


class Ahead(Generic[T]):
    """`starts`: for each name what gives its items, none of which may fail; a thread runs each. Once `stop`
    says so, nobody waits for items that are still to come."""

    def __init__(
        self, starts: Mapping[str, Callable[[], Iterator[T]]], stop: Callable[[], bool] = lambda: False
    ) -> None:
        self._stop = stop
        self._queues: dict[str, queue.Queue[T | _End]] = {name: queue.Queue(HELD) for name in starts}
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(name, start), name=f"fetch {name}", daemon=True)
            for name, start in starts.items()
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        end = time.monotonic() + PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def of(self, name: str) -> Iterator[T]:
        while True:
            try:
                item = self._queues[name].get(timeout=LOOK)
            except queue.Empty:
                if self._stop():
                    return
                continue
            if isinstance(item, _End):
                return
            yield item

    def _run(self, name: str, start: Callable[[], Iterator[T]]) -> None:
        try:
            for item in start():
                if not self._put(name, item):
                    return
        finally:
            self._put(name, _End())

    def _put(self, name: str, item: T | _End) -> bool:
        """False once nobody reads any more."""
        while not self._over.is_set():
            try:
                self._queues[name].put(item, timeout=LOOK)
            except queue.Full:
                continue
            return True
        return False
