"""One request after another to each host, with a pause between them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

GIVE_UP = 3  # failures in a row after which a host is left alone for the rest of the run


@dataclass(slots=True)
class Host:
    name: str
    interval: float  # seconds from the end of one request to the next
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0  # on the monotonic clock
    failures: int = 0  # in a row

    @property
    def is_given_up(self) -> bool:
        return self.failures >= GIVE_UP


class Turns:
    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def host(self, url: str) -> Host:
        name = urlsplit(url).netloc.rpartition("@")[2].lower()
        with self._lock:
            return self._hosts.setdefault(name, Host(name, self._interval))

    @contextmanager
    def turn(self, host: Host) -> Iterator[None]:
        """Waits until the host is free and may be asked again."""
        with host.lock:
            time.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + host.interval
