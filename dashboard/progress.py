"""How far a long command is: a bar on a terminal; elsewhere, as in a log, a line now and then."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.command_line import tell

EVERY = 10.0  # seconds between two lines
WINDOW = 60.0  # seconds that tell how fast it goes
LATEST = 40  # pieces of work of a kind that tell how long the next ones take


class Told(Protocol):
    def __call__(self, what: str, done: int, whole: int, left: float | None = None) -> None:
        """What, how far, of how much; `left`: seconds, where the caller knows better than the count;
        NaN where it knows that the count tells nothing."""


@contextmanager
def progress(unit: str) -> Iterator[Told]:
    """`unit`: what is counted. All of it goes to standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(unit)
        return
    speed = Speed()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TextColumn("{task.fields[left]}"), console=console, transient=True) as bar:
        task = bar.add_task("", total=None, left="")

        def tell(what: str, done: int, whole: int, left: float | None = None) -> None:
            counted = speed.left(time.monotonic(), done, whole)
            seconds = counted if left is None else left
            said = "" if seconds is None or math.isnan(seconds) else _duration(seconds)
            bar.update(task, description=what, completed=done, total=whole, left=said)

        yield tell


class Speed:
    """How long is left by what was done within the last minute."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def left(self, now: float, done: int, whole: int) -> float | None:
        """Seconds; None where nothing was done yet."""
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= WINDOW:
            self._seen.popleft()
        began, before = self._seen[0]
        return (now - began) / (done - before) * (whole - done) if done > before else None


class Pace:
    """How long is left where pieces of work of several kinds take unlike times: each kind by its last few.
    Not known before each was met."""

    def __init__(self, work: Mapping[str, int], clock: Callable[[], float] = time.monotonic) -> None:
        self._rest, self._clock = dict(work), clock
        self._took = {kind: deque[float](maxlen=LATEST) for kind in work}
        self._last = clock()

    def did(self, kind: str) -> None:
        """Another piece, begun when the one before it was done."""
        now = self._clock()
        self._took[kind].append(now - self._last)
        self._rest[kind] -= 1
        self._last = now

    def left(self) -> float:
        """Seconds; NaN where not known yet."""
        return sum(self._left(kind) for kind, rest in self._rest.items() if rest > 0)

    def _left(self, kind: str) -> float:
        took = self._took[kind]
        return self._rest[kind] * sum(took) / len(took) if took else math.nan


@dataclass(slots=True)
class Lines:
    """Nothing for what is soon done."""

    unit: str
    every: float = EVERY
    clock: Callable[[], float] = time.monotonic
    began: float | None = None
    told: float = 0.0
    speed: Speed = field(default_factory=Speed)

    def __call__(self, what: str, done: int, whole: int, left: float | None = None) -> None:
        now = self.clock()
        counted = self.speed.left(now, done, whole)
        if self.began is None:
            self.began = self.told = now
        if now - self.told < self.every:
            return
        self.told, took = now, now - self.began
        seconds = counted if left is None else left
        rest = f", about {_duration(seconds)} left" if seconds is not None and not math.isnan(seconds) else ""
        where = f": {what}" if what else ""
        tell(f"{done:,} of {whole:,} {self.unit} in {_duration(took)}{rest}{where}")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
