"""Which tables of a category enter a composite, and with which score.

One table a board: its total, or the mean of its declared parts where it has none; never both. By default that
of the newest edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cache.derived import with_derived
from cache.errors import DamagedFile
from cache.leaderboard import Category, Leaderboard, LeaderboardId, Standing
from cache.manifest import Revision
from cache.metrics import Metric, Metrics
from cache.store import Store
from dashboard.ranking.board import organization_column
from dashboard.ranking.cells import Array, standardise
from dashboard.ranking.identity import identity

MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class Choice:
    """`as_of`: nothing dated later. `window`: only tables of known age, of so many months before that day, or
    before the newest of them. `all_editions`: each edition is a table of its own, sharing its family's
    weight. `per_family`: the variants of one family are one row, in each table with their best score."""

    category: Category
    as_of: date | None = None
    window: int | None = None
    all_editions: bool = False
    per_family: bool = False


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
    outside: tuple[Revision, ...] = ()  # tables of the category older than the window, or of unknown age

    def age(self, table: Entering) -> int | None:
        """Whole months between this table and the newest of known age; None where it is not known."""
        if not is_aged(table.revision):
            return None
        newest = max(at.day for at in self.tables if is_aged(at.revision))
        return int((newest - table.day).days / MONTH)


def is_dated(revision: Revision) -> bool:
    return revision.edition_day is not None or revision.id.edition != "undated"


def is_aged(revision: Revision) -> bool:
    """Whether a day tells how old the figures are: the edition's, or that of the file's last change, where
    it is earlier than when we took it."""
    provenance = revision.provenance
    return is_dated(revision) or provenance.as_of < provenance.retrieved_at


def edition_day(revision: Revision) -> date:
    """The day the publisher names, else the first of the month or year, else the day of the figures."""
    if revision.edition_day:
        return revision.edition_day
    if revision.id.edition == "undated":
        return revision.provenance.as_of.date()
    year, _, month = revision.id.edition.partition("-")
    return date(int(year), int(month or 1), 1)


def enter(store: Store, metrics: Metrics, choice: Choice) -> Entered:
    chosen = _chosen(store, choice)
    inside = chosen if choice.window is None else _within(chosen, choice.window, choice.as_of)
    tables, rows = [], []
    spelled: dict[str, str] = {}
    variants: dict[str, set[str]] = {}
    for revision in sorted(inside, key=edition_day, reverse=True):
        try:
            board = with_derived(store.read(revision), metrics)
        except DamagedFile:
            continue  # the store's `problems` tell it on every page
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
    kept = {at.id for at in inside}
    return Entered(tuple(tables), long, spelled, tuple(at for at in chosen if at.id not in kept))


def _within(chosen: list[Revision], months: int, as_of: date | None) -> list[Revision]:
    aged = [at for at in chosen if is_aged(at)]
    newest = as_of or max(map(edition_day, aged), default=date.min)
    return [at for at in aged if (newest - edition_day(at)).days <= months * MONTH]


def _chosen(store: Store, choice: Choice) -> list[Revision]:
    """The editions asked for, whatever the window."""
    boards: dict[tuple[str, str], list[Revision]] = {}
    for id, current in store.current().items():
        if current.category is choice.category:
            known = _known(store, id, current, choice.as_of)
            if known is not None:
                boards.setdefault(id[:2], []).append(known)
    if choice.all_editions:
        return [revision for editions in boards.values() for revision in editions]
    return [
        max(editions, key=lambda at: (at.id.edition != "undated", edition_day(at)))
        for editions in boards.values()
    ]


def _known(store: Store, id: LeaderboardId, current: Revision, as_of: date | None) -> Revision | None:
    """What stood in this edition on that day; a dated edition counts from its own day."""
    if as_of is None:
        return current
    if id.edition != "undated":
        return current if edition_day(current) <= as_of else None
    earlier = [at for at in store.revisions(id) if edition_day(at) <= as_of]
    return max(earlier, key=lambda at: at.precedence, default=None)


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
