"""Which tables of a category or scenario enter a composite, and with which score.

One table a board: its total, or the mean of its declared parts where it has none; never both. By default that
of the newest edition that can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cache.derived import with_derived
from cache.leaderboard import Leaderboard, Standing
from cache.manifest import Revision
from cache.metrics import Metric, Metrics
from cache.store import Store
from dashboard.ranking.board import organization_column
from dashboard.ranking.cells import Array, standardise
from dashboard.ranking.choosing import (
    MONTH,
    Choice,
    Replaced,
    Window,
    edition_day,
    is_aged,
    is_dated,
    offered,
    read,
)
from dashboard.ranking.identity import identity


@dataclass(frozen=True, slots=True)
class Entering:
    """One table. `metrics`: the total, or the parts whose mean it enters with."""

    revision: Revision
    day: date  # of the edition; of an undated one, when its figures are known to have stood
    family: str
    metrics: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.revision.id)

    @property
    def dated(self) -> bool:
        return is_dated(self.revision)

    @property
    def by_change(self) -> bool:
        """Whether its day is that of the file's last change."""
        return not self.dated and is_aged(self.revision)


@dataclass(frozen=True, slots=True, eq=False)
class Entered:
    """`long` has the columns of `cells`; `spelled` is each model's name as the newest table prints it, or the
    family's where its variants are one row."""

    tables: tuple[Entering, ...]
    long: pd.DataFrame
    spelled: Mapping[str, str]
    outside: tuple[Revision, ...] = ()  # tables chosen but older than the window, or of unknown age
    replaced: tuple[Replaced, ...] = ()

    def age(self, table: Entering) -> int | None:
        """Whole months between this table and the newest of known age; None where it is not known."""
        if not is_aged(table.revision):
            return None
        newest = max(at.day for at in self.tables if is_aged(at.revision))
        return int((newest - table.day).days / MONTH)


def enter(store: Store, metrics: Metrics, choice: Choice) -> Entered:
    wanted = offered(store, choice)
    chosen = [revisions[0] for revisions in wanted]
    limit = Window(chosen, choice)
    tables, rows, replaced = [], [], list[Replaced]()
    spelled: dict[str, str] = {}
    variants: dict[str, set[str]] = {}
    inside = [[at for at in revisions if limit.has(at)] for revisions in wanted if limit.has(revisions[0])]
    for revision, published in read(store, inside, replaced):
        board = with_derived(published, metrics)
        scores, used = board_scores(board, metrics)
        if not used:
            continue
        table = Entering(revision, edition_day(revision), metrics.of(board.id, used[0]).family, used)
        tables.append(table)
        for row, model, id in _models(board, choice.per_family):
            known = variants.setdefault(id, set())
            known.add(model)
            spelled[id] = spelled.get(id, board.entries[row].model) if len(known) == 1 else id
            rows.append((table.name, id, scores[row], table.family))
    long = pd.DataFrame(rows, columns=["table", "model", "score", "family"])
    outside = tuple(at for at in chosen if not limit.has(at))
    replaced.sort(key=lambda at: (at.taken is None, at.wanted.id))
    return Entered(tuple(tables), long, spelled, outside, tuple(replaced))


def _models(board: Leaderboard, per_family: bool) -> Iterator[tuple[int, str, str]]:
    """Row, model and id of its row in the composite, of every entry but people and chance."""
    maker, where = organization_column(board), f"{board.id.source}/{board.id.leaderboard}"
    for row, entry in enumerate(board.entries):
        if entry.standing is Standing.BASELINE:
            continue
        made_by = entry.attributes.get(maker, "") if maker else ""
        if model := identity(entry.model, where, made_by):
            yield row, model, identity(entry.model, where, made_by, per_family=per_family) or model


def board_scores(board: Leaderboard, metrics: Metrics) -> tuple[list[float], tuple[str, ...]]:
    """One score an entry, higher being better, NaN where it has none; and the columns it is made of.

    The first total that has scores; else the mean of the parts, over entries that have them all: as printed
    where the parts share unit and direction, else of their standardised scores. Where fewer than half of the
    entries have them all, as algorithms in environments made for others: the mean place in the parts each
    has. No columns: nothing to enter.
    """
    known = [metrics.of(board.id, name) for name in board.metrics]
    scored = [metric for metric in known if any(metric.name in entry.scores for entry in board.entries)]
    for total in (metric for metric in scored if metric.is_total):
        return _column(board, total).tolist(), (total.name,)
    parts = [metric for metric in scored if metric.kind == "part"]
    if not parts:
        return [np.nan] * len(board.entries), ()
    columns = np.stack([_column(board, part) for part in parts], axis=1)
    present = ~np.isnan(columns)
    if 2 * present.all(axis=1).sum() < present.any(axis=1).sum():
        return _mean_place(columns).tolist(), tuple(part.name for part in parts)
    if len({(part.unit, part.higher_is_better) for part in parts}) > 1:
        columns = standardise(columns)
    return columns.mean(axis=1).tolist(), tuple(part.name for part in parts)


def _mean_place(columns: Array) -> Array:
    """The mean, over the columns that a row has, of the share of rows it beats there; ties count half."""
    ranks = pd.DataFrame(columns).rank()
    places: Array = ((ranks - 0.5) / ranks.count()).mean(axis=1).to_numpy()
    return places


def _column(board: Leaderboard, metric: Metric) -> Array:
    sign = 1.0 if metric.higher_is_better else -1.0
    return np.array([sign * entry.scores.get(metric.name, np.nan) for entry in board.entries])
