"""The pictures that were drawn for the API, and for whom: how many a minute, which are kept."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from cachetools import LRUCache
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

RATE = parse("60/minute")  # drawn for one client
ASKED = parse("600/minute")  # asked for by one client and not kept, those refused among them
COSTLY = (200, 500)  # answers that the browser worked for
KEPT_BYTES = 64 * 2**20
LARGEST = 4 * 2**20  # longer answers are not kept


@dataclass(frozen=True, slots=True)
class Answer:
    """As it goes out, but for what a request's own headers change."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    etag: str

    @property
    def is_kept(self) -> bool:
        return self.status == 200 and len(self.body) <= LARGEST


Asked = tuple[str, ...]  # all that an answer hangs on


class Kept:
    """Answers by what was asked, the least used forgotten first; for several threads."""

    def __init__(self) -> None:
        self._answers: LRUCache[Asked, Answer] = LRUCache(KEPT_BYTES, _weight)
        self._lock = threading.Lock()

    def find(self, asked: Asked) -> Answer | None:
        with self._lock:
            return self._answers.get(asked)

    def keep(self, asked: Asked, answer: Answer) -> None:
        if answer.is_kept:
            with self._lock:
                self._answers[asked] = answer


class Pictures(Protocol):
    """`Drawn`, here or in the process that keeps it for all."""

    def find(self, asked: Asked) -> Answer | None: ...

    def keep(self, asked: Asked, answer: Answer) -> None: ...

    def admit(self, client: str) -> int: ...

    def done(self, client: str, status: int) -> None: ...


class Drawn(Kept):
    """One for all processes of a server, so that a picture is drawn once and a client has one rate."""

    def __init__(self) -> None:
        super().__init__()
        self._rates = MovingWindowRateLimiter(MemoryStorage())
        self.under_way: Counter[str] = Counter()  # by client
        self._admission = threading.Lock()

    def admit(self, client: str) -> int:
        """Seconds until this client may have another picture drawn; 0 for now: it counts as under way until
        it is `done`."""
        with self._admission:
            drawn = self._rates.get_window_stats(RATE, client)
            if not self._rates.hit(ASKED, client):
                reset = self._rates.get_window_stats(ASKED, client).reset_time
            elif drawn.remaining > self.under_way[client]:
                self.under_way[client] += 1
                return 0
            else:
                reset = drawn.reset_time
        return max(1, round(reset - time.time()))

    def done(self, client: str, status: int) -> None:
        """It counts for its client where it was drawn; where it was refused it does not."""
        with self._admission:
            self.under_way -= Counter([client])
            if status in COSTLY:
                self._rates.hit(RATE, client)


def _weight(answer: Answer) -> int:
    return len(answer.body) + 500
