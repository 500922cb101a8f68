"""What runs now and what is due: the refresh that has its turn, how far it is, and what the scheduler says.

These are small files under `state/`. One that is damaged or half written reads as if it were not there.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, TypeVar

import filelock

from cache.errors import RefreshBusy
from cache.files import Folder
from cache.manifest import aware_time, time_text

LOCK = "state/refresh.lock"
SHIFT_LOCK = "state/schedule.lock"
PROGRESS = "state/progress.json"
SCHEDULE = "state/schedule.json"
SILENT_AFTER = timedelta(minutes=5)  # a scheduler signs every minute
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: so many sources done of so many, and of the one in hand so many pages."""

    started: datetime
    updated: datetime
    sources: int
    sources_done: int = 0
    source: str = ""
    page: str = ""  # the last one that was read
    pages_done: int = 0
    pages: int = 0  # 0 where the source does not know
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=platform.node)

    def __str__(self) -> str:
        """`process 4242 on paris, since 06:30 UTC, at clue (source 3 of 17), 2 of 5 pages`"""
        at = f", at {self.source} (source {self.sources_done + 1} of {self.sources})" if self.source else ""
        of = f" of {self.pages}" if self.pages else ""
        pages = f", {self.pages_done}{of} pages" if self.source else ""
        return f"process {self.pid} on {self.host}, since {self.started:%H:%M} UTC{at}{pages}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a scheduler last signed."""

    alive_at: datetime
    next_run: datetime | None
    cron: str
    timezone: str
    stopped_at: datetime | None = None
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=platform.node)

    def is_alive(self, now: datetime) -> bool:
        return self.stopped_at is None and now - self.alive_at < SILENT_AFTER


class Running:
    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    @contextlib.contextmanager
    def turn(self, wait: float) -> Iterator[Callable[[Progress], None]]:
        """No other refresh of this store while it lasts; gives the function that notes how far it is.
        Raises RefreshBusy, saying who has the turn, after so many seconds; OSError."""
        lock = self._lock(LOCK, wait)
        if lock is None:
            raise RefreshBusy(f"another refresh is running: {self._noted() or 'not known which'}")
        try:
            self._clear()
            yield self._note
        finally:
            self._clear()
            lock.release()

    @contextlib.contextmanager
    def shift(self) -> Iterator[None]:
        """No other scheduler for this store while it lasts. Raises RefreshBusy, OSError."""
        lock = self._lock(SHIFT_LOCK, 0)
        if lock is None:
            by = self.schedule()
            who = f"process {by.pid} on {by.host}, {by.cron}, {by.timezone}" if by else "not known which"
            raise RefreshBusy(f"another scheduler serves this store: {who}")
        try:
            yield
        finally:
            lock.release()

    def is_held(self) -> bool:
        """Whether a refresh has its turn; never true where the folder cannot be written to."""
        path = self._folder.root / LOCK
        try:
            if not path.exists():
                return False
            with filelock.FileLock(path, timeout=0):
                return False
        except filelock.Timeout:
            return True
        except OSError:
            return False

    def progress(self) -> Progress | None:
        """Of the refresh that runs now."""
        noted = self._noted()
        return noted if noted is not None and self.is_held() else None

    def schedule(self) -> Schedule | None:
        """None where no scheduler ever ran here."""
        return _read(self._folder, SCHEDULE, Schedule)

    def note_schedule(self, schedule: Schedule) -> None:
        self._folder.sweep(SCHEDULE)
        _write(self._folder, SCHEDULE, schedule)

    def _lock(self, name: str, wait: float) -> filelock.BaseFileLock | None:
        """None where another process keeps it for so many seconds."""
        path = self._folder.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path, timeout=wait)
        try:
            lock.acquire()
        except filelock.Timeout:
            return None
        return lock

    def _noted(self) -> Progress | None:
        return _read(self._folder, PROGRESS, Progress)

    def _note(self, progress: Progress) -> None:
        with contextlib.suppress(OSError):  # a full disk is for the figures to report
            _write(self._folder, PROGRESS, progress)

    def _clear(self) -> None:
        with contextlib.suppress(OSError):
            self._folder.sweep(PROGRESS)
            self._folder.remove(PROGRESS)


def _write(folder: Folder, name: str, noted: Progress | Schedule) -> None:
    texts = {
        key: time_text(value) if isinstance(value, datetime) else value
        for key, value in asdict(noted).items()
    }
    folder.write({name: json.dumps(texts, ensure_ascii=False).encode() + b"\n"}, durable=False)


def _read(folder: Folder, name: str, kind: Callable[..., T]) -> T | None:
    try:
        texts = json.loads(folder.read(name))
        return kind(**{at.name: _READ[str(at.type)](texts[at.name]) for at in fields(kind)})  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


_READ: dict[str, Callable[[Any], object]] = {
    "datetime": lambda value: aware_time(_text(value)),
    "datetime | None": lambda value: None if value is None else aware_time(_text(value)),
    "int": _count,
    "str": _text,
}
