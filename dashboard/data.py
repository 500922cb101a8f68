"""The one caching boundary between Streamlit and the store.

Every function takes a `Key` first, which changes with the store, and then only arguments: no widget,
no clock. What they return is shared by all sessions and must not be changed. A look into these caches costs a
microsecond; one into Streamlit's, which hash every argument by value, a tenth of a millisecond.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from cache.derived import with_derived
from cache.errors import DamagedFile
from cache.leaderboard import Category, Leaderboard, LeaderboardId, Scenario
from cache.manifest import Revision
from cache.metrics import Metric, Metrics, TotalCheck, check_total
from cache.store import Store
from dashboard.catalog import review
from dashboard.catalog.boards import lead
from dashboard.catalog.lines import CatalogError
from dashboard.catalog.organizations import organization_label
from dashboard.computed_totals import with_computed
from dashboard.figures.charted import charted
from dashboard.once import once
from dashboard.ranking.board import default_metric, organization_column
from dashboard.ranking.changes import Changes, compare
from dashboard.ranking.facts import ANYTHING, Facts, Question, facts_of
from dashboard.ranking.view import organization_id, ranking_view, select
from dashboard.words import Lang


class Key(NamedTuple):
    """Which store, and in which state."""

    root: str  # "" for the store that comes with the package
    stamp: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows and columns of one edition a reader asked for."""

    id: LeaderboardId
    before: LeaderboardId | None  # the edition it is compared with
    metric: str
    reference: bool = True
    query: str = ""
    organization: str = ""
    lang: Lang = "zh"
    question: Question = ANYTHING
    per_family: bool = False
    columns: tuple[str, ...] = ()  # metrics beside the one asked for, () for all


@dataclass(frozen=True, slots=True)
class Quality:
    """What a person should look at in the names of the store and in the catalog."""

    unresolved: list[review.Unresolved]
    conflicts: list[review.Conflict]
    fault: str  # of the catalog, "" where it is sound


@dataclass(frozen=True, slots=True)
class Board:
    """A leaderboard with the current revision of each of its editions, newest first, "undated" last."""

    source: str
    leaderboard: str
    editions: tuple[Revision, ...]

    @property
    def id(self) -> str:
        return f"{self.source}/{self.leaderboard}"

    @property
    def newest(self) -> Revision:
        return self.editions[0]

    @property
    def category(self) -> Category:
        return self.newest.category

    def edition(self, edition: str) -> Revision:
        return next(revision for revision in self.editions if revision.id.edition == edition)

    def before(self, edition: str) -> Revision | None:
        """The edition published before this one; an undated edition has none and is none."""
        dated = [revision for revision in self.editions if revision.id.edition != "undated"]
        return next((revision for revision in dated if revision.id.edition < edition != "undated"), None)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything the store holds, without the figures."""

    boards: Mapping[str, Board]  # by "<source>/<leaderboard>", in the catalog's order
    retrieved_at: datetime | None  # the newest retrieval

    def of(self, member: Category | Scenario) -> list[Board]:
        """In the catalog's order, then the categories'; a board may serve several scenarios or none."""
        if not isinstance(member, Scenario):  # members of the two compare equal as text ("vision")
            return [board for board in self.boards.values() if board.category is member]
        found = [board for board in self.boards.values() if member in board.newest.scenarios]
        places = list(Category)
        return sorted(found, key=lambda at: (lead(at.source, at.leaderboard), places.index(at.category)))

    @property
    def sources(self) -> set[str]:
        return {board.source for board in self.boards.values()}

    @property
    def editions(self) -> int:
        return sum(len(board.editions) for board in self.boards.values())


def key() -> Key:
    """Looks at the manifest's times, no more. Raises ManifestError where the store cannot be read."""
    root = os.environ.get("BANGDAN_CACHE", "")
    _store(root).check_there()
    return Key(root, _store(root).stamp())


@lru_cache(maxsize=16)
def _store(root: str) -> Store:
    return Store(root or None)


def store(key: Key) -> Store:
    """For the caches of single pages, which stand in modules of their own."""
    return _store(key.root)


@lru_cache(maxsize=16)
def metrics() -> Metrics:
    return Metrics.load()


@once(maxsize=4)
def shelf(key: Key) -> Shelf:
    _store(key.root).verify()
    current = _store(key.root).current()
    grouped: dict[tuple[str, str], list[Revision]] = {}
    for revision in current.values():
        grouped.setdefault((revision.id.source, revision.id.leaderboard), []).append(revision)
    boards = [Board(source, name, _newest_first(found)) for (source, name), found in grouped.items()]
    boards.sort(key=lambda board: (lead(board.source, board.leaderboard), board.id))
    retrieved = max((revision.provenance.retrieved_at for revision in current.values()), default=None)
    return Shelf({board.id: board for board in boards}, retrieved)


def _newest_first(revisions: list[Revision]) -> tuple[Revision, ...]:
    dated = [revision for revision in revisions if revision.id.edition != "undated"]
    dated.sort(key=lambda revision: revision.id.edition, reverse=True)
    return (*dated, *(revision for revision in revisions if revision.id.edition == "undated"))


