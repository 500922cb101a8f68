"""Whether readers are served: not only that the process lives, but that the store behind it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version

from cache.errors import CacheError
from dashboard import data

SERVING, DEGRADED, FAILING = "ok", "degraded", "failing"


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
                "age_seconds": None if self.age_seconds is None else round(self.age_seconds),
            },
        }


def look(now: datetime) -> Health:
    """A look at the store as it is now; cheap while the store does not change."""
    try:
        key = data.key()
        shelf = data.shelf(key)
        damaged = tuple(problem.path for problem in data.problems(key))
        refreshed = data.refreshed(key)
    except (CacheError, OSError) as error:
        return Health(FAILING, str(error))
    checked = [
        data.checked_at(key, revision.id) for board in shelf.boards.values() for revision in board.editions
    ]
    if not checked:
        return Health(DEGRADED, "nothing is collected yet: run a refresh")
    return Health(
        DEGRADED if damaged else SERVING,
        f"{len(damaged)} damaged or missing files in the store" if damaged else "",
        len(shelf.boards),
        shelf.editions,
        damaged,
        max(0.0, (now - max(checked)).total_seconds()),
        {
            source: max(0.0, (now - found.succeeded_at).total_seconds())
            for source, found in sorted(refreshed.items())
            if found.succeeded_at
        },
    )
