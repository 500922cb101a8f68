"""The log of revisions over all boards: cached as `dashboard.data` says."""

from __future__ import annotations

from functools import lru_cache

from cache.leaderboard import Leaderboard, LeaderboardId
from cache.manifest import Revision
from dashboard import data
from dashboard.data import Key
from dashboard.ranking.differing import Difference, difference


@lru_cache(maxsize=16)
def log(key: Key, source: str = "") -> tuple[Revision, ...]:
    """Every revision of every edition, of one source or all: what arrived last, first."""
    found = [
        revision
        for board in data.shelf(key).boards.values()
        if source in ("", board.source)
        for edition in board.editions
        for revision in data.revisions(key, edition.id)
    ]
    found.sort(
        key=lambda at: (at.provenance.retrieved_at, at.provenance.as_of, at.id, at.revision), reverse=True
    )
    return tuple(found)


@lru_cache(maxsize=16)
def corrections(key: Key, source: str = "") -> tuple[Revision, ...]:
    """Those that changed an edition which was there before."""
    return tuple(at for at in log(key, source) if at.revision > 1)


@lru_cache(maxsize=4096)
def told(key: Key, id: LeaderboardId, revision: int) -> Difference | None:
    """Against the revision that arrived before it; None for a first one. Raises DamagedFile."""
    known = {at.revision: at for at in data.revisions(key, id)}
    if revision - 1 not in known:
        return None
    return difference(_read(key, known[revision - 1]), _read(key, known[revision]))


def _read(key: Key, revision: Revision) -> Leaderboard:
    return data.store(key).read(revision)
