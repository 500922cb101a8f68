"""Whether readers are served: not only that the process lives, but that the store behind it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version

from cache.errors import CacheError
from cache.refreshes import Refreshes
from cache.running import Schedule
from dashboard import data, upkeep

SERVING, DEGRADED, FAILING = "ok", "degraded", "failing"
ALIVE, STOPPED, SILENT = "alive", "stopped", "silent"  # a scheduler that was stopped said so


@dataclass(frozen=True, slots=True)
class Refresh:
    """What keeps the figures fresh. `failing`: sources whose last refresh went wrong. `scheduler`: ""
    where none ever ran."""

    age_seconds: float | None = None  # since the last refresh, None where none is remembered
    failing: tuple[str, ...] = ()
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Ages are in seconds. `age_seconds` is None where nothing was ever collected."""

    status: str  # ok; degraded: served, but something needs a person; failing: nothing can be served
    problem: str = ""
    boards: int = 0
    editions: int = 0
    damaged: tuple[str, ...] = ()
    age_seconds: float | None = None
    source_ages: Mapping[str, float] = field(default_factory=dict)  # since the last success, where remembered
    refresh: Refresh = field(default_factory=Refresh)

    @property
    def is_serving(self) -> bool:
        return self.status != FAILING

    def said(self) -> dict[str, object]:
        return {
            "status": self.status,
            "problem": self.problem or None,
            "version": version("bangdan"),
            "store": {
                "boards": self.boards,
                "editions": self.editions,
                "damaged": list(self.damaged),
                "age_seconds": _whole(self.age_seconds),
            },
            "refresh": {
                "age_seconds": _whole(self.refresh.age_seconds),
                "failing": list(self.refresh.failing),
                "scheduler": self.refresh.scheduler or None,
            },
        }


def look(now: datetime) -> Health:
    """A look at the store as it is now; cheap while the store does not change."""
    try:
        key = data.key()
        shelf = data.shelf(key)
        damaged = tuple(problem.path for problem in upkeep.look_over(key))
        refreshed, scheduler = upkeep.refreshed(key), _scheduler(upkeep.schedule(key), now)
    except (CacheError, OSError) as error:
        return Health(FAILING, str(error))
    checked = [
        upkeep.checked_at(key, revision.id) for board in shelf.boards.values() for revision in board.editions
    ]
    if not checked:
        return Health(DEGRADED, "nothing is collected yet: run a refresh")
    wrong = [
        f"{len(damaged)} damaged or missing files in the store" if damaged else "",
        "the scheduler neither runs nor was stopped" if scheduler == SILENT else "",
    ]
    return Health(
        DEGRADED if any(wrong) else SERVING,
        "; ".join(filter(None, wrong)),
        len(shelf.boards),
        shelf.editions,
        damaged,
        max(0.0, (now - max(checked)).total_seconds()),
        {
            source: max(0.0, (now - found.succeeded_at).total_seconds())
            for source, found in sorted(refreshed.items())
            if found.succeeded_at
        },
        _refresh(refreshed, scheduler, now),
    )


def _refresh(found: Mapping[str, Refreshes], scheduler: str, now: datetime) -> Refresh:
    last = max((one.refreshed_at for one in found.values()), default=None)
    return Refresh(
        None if last is None else max(0.0, (now - last).total_seconds()),
        tuple(source for source, one in sorted(found.items()) if one.errors),
        scheduler,
    )


def _scheduler(signed: Schedule | None, now: datetime) -> str:
    if signed is None:
        return ""
    return ALIVE if signed.is_alive(now) else STOPPED if signed.stopped_at else SILENT


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
