"""How the store is kept: when each source was last seen, what failed, what waits, what is damaged.

Much of it changes with a refresh though no figure does, and so without a new `Key`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from cache.files import Folder, Version
from cache.leaderboard import LeaderboardId
from cache.refreshes import Refreshes, refreshes
from cache.refused import RefusedPage, refused_pages
from cache.running import Progress, Schedule
from cache.state import OUTCOMES, SEEN
from cache.store import Outcome, Problem
from dashboard import data
from dashboard.data import Key

FORGOTTEN_AFTER = timedelta(days=1)  # a failed page that later refreshes do not ask for


def checked_at(key: Key, id: LeaderboardId) -> datetime:
    """When the edition was last seen at its source: changes without the store's figures changing."""
    return data.store(key).current_revision(id).checked_at


def failures(key: Key) -> dict[str, Outcome]:
    """Sources with a page that failed when it was last fetched, each with the newest such outcome."""
    return _failures(key, _remembered(key))


@lru_cache(maxsize=4)
def _failures(key: Key, version: Version | None) -> dict[str, Outcome]:  # noqa: ARG001 - a part of the cache key
    pages: dict[tuple[str, str], Outcome] = {}
    newest: dict[str, datetime] = {}
    for outcome in data.store(key).outcomes():
        pages[outcome.source, outcome.url] = outcome
        newest[outcome.source] = outcome.time
    return {
        outcome.source: outcome
        for outcome in sorted(pages.values(), key=lambda outcome: outcome.time)
        if outcome.outcome == "failed" and newest[outcome.source] - outcome.time < FORGOTTEN_AFTER
    }


def refreshed(key: Key) -> dict[str, Refreshes]:
    """What the refreshes of each source came to, as far as they are remembered."""
    return _refreshed(key, _remembered(key))


@lru_cache(maxsize=4)
def _refreshed(key: Key, version: Version | None) -> dict[str, Refreshes]:  # noqa: ARG001 - as above
    return refreshes(data.store(key).outcomes())


def _remembered(key: Key) -> Version | None:
    """Of the file of outcomes; None where there is none yet."""
    return Folder(data.folder(key)).version(OUTCOMES)


def refused(key: Key) -> list[RefusedPage]:
    """Pages with tables that wait for a person, newest first."""
    return refused_pages(data.store(key).root)


def schedule(key: Key) -> Schedule | None:
    """What the scheduler last said; None where none ever ran."""
    return data.store(key).running.schedule()


def is_refreshing(key: Key) -> bool:
    return data.store(key).running.is_held()


def progress(key: Key) -> Progress | None:
    """How far the refresh is that runs now."""
    return data.store(key).running.progress()


def look_over(key: Key) -> list[Problem]:
    """The same after a look at all files: what was damaged while it was served is met."""
    return data.store(key).look_over()


class Conditions(NamedTuple):
    """What changes with a refresh though no figure does: a key for what tells of it."""

    seen: Version | None
    outcomes: Version | None
    problems: tuple[Problem, ...]


def conditions(key: Key) -> Conditions:
    files = Folder(data.folder(key))
    return Conditions(files.version(SEEN), files.version(OUTCOMES), tuple(problems(key)))


def problems(key: Key) -> list[Problem]:
    """Damaged and missing files: those of the first look at this state of the store, and any met since."""
    return data.store(key).problems()
