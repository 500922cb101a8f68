"""What the Overview says of the whole store: cached as `dashboard.data` says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId, Standing
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import cards, composite_data, data, readable
from dashboard.cards import Leader
from dashboard.composite_asked import usual_minimum
from dashboard.data import Board, Key
from dashboard.decimal_places import places
from dashboard.freshness import edition_end
from dashboard.ranking.changes import Changes, movers
from dashboard.ranking.choosing import choice_of
from dashboard.ranking.composite import Composite
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare
from dashboard.ranking.methods import HEADLINE
from dashboard.ranking.view import follows
from dashboard.rankings_asked import Member

NAMED = 3  # of those that share the first rank


@dataclass(frozen=True, slots=True)
class Compared:
    """A board's newest edition that can be read against the one before."""

    board: Board
    after: Revision
    before: str  # edition
    changes: Changes


@dataclass(frozen=True, slots=True)
class Combined:
    """The first rows of Composite, as it is by default; of a tie too large to list, the best `NAMED`."""

    leaders: tuple[Leader, ...]
    together: int  # models that share its first rank
    models: int
    benchmarks: int
    least: int  # of them, that a listed model is found in

    @property
    def tells(self) -> bool:
        """Whether it can say who leads: one model, or so few that all are named."""
        return self.together <= NAMED


@lru_cache(maxsize=32, typed=True)  # members of the two groupings compare equal as text ("vision")
def composite(key: Key, member: Member) -> Composite | None:
    """What Composite shows by default, where its intervals tell ranks; else None."""
    try:
        every = composite_data.composite(key, choice_of(member), HEADLINE, (), 1)
        found = composite_data.composite(key, choice_of(member), HEADLINE, (), usual_minimum(every))
    except (NotEnoughBoards, NothingToCompare):
        return None
    return found if found.has_intervals and found.shown()["rank"].notna().any() else None


@lru_cache(maxsize=32, typed=True)
def composite_leaders(key: Key, member: Member, n: int) -> Combined | None:
    found = composite(key, member)
    if found is None:
        return None
    shown = found.shown()
    ranked = shown[shown["rank"].notna()]
    tied = ranked["rank"].duplicated(keep=False)
    first = ranked[ranked["rank"] == ranked["rank"].min()]
    together = len(first)
    named = ranked.head(n) if together <= NAMED else first.head(NAMED)
    columns = (named["rank"], named["name"], named["score"], tied[named.index], named["model"])
    leaders = [
        Leader(int(rank), name, f"{score:.1f}", None, True, bool(shared), model_id=model)
        for rank, name, score, shared, model in zip(*columns, strict=True)
    ]
    least = usual_minimum(composite_data.composite(key, choice_of(member), HEADLINE, (), 1))
    return Combined(tuple(leaders), together, len(shown), found.benchmarks, least)


@dataclass(frozen=True, slots=True)
class Led:
    """The best rows of an edition by its leading metric: of those the source ranks, where it ranks any."""

    leaders: tuple[Leader, ...]
    above: int  # that it lists without ranking them, above the last of these
    metric: Metric
    prints_ranks: bool  # else the leaders' ranks are our positions
    follows: bool = True  # whether the printed ranks go as the scores do


@lru_cache(maxsize=1024)
def led(key: Key, id: LeaderboardId, n: int) -> Led:
    """With the models that their names are read as. Raises DamagedFile."""
    metric = data.leading_metric(key, id)
    every = data.rows(key, data.Selection(id, None, metric.name))
    ranked = every[every["position"].notna()]
    table = every if ranked.empty else ranked
    facts = data.facts(key, id)
    found = [
        replace(leader, model_id=facts[leader.row - 1].model_id)
        for leader in cards.leaders(table, metric, n, places(key, id, metric.name))
    ]
    last = every.index.get_loc(found[-1].row) if found else 0
    above = sum(every["standing"].iloc[:last] == Standing.REFERENCE.value) if not ranked.empty else 0
    in_order = follows(table.loc[[leader.row for leader in found]])
    return Led(tuple(found), int(above), metric, cards.prints_ranks(every), in_order)


def compared(key: Key, board: Board) -> Compared | None:
    """By the leading metric; None with nothing before that can be read."""
    after = readable.newest(key, board)
    before = readable.before(key, board, after.id.edition)
    if before is None:
        return None
    try:
        metric = data.leading_metric(key, after.id)
        changes = data.changes(key, after.id, before.id, metric.name)
    except DamagedFile:
        return None
    return Compared(board, after, before.id.edition, changes)


def latest_compared(key: Key) -> Compared | None:
    """Of the board whose newest edition is the newest of those that can be compared; of equals the catalog's
    first."""
    for board in newest(key, len(data.shelf(key).boards)):
        if found := compared(key, board):
            return found
    return None


def latest_lasting(key: Key) -> Compared | None:
    """The same, of the boards on which at least half of the earlier field stayed and a model rose."""
    for board in newest(key, len(data.shelf(key).boards)):
        found = compared(key, board)
        stayed = found and 2 * len(found.changes.dropped) <= found.changes.models_before
        if found and stayed and len(movers(found.changes).up):
            return found
    return None


@lru_cache(maxsize=16)
def newest(key: Key, n: int) -> tuple[Board, ...]:
    """Boards by the day of their newest edition that can be read, the newest first; undated ones left out."""
    broken = readable.broken(key)
    shown = ((readable.known(board, broken), board) for board in data.shelf(key).boards.values())
    dated = [(day, board) for revision, board in shown if (day := edition_day(revision))]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(board for _, board in dated[:n])


def edition_day(revision: Revision) -> date | None:
    """The day the publisher names, else the last the edition can stand for, but no later than its figures."""
    end = edition_end(revision.id.edition)
    return revision.edition_day or (end and min(end, revision.provenance.as_of.astimezone(UTC).date()))
