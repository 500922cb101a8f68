"""How every source does, for a person or a monitor: fresh or stale, well or failing; and what comes next."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from cache.manifest import time_text
from cache.refreshes import Refreshes, refreshes
from cache.running import Progress, Schedule
from cache.store import Problem, Store
from scrapers.source import Source

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

SKEW = timedelta(days=1)  # how far two clocks may be apart


@dataclass(frozen=True, slots=True)
class SourceStatus:
    source: str
    boards: int
    editions: int
    newest: str  # edition; "-" where nothing is held
    retrieved_at: datetime | None  # when anything of it was last seen at the source
    refreshed_at: datetime | None  # the last refresh of it that is remembered
    succeeded_at: datetime | None  # the last one without a failure, else when anything was last seen
    outcomes: tuple[tuple[str, int], ...]  # of the last refresh
    errors: tuple[str, ...]  # of the last refresh, in words
    warnings: tuple[str, ...]
    is_stale: bool

    @property
    def is_failing(self) -> bool:
        return bool(self.errors)

    @property
    def verdict(self) -> str:
        return "failing" if self.is_failing else "stale" if self.is_stale else "ok"


@dataclass(frozen=True, slots=True)
class Status:
    at: datetime
    max_age: timedelta
    sources: tuple[SourceStatus, ...]
    problems: tuple[Problem, ...]
    schedule: Schedule | None
    progress: Progress | None  # of the refresh that runs now

    @property
    def is_well(self) -> bool:
        return not self.problems and all(source.verdict == "ok" for source in self.sources)


def duration(text: str) -> timedelta:
    """`90m`, `36h`, `7d`, `2w`. Raises ValueError."""
    match = re.fullmatch(r"([0-9]{1,5})([mhdw])", text.strip().lower())
    if match is None or not int(match[1]):
        raise ValueError("not an age such as 90m, 36h, 7d or 2w")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def status_of(sources: Sequence[Source], store: Store, now: datetime, max_age: timedelta) -> Status:
    """Hashes every file of the store. An outcome of the future was noted by a clock that was wrong."""
    problems = store.verify()
    done = refreshes(outcome for outcome in store.outcomes() if outcome.time <= now + SKEW)
    found = tuple(
        _source_status(source.name, store, done.get(source.name), now - max_age) for source in sources
    )
    running = store.running
    return Status(now, max_age, found, tuple(problems), running.schedule(), running.progress())


def _source_status(name: str, store: Store, done: Refreshes | None, oldest: datetime) -> SourceStatus:
    held = [revision for id, revision in store.current().items() if id.source == name]
    dated = [at.id.edition for at in held if at.id.edition != "undated"]
    retrieved = max((at.checked_at for at in held), default=None)
    succeeded = done.succeeded_at if done else retrieved
    return SourceStatus(
        source=name,
        boards=len({at.id.leaderboard for at in held}),
        editions=len(held),
        newest=max(dated, default="undated" if held else "-"),
        retrieved_at=retrieved,
        refreshed_at=done.refreshed_at if done else None,
        succeeded_at=succeeded,
        outcomes=tuple(done.counts.items()) if done else (),
        errors=tuple(f"{at.outcome}: {at.url}: {at.sentence}" for at in done.errors) if done else (),
        warnings=tuple(at.sentence for at in done.warnings) if done else (),
        is_stale=succeeded is None or succeeded < oldest,
    )


def as_text(status: Status) -> str:
    """JSON, times in UTC."""
    schedule, progress = status.schedule, status.progress
    told = {
        "at": time_text(status.at),
        "ok": status.is_well,
        "max_age_seconds": int(status.max_age.total_seconds()),
        "next_run": _time(schedule.next_run) if schedule and schedule.is_alive(status.at) else None,
        "schedule": schedule
        and {
            "alive": schedule.is_alive(status.at),
            "alive_at": time_text(schedule.alive_at),
            "stopped_at": _time(schedule.stopped_at),
            "next_run": _time(schedule.next_run),
            "cron": schedule.cron,
            "timezone": schedule.timezone,
        },
        "refreshing": progress
        and {
            "since": time_text(progress.started),
            "source": progress.source,
            "sources_done": progress.sources_done,
            "sources": progress.sources,
            "pages_done": progress.pages_done,
            "pages": progress.pages or None,
        },
        "problems": [{"path": at.path, "sentence": at.sentence} for at in status.problems],
        "sources": [_source_fields(source) for source in status.sources],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _source_fields(source: SourceStatus) -> dict[str, object]:
    return {
        "source": source.source,
        "verdict": source.verdict,
        "stale": source.is_stale,
        "failing": source.is_failing,
        "boards": source.boards,
        "editions": source.editions,
        "newest": source.newest,
        "retrieved_at": _time(source.retrieved_at),
        "refreshed_at": _time(source.refreshed_at),
        "succeeded_at": _time(source.succeeded_at),
        "outcomes": dict(source.outcomes),
        "errors": list(source.errors),
        "warnings": list(source.warnings),
    }


def show_status(out: Console, status: Status) -> None:
    head = ("source", "boards", "editions", "newest", "retrieved", "last success", "verdict", "last refresh")
    table = Table(*head, box=None, pad_edge=False)
    for source in status.sources:
        table.add_row(
            source.source,
            str(source.boards),
            str(source.editions),
            source.newest,
            f"{source.retrieved_at:%Y-%m-%d}" if source.retrieved_at else "never",
            age(source.succeeded_at, status.at),
            source.verdict,
            _last_refresh(source),
        )
    out.print(table)
    for source in status.sources:
        for sentence in source.errors:
            out.print(f"failing  {source.source}: {sentence}", markup=False, soft_wrap=True)
    for problem in status.problems:
        out.print(f"damaged  {problem.sentence}", markup=False, soft_wrap=True)
    out.print(f"\n{_next_run(status)}", markup=False)
    if status.progress is not None:
        out.print(f"a refresh is running: {status.progress}", markup=False, soft_wrap=True)


def age(moment: datetime | None, now: datetime) -> str:
    """`3 d ago`: in the largest unit that fills."""
    if moment is None:
        return "never"
    minutes = max(0, int((now - moment).total_seconds() // 60))
    for unit, length in (("d", 1440), ("h", 60)):
        if minutes >= length:
            return f"{minutes // length} {unit} ago"
    return f"{minutes} min ago"


def _last_refresh(source: SourceStatus) -> str:
    if source.refreshed_at is None:
        return "-"
    counts = ", ".join(f"{number} {outcome}" for outcome, number in source.outcomes)
    return f"{source.refreshed_at:%Y-%m-%d %H:%M} {counts}"


def _next_run(status: Status) -> str:
    schedule = status.schedule
    if schedule is None:
        return "next refresh: none is scheduled here"
    due = f"{schedule.next_run.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if schedule.next_run else "never"
    if schedule.is_alive(status.at):
        return f"next refresh: {due} ({schedule.cron}, {schedule.timezone})"
    how = "was stopped at" if schedule.stopped_at else "is silent since"
    since = f"{(schedule.stopped_at or schedule.alive_at):%Y-%m-%d %H:%M} UTC"
    return f"next refresh: none, the scheduler {how} {since}; it was due {due}"


def _time(moment: datetime | None) -> str | None:
    return time_text(moment) if moment else None
