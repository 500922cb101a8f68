"""Refreshing at set times, for a year on end: a scheduler that starts the command that a person would type.

Each refresh is a process of its own, so that no leak, crash or update outlives one. Runs that were missed,
while the machine slept or no scheduler ran, are made up for by one.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from cache.running import Schedule
from cache.store import Store
from scrapers import log
from scrapers.log import Level, LogForm

SIGN_SECONDS = 60.0
PROGRAM = Path(__file__).resolve().parents[1]  # where `python -m scrapers` is found
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")  # cron's 0 to 6; 7 is Sunday again
_FIELDS = ("minute", "hour", "day", "month", "day_of_week")


class ScheduleError(ValueError):
    """The times are not such as a crontab line gives."""


def trigger(cron: str, timezone: str, jitter: int) -> CronTrigger:
    """`jitter`: begins up to so many seconds later. Raises ScheduleError."""
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        raise ScheduleError(f"--timezone {timezone}: no time zone is called so; Asia/Shanghai is") from None
    parts = cron.split()
    if len(parts) != len(_FIELDS):
        raise ScheduleError(
            f"--cron {cron!r}: {len(parts)} fields, not minute, hour, day, month and weekday ('30 6 * * *')"
        )
    if parts[2] != "*" and parts[4] != "*":
        raise ScheduleError(f"--cron {cron!r}: names both a day of the month and a weekday; name one")
    try:
        parts[4] = _weekdays(parts[4])
        made = CronTrigger(**dict(zip(_FIELDS, parts, strict=True)), timezone=zone, jitter=jitter or None)
    except ValueError as error:
        raise ScheduleError(f"--cron {cron!r}: {error}") from None
    if made.get_next_fire_time(None, datetime.now(zone)) is None:
        raise ScheduleError(f"--cron {cron!r}: this day never comes")
    return made


def _weekdays(text: str) -> str:
    """As names: APScheduler counts from Monday, cron from Sunday."""
    if text == "*":
        return text
    days: list[str] = []
    for part in text.lower().split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        low = 0 if span == "*" else _weekday(first)
        high = 6 if span == "*" or (step and not dash) else _weekday(last) if dash else low
        high += 7 if high < low else 0  # fri-mon
        if step and (not step.isdecimal() or int(step) < 1):
            raise ValueError(f"{step!r} is no number of days")
        days += [_WEEKDAYS[day % 7] for day in range(low, high + 1, int(step or 1))]
    return ",".join(dict.fromkeys(days))


def _weekday(text: str) -> int:
    if text.isdecimal() and int(text) <= 7:
        return int(text) % 7 if text != "7" else 7
    if text in _WEEKDAYS:
        return _WEEKDAYS.index(text)
    raise ValueError(f"{text!r} is no weekday (0 to 7, sun to sat)")


def refresh_command(root: Path, sources: Sequence[str], mirrors: Sequence[Path], form: LogForm) -> list[str]:
    """To be run in the folder of the program."""
    folders = [argument for folder in mirrors for argument in ("--mirror", str(folder.resolve()))]
    store = ["--cache", str(root.resolve()), "--log", form.value]
    return [sys.executable, "-m", "scrapers", "refresh", *store, *folders, *sources]


class Scheduler:
    def __init__(
        self, store: Store, when: CronTrigger, command: Sequence[str], cron: str, timezone: str
    ) -> None:
        self._store, self._when, self._command = store, when, command
        self._cron, self._timezone = cron, timezone
        self._calls: SimpleQueue[int] = SimpleQueue()  # unlike an Event, it may be put to by a signal
        self._is_stopping = False
        self._busy = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._clock = BackgroundScheduler(timezone=when.timezone)

    def run(self, *, at_once: bool = False) -> None:
        """Until a signal asks for the end. Raises RefreshBusy where another scheduler serves this store."""
        with self._store.running.shift(), self._listening():
            missed = self._is_overdue()
            begin = {"next_run_time": datetime.now(UTC)} if at_once or missed else {}
            self._clock.add_job(
                self._refresh,
                self._when,
                id="refresh",
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                **begin,
            )
            self._clock.start()
            log.event("schedule.started", cron=self._cron, timezone=self._timezone, next_run=self._next())
            if missed:
                log.event("schedule.missed", Level.WARNING, why="a refresh was due while no scheduler ran")
            self._sign()
            self._wait()
            next_run = self._next()
            self._clock.pause()
            with self._busy:  # a refresh that runs asks the clock, which would not answer while it shuts down
                pass
            self._clock.shutdown(wait=True)
            self._sign(stopped=next_run)
            log.event("schedule.stopped")

    def _wait(self) -> None:
        while True:
            with contextlib.suppress(Empty):
                self._calls.get(timeout=SIGN_SECONDS)
                return
            self._sign()

    def _refresh(self) -> None:
        with self._busy:
            if self._is_stopping:
                return
            self._sign()
            child = self._child = subprocess.Popen(self._command, cwd=PROGRAM, stdout=subprocess.DEVNULL)
            if self._is_stopping:  # asked since
                child.terminate()
            status = child.wait()
            level = {0: Level.INFO, 1: Level.WARNING}.get(status, Level.ERROR)
            log.event("schedule.refreshed", level, status=status, next_run=self._next())
            self._sign()

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        """SIGTERM and SIGINT: the refresh that runs, if any, ends after the page in hand, then the scheduler.
        Asked again, it breaks off: the store bears it."""

        def ask(signum: int, _: FrameType | None) -> None:
            again, self._is_stopping = self._is_stopping, True
            self._calls.put(signum)
            child = self._child
            if child is not None and child.poll() is None:
                child.send_signal(signal.SIGKILL if again else signal.SIGTERM)

        before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _is_overdue(self) -> bool:
        last = self._store.running.schedule()
        return last is not None and last.next_run is not None and last.next_run < datetime.now(UTC)

    def _next(self) -> datetime | None:
        job = self._clock.get_job("refresh")
        return job.next_run_time if job is not None else None

    def _sign(self, stopped: datetime | None = None) -> None:
        """Say that the scheduler is alive, and when it refreshes next; `stopped`: when it would have."""
        now = datetime.now(UTC)
        signed = Schedule(
            alive_at=now,
            next_run=stopped or self._next(),
            cron=self._cron,
            timezone=self._timezone,
            stopped_at=now if stopped else None,
        )
        try:
            self._store.running.note_schedule(signed)
        except OSError as error:
            log.event("schedule.unsigned", Level.WARNING, why=error.strerror)
