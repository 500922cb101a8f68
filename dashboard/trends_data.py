"""The editions of a board as trends, cached for each state of the store as `dashboard.data` caches."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.manifest import Revision
from cache.renames import Renames
from dashboard import as_of, data
from dashboard.appearances import tables_of
from dashboard.catalog.models import model
from dashboard.data import Board, Key
from dashboard.ranking.choosing import is_dated
from dashboard.ranking.facts import facts_of
from dashboard.ranking.steps import Step, steps
from dashboard.ranking.trend import (
    By,
    Trend,
    default_picks,
    followed,
    in_common,
    trend,
)

ENOUGH = 5  # models that the last two editions of a board share, for a chart worth opening on


@dataclass(frozen=True, slots=True, eq=False)
class Editions:
    """The dated editions of a board that can be read, oldest first; the others by name."""

    board: Board
    read: tuple[Leaderboard, ...]
    damaged: tuple[str, ...]
    undated: tuple[str, ...]

    @property
    def several(self) -> bool:
        return len(self.read) > 1


@lru_cache(maxsize=4)
def renames() -> Renames:
    return Renames.load()


@lru_cache(maxsize=64)
def editions(key: Key, board: str, day: date | None = None) -> Editions:
    """`day`: those that stood then, here and below."""
    found = data.shelf(key).boards[board]
    read, damaged = [], []
    for revision in reversed(found.editions):
        if revision.id.edition != "undated" and as_of.stood(revision, day):
            try:
                read.append(data.leaderboard(key, revision.id))
            except DamagedFile:
                damaged.append(revision.id.edition)
    undated = [at.id.edition for at in found.editions if at.id.edition == "undated"]
    scored = tuple(board for board in read if any(entry.scores for entry in board.entries))
    return Editions(found, scored, tuple(damaged), tuple(undated))


def newest(key: Key, board: str) -> Revision:
    """Of a board with editions that can be read."""
    known = editions(key, board)
    return known.board.edition(known.read[-1].id.edition)


@lru_cache(maxsize=4)
def trending(key: Key) -> tuple[str, ...]:
    """Boards with several dated editions, in the catalog's order."""
    boards = data.shelf(key).boards.values()
    return tuple(board.id for board in boards if len(dated(board)) > 1)


def board_for(key: Key, before: str | None, chosen: Sequence[str]) -> str | None:
    """Which board goes on with what was looked at: the one `before`, or where none of the `chosen` models
    stands on it, the one on which most of them do; of several editions either way, else None."""
    boards, options = data.shelf(key).boards, trending(key)
    tables = {model: {f"{at.source}/{at.leaderboard}" for at in tables_of(key, model)} for model in chosen}
    standing = {id: sum(id in found for found in tables.values()) for id in options}
    if before in options and (standing[before] or not any(standing.values())):
        return before
    best = max(options, key=lambda id: (standing[id], dated(boards[id])[0]), default=None)
    return best if best and standing[best] else None


def shares(key: Key, board: str) -> bool:
    """Whether two of its editions that can be read share a model: there is a line to draw."""
    if not editions(key, board).several:
        return False
    return any(len(track.points) > 1 for track in of(key, board, metrics(key, board)[0], "model").tracks)


@lru_cache(maxsize=4)
def first_board(key: Key) -> str:
    """The one shown by default: of those whose last two editions share enough models the one with the newest
    edition; where none does, of those that share some; then that with most editions. "" without boards."""
    boards = data.shelf(key).boards
    options = [*trending(key), *(id for id in boards if id not in trending(key))]

    def worth(id: str) -> tuple[int, str, int]:
        names = dated(boards[id])
        return min(_common(key, id), ENOUGH), names[0] if names else "", len(names)

    return max(options, key=worth, default="")


def _common(key: Key, board: str) -> int:
    """How many models the last two editions that can be read share."""
    if not editions(key, board).several:
        return 0
    return in_common(of(key, board, metrics(key, board)[0], "model"))


def dated(board: Board) -> list[str]:
    """Names of its editions, newest first."""
    return [at.id.edition for at in board.editions if at.id.edition != "undated"]


@lru_cache(maxsize=64)
def metrics(key: Key, board: str, day: date | None = None) -> tuple[str, ...]:
    """The columns of the newest edition that can be followed, the one it is ranked by first."""
    known = editions(key, board, day).read
    names = followed(known, data.metrics(), renames())
    first = data.leading_metric(key, known[-1].id).name
    return (first, *(name for name in names if name != first))


@lru_cache(maxsize=128)
def of(key: Key, board: str, metric: str, by: By, day: date | None = None) -> Trend:
    """Only for boards with several editions that can be read."""
    return trend(editions(key, board, day).read, metric, data.metrics(), renames(), by)


@lru_cache(maxsize=128)
def picks(key: Key, board: str, metric: str, by: By, day: date | None = None) -> tuple[str, ...]:
    return default_picks(of(key, board, metric, by, day))


@lru_cache(maxsize=64)
def changes(key: Key, board: str, day: date | None = None) -> tuple[Step, ...]:
    return steps(editions(key, board, day).read, data.metrics())


@lru_cache(maxsize=64)
def released(key: Key, board: str) -> dict[str, str]:
    """Of each model on the board, as far as the catalog knows; a family has no day."""
    ids = {facts.model_id for at in editions(key, board).read for facts in facts_of(at)}
    known = ((id, model(id)) for id in ids)
    return {id: found.released for id, found in known if found and found.released}


@lru_cache(maxsize=64)
def edition_days(key: Key, board: str) -> dict[str, date]:
    """Of each dated edition, by name; one that names a month or a year stands at its end, since all that it
    lists was there by then."""
    return {at.id.edition: _last_day(at) for at in data.shelf(key).boards[board].editions if is_dated(at)}


def _last_day(revision: Revision) -> date:
    if revision.edition_day:
        return revision.edition_day
    year, _, month = revision.id.edition.partition("-")
    return date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])


@lru_cache(maxsize=128)
def kinships(key: Key, board: str, day: date | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """The family of each model of the board; and of each family its model that stands best and latest."""
    metric = metrics(key, board, day)[0]
    families: dict[str, str] = {}
    for at in editions(key, board, day).read:
        families |= {facts.model_id: facts.family for facts in facts_of(at)}
    best: dict[str, str] = {}
    for track in of(key, board, metric, "model", day).tracks:
        best.setdefault(families[track.id], track.id)
    return families, best


def edition_id(key: Key, board: str, edition: str) -> LeaderboardId:
    return data.shelf(key).boards[board].edition(edition).id
