"""How each model stands over the store, cached for each state of it as `dashboard.data` caches."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import appearances, as_of, data
from dashboard.catalog.boards import lead
from dashboard.catalog.models import models
from dashboard.data import Key
from dashboard.once import once
from dashboard.ranking.choosing import edition_day
from dashboard.ranking.standings import Standings, standings

ENOUGH = 5  # models of a field in which a place means something
_TABLE = ["source", "leaderboard", "edition"]


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one row, and where it stands among the `models` that the source ranks: `position`, None of
    a reference; `level` as `entry_levels`. `rank` is what the source printed, of a leading metric."""

    id: LeaderboardId
    row: int  # 1-based, of the published table
    name: str  # as published
    metric: Metric
    score: float
    position: int | None
    level: int  # 0 of people and chance
    models: int
    beaten: float  # NaN where it stands alone
    leads: bool  # the edition is ranked by this metric
    rank: int | None

    @property
    def board(self) -> str:
        return f"{self.id.source}/{self.id.leaderboard}"


@dataclass(frozen=True, slots=True)
class Summary:
    """`boards`: with a score of it. `median` of the shares beaten by each edition's leading metric; `best`:
    the place, among the rows of `data.scores`, of the score by such a metric that beats the largest share of
    a field that is large enough: a ranked one before any reference, of equal ones that of the largest field.
    NaN and None where there is none."""

    id: str
    boards: int
    median: float
    best: int | None


@once(maxsize=2)
def standing(key: Key) -> Standings:
    return standings(data.scores(key), data.metrics())


@once(maxsize=2)
def summaries(key: Key) -> Mapping[str, Summary]:
    """Of every model with a score, by id; those on most boards first, then the higher median."""
    rows, found = appearances.scores(key), standing(key)
    at = rows.index.to_numpy()
    led = found.leading[at]
    frame = rows.loc[led, ["id", *_TABLE]].assign(
        beaten=found.beaten[at][led], models=found.field[at][led], at=at[led], ranked=found.ranked[at][led]
    )
    frame = frame.sort_values("beaten", ascending=False, kind="stable", na_position="last")
    each = frame.drop_duplicates(["id", *_TABLE])
    medians = each.groupby("id", observed=True)["beaten"].median()
    able = frame[(frame["models"] >= ENOUGH) & frame["beaten"].notna()]
    able = able.sort_values(["ranked", "beaten", "models"], ascending=False, kind="stable")
    able = able.drop_duplicates("id").set_index("id")["at"]
    median, best = medians.to_dict(), able.to_dict()
    listed = [
        Summary(one.id, one.boards, median.get(one.id, math.nan), best.get(one.id))
        for one in appearances.models(key).values()
    ]
    listed.sort(key=lambda at: (-at.boards, -(at.median if at.median == at.median else -1), at.id))
    return {at.id: at for at in listed}


def revision(key: Key, at: Score) -> Revision:
    """The one that the score is from."""
    return appearances.revisions(key)[at.id]


def score_at(key: Key, at: int) -> Score:
    """The row of `data.scores` at that place."""
    return _score(key, at, data.scores(key).iloc[at])


@lru_cache(maxsize=256)
def scores(key: Key, id: str, day: date | None = None) -> tuple[Score, ...]:
    """Every score of a model in the current editions: the newest edition first, then the catalog's order of
    boards; the leading metric of an edition before the others. `day`: of the editions that stood then."""
    if day is not None:
        return tuple(at for at in scores(key, id) if as_of.stood(revision(key, at), day))
    rows = appearances.scores_of(key, id)
    found = [_score(key, int(at), row) for at, row in zip(rows.index, rows.itertuples(), strict=True)]
    return tuple(sorted(found, key=lambda at: _place(key, at)))


def _score(key: Key, at: int, row: object) -> Score:
    known = standing(key)
    column = known.columns[known.column[at]]
    return Score(
        column.id,
        int(row.row),  # type: ignore[attr-defined]
        str(row.model),  # type: ignore[attr-defined]
        column.metric,
        float(row.score),  # type: ignore[attr-defined]
        int(known.position[at]) or None,
        int(known.level[at]),
        column.models,
        float(known.beaten[at]),
        column.leads,
        _rank(key, column.id, int(row.row)) if column.leads else None,  # type: ignore[attr-defined]
    )


def _rank(key: Key, id: LeaderboardId, row: int) -> int | None:
    """None also where only another revision than that of the scores can be read."""
    try:
        shown, board = data.edition(key, id)
    except DamagedFile:
        return None
    taken = appearances.revisions(key)[id]
    return board.entries[row - 1].rank if shown.revision == taken.revision else None


def _place(key: Key, at: Score) -> tuple[int, int, str, int, bool, int]:
    day = edition_day(revision(key, at))
    dated = at.id.edition != "undated"
    newest = -day.toordinal() if dated else 0
    return newest, lead(at.id.source, at.id.leaderboard), at.board, at.row, not at.leads, 0


def leading(key: Key, id: str, day: date | None = None) -> tuple[Score, ...]:
    """A model's scores by the metric each edition is ranked by, of several rows in one each; all of a model
    that has none by such a metric."""
    found = scores(key, id, day)
    return tuple(at for at in found if at.leads) or found


@once(maxsize=2)
def known_ids(key: Key) -> tuple[str, ...]:
    """Every model there is a page for: those with a score, and those of the catalog."""
    return tuple(dict.fromkeys([*appearances.models(key), *models()]))


def of_editions(found: Iterable[Score]) -> tuple[Score, ...]:
    """One of each edition that tells a share: of several rows that which beats most."""
    best: dict[LeaderboardId, Score] = {}
    for at in found:
        if not math.isnan(at.beaten) and (at.id not in best or at.beaten > best[at.id].beaten):
            best[at.id] = at
    return tuple(best.values())


def median_beaten(found: Sequence[Score]) -> float:
    """As the lists of models have it, a share an edition; NaN where none is known."""
    known = [at.beaten for at in of_editions(found)]
    return float(np.median(known)) if known else math.nan
