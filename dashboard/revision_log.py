"""What happened to the boards: each edition that came, each that was corrected, newest first.

The feeds, the log on Sources and the published site all tell the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from cache.derived import with_derived
from cache.errors import DamagedFile
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.manifest import Revision
from dashboard import data
from dashboard.catalog.resolve import resolve
from dashboard.data import Board, Key
from dashboard.news_order import newest_first
from dashboard.ranking.board import default_metric, entry_positions
from dashboard.ranking.differences import differences
from dashboard.ranking.differing import Changed, difference

FIRST, EDITION, CORRECTION = "first", "edition", "correction"


@dataclass(frozen=True, slots=True)
class Standing:
    """One model in an event, as Rankings tells changes: positions among the ranked and scores by the leading
    metric. `status`: one of `differences.STATUSES`. One that is printed under another name than before is one
    line, from the one to the other."""

    model: str  # as published
    status: str
    before: int | None
    after: int | None
    was: float | None
    score: float | None

    @property
    def has_moved(self) -> bool:
        return None not in (self.before, self.after) and self.before != self.after


@dataclass(frozen=True, slots=True)
class Event:
    """One revision, against the edition before, or against the revision that it corrects.

    `kind`: first (of this board), edition, or correction. Names are as published. `leaders` share the first
    position by the board's leading metric; `leaders_before` is empty where there is nothing before. No model
    is in both `entered` and `dropped`, under whatever names.
    """

    kind: str
    board: str
    revision: Revision
    against: LeaderboardId | None
    metric: str
    leaders: tuple[str, ...]
    leaders_before: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = field(default=(), hash=False, compare=False)  # empty of a first edition
    corrected: tuple[Changed, ...] = ()  # of a correction only: editions ask other questions

    @property
    def at(self) -> datetime:
        """When the page was retrieved."""
        return self.revision.provenance.retrieved_at

    @property
    def moved(self) -> list[Standing]:
        return [at for at in self.standings if at.has_moved]

    @property
    def has_new_leader(self) -> bool:
        ids, before = (_ids(names, self.board) for names in (self.leaders, self.leaders_before))
        return bool(before) and ids != before


@lru_cache(maxsize=2)
def events(key: Key) -> tuple[Event, ...]:
    """Of every board; revisions whose file cannot be read are left out."""
    return newest_first(event for board in data.shelf(key).boards.values() for event in _of_board(key, board))


def _of_board(key: Key, board: Board) -> list[Event]:
    """Editions oldest first; within each its revisions by arrival."""
    found: list[Event] = []
    before: Leaderboard | None = None
    for shown in reversed(board.editions):
        earlier: Leaderboard | None = None
        for revision in data.revisions(key, shown.id):
            table = _read(key, revision)
            if table is None:
                continue
            found.append(_event(board, revision, table, earlier or before, corrects=earlier is not None))
            earlier = table
        if shown.id.edition != "undated":  # which is before nothing and after nothing
            before = earlier or before
    return found


def _read(key: Key, revision: Revision) -> Leaderboard | None:
    try:
        return with_derived(data.store(key).read(revision), data.metrics())
    except DamagedFile:
        return None


def _event(
    board: Board, revision: Revision, table: Leaderboard, previous: Leaderboard | None, *, corrects: bool
) -> Event:
    metric = default_metric(table, data.metrics())
    leaders = _leaders(table, metric)
    if previous is None:
        return Event(FIRST, board.id, revision, None, metric, leaders)
    found = _joined(_standings(table, previous, metric), board.id)
    return Event(
        CORRECTION if corrects else EDITION,
        board.id,
        revision,
        previous.id,
        metric,
        leaders,
        _leaders(previous, default_metric(previous, data.metrics())),
        tuple(at.model for at in found if at.status == "new"),
        tuple(at.model for at in found if at.status == "dropped"),
        found,
        _printed(difference(previous, table).changed, table.id) if corrects else (),
    )


def _printed(changed: Iterable[Changed], id: LeaderboardId) -> tuple[Changed, ...]:
    """The source corrects what it prints; a total of ours only follows."""
    return tuple(one for one in changed if not data.metrics().of(id, one.metric).is_derived)


def _standings(table: Leaderboard, previous: Leaderboard, metric: str) -> tuple[Standing, ...]:
    found = differences(table, previous, metric, data.metrics())
    names = ("model", "status", "before", "after", "score_before", "score_after")
    columns = (found[name].astype(object).where(found[name].notna(), None).tolist() for name in names)
    return tuple(Standing(*line) for line in zip(*columns, strict=True))


def _joined(found: tuple[Standing, ...], board: str) -> tuple[Standing, ...]:
    """Those of a model that entered under one name and dropped out under another made one, the best with the
    best: `found` has the best first."""
    gone: dict[str, list[Standing]] = {}
    for at in found:
        if at.status == "dropped":
            gone.setdefault(_id(at.model, board), []).append(at)
    joined: list[Standing] = []
    for at in found:
        left = gone.get(_id(at.model, board), [])
        if at.status == "new" and left:
            before = left.pop(0)
            joined.append(replace(at, status="same", before=before.before, was=before.was))
        elif at.status != "dropped" or at in left:
            joined.append(at)
    return tuple(joined)


@lru_cache(maxsize=512)
def _by_model(board: str, standings: tuple[Standing, ...]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for at in standings:
        found.setdefault(_id(at.model, board), []).append(at)
    return found


def standing_of(event: Event, model_id: str) -> Standing | None:
    """The best row of a model, one that is still there before any that is gone."""
    return next(iter(_by_model(event.board, event.standings).get(model_id, ())), None)


def _leaders(table: Leaderboard, metric: str) -> tuple[str, ...]:
    places = entry_positions(table, data.metrics().of(table.id, metric))
    return tuple(entry.model for entry, place in zip(table.entries, places, strict=True) if place == 1)


@lru_cache(maxsize=2)
def by_model(key: Key) -> Mapping[str, Sequence[Event]]:
    """Those in which a model leads, enters, leaves, moves or is corrected, by its id, ordered as `events`."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events(key):
        for id in _concerned(event):
            found[id].append(event)
    return dict(found)


def _concerned(event: Event) -> set[str]:
    names = {*event.leaders, *event.leaders_before, *event.entered, *event.dropped}
    names |= {one.model for one in event.corrected} | {one.model for one in event.moved}
    return _ids(names, event.board)


def _ids(printed: Iterable[str], board: str) -> set[str]:
    return {_id(name, board) for name in printed}


def _id(printed: str, board: str) -> str:
    return resolve(printed, board).model_id