def revisions(key: Key, id: LeaderboardId) -> list[Revision]:
    """Oldest arrival first."""
    return _store(key.root).revisions(id)


def folder(key: Key) -> Path:
    return _store(key.root).root


@once(maxsize=2)
def scores(key: Key) -> pd.DataFrame:
    """Every score of every current edition that can be read, a row a score; the totals we compute too."""
    return with_computed(_store(key.root).scores(), computed(key))


def computed(key: Key) -> Iterator[tuple[Leaderboard, frozenset[str]]]:
    """The editions with a total that we compute, and what it is called there."""
    for id in _store(key.root).current():
        names = frozenset(metric.name for metric in metrics().derived(id))
        if not names:
            continue
        try:
            board = leaderboard(key, id)
        except DamagedFile:
            continue
        yield board, names


@lru_cache(maxsize=512)
def edition(key: Key, id: LeaderboardId) -> tuple[Revision, Leaderboard]:
    """The revision that can be shown, and what it says, with the totals that we compute.

    Raises DamagedFile where none can be read.
    """
    revision, board = _store(key.root).sound(id)
    return revision, with_derived(board, metrics())


def leaderboard(key: Key, id: LeaderboardId) -> Leaderboard:
    return edition(key, id)[1]


@lru_cache(maxsize=64)
def read(key: Key, revision: Revision) -> Leaderboard:
    """One revision, current or not, with the totals that we compute. Raises DamagedFile."""
    return with_derived(_store(key.root).read(revision), metrics())


@lru_cache(maxsize=512)
def leading_metric(key: Key, id: LeaderboardId) -> Metric:
    """What an edition is ranked by unless the reader asks for another metric."""
    return metrics().of(id, default_metric(leaderboard(key, id), metrics()))


@lru_cache(maxsize=512)
def organizations(key: Key, id: LeaderboardId, lang: Lang) -> dict[str, str]:
    """Label by id of those that have a model on the board, by label; empty where the table names none."""
    board = leaderboard(key, id)
    column = organization_column(board)
    found = {entry.attributes.get(column, "") for entry in board.entries} - {""} if column else set()
    labels = {organization_id(raw): organization_label(raw, lang) for raw in found}
    return dict(sorted(labels.items(), key=lambda item: item[1].casefold()))


@once(maxsize=4)
def quality(key: Key) -> Quality:
    """Looks at every edition that can be read: a fifth of a second once for each state of the store."""
    printed = []
    for board in shelf(key).boards.values():
        for revision in board.editions:
            try:
                found = leaderboard(key, revision.id)
            except DamagedFile:
                continue
            column = organization_column(found) or ""
            printed += [
                (revision.id, entry.model, entry.attributes.get(column, "")) for entry in found.entries
            ]
    try:
        review.check()
    except CatalogError as error:
        return Quality(review.unresolved(printed), review.conflicts(printed), str(error))
    return Quality(review.unresolved(printed), review.conflicts(printed), "")


@lru_cache(maxsize=512)
def facts(key: Key, id: LeaderboardId) -> list[Facts]:
    """What the catalog knows of each entry, in published order."""
    return facts_of(leaderboard(key, id))


@lru_cache(maxsize=512)
def changes(key: Key, id: LeaderboardId, before: LeaderboardId, metric: str) -> Changes:
    return compare(leaderboard(key, id), leaderboard(key, before), metric, metrics())


@lru_cache(maxsize=512)
def total_checks(key: Key, id: LeaderboardId) -> list[TotalCheck]:
    return check_total(leaderboard(key, id), metrics())


def broken_rows(key: Key, id: LeaderboardId) -> frozenset[int]:
    """The rows whose total is not what its parts give."""
    return frozenset(row for check in total_checks(key, id) for row in check.broken)


@lru_cache(maxsize=256)
def view(key: Key, asked: Selection) -> pd.DataFrame:
    """The table as the reader sees it. Only for editions that can be read."""
    return ranking_view(
        leaderboard(key, asked.id),
        leaderboard(key, asked.before) if asked.before else None,
        asked.metric,
        metrics(),
        show_reference=asked.reference,
        query=asked.query,
        organization=asked.organization,
        question=asked.question,
        per_family=asked.per_family,
        broken=broken_rows(key, asked.id),
        columns=asked.columns,
        lang=asked.lang,
    )


@lru_cache(maxsize=256)
def rows(key: Key, asked: Selection) -> pd.DataFrame:
    """The same rows with every published column, for a chart."""
    return select(
        leaderboard(key, asked.id),
        asked.metric,
        metrics(),
        show_reference=asked.reference,
        query=asked.query,
        organization=asked.organization,
        question=asked.question,
        per_family=asked.per_family,
        lang=asked.lang,
    )


@lru_cache(maxsize=256)
def left_out(key: Key, asked: Selection, top: int | None) -> str:
    """What a chart of these rows does not draw, in words; empty where it draws all of them."""
    return charted(rows(key, asked), metrics().of(asked.id, asked.metric), top).summary(asked.lang)
