"""What Compare knows of the chosen models: cached as `dashboard.data` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import Entry, LeaderboardId, Standing
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import appearances, data
from dashboard.appearances import models, scores_of, tables_of
from dashboard.catalog.boards import lead
from dashboard.data import Board, Key
from dashboard.ranking.board import entry_levels, entry_positions
from dashboard.ranking.choosing import edition_day, is_dated
from dashboard.ranking.entering import board_scores
from dashboard.ranking.head_to_head import Duel, Results, duels

Models = tuple[str, ...]  # ids
TELLING = 5  # abilities of a board that a chart of several is worth opening with


@dataclass(frozen=True, slots=True)
class Place:
    """Where one model stands in one edition: the best of its rows there. `position` is ours, by `metric`, and
    None of a reference; `level` as `entry_levels`."""

    row: int  # 1-based, of the published table
    entry: Entry
    metric: Metric
    position: int | None
    level: int | None
    field: int  # models that the source ranks with a score by `metric`
    rows: int  # that are read as this model

    @property
    def others(self) -> int:
        """Of the field."""
        return self.field - (self.position is not None)


@dataclass(frozen=True, slots=True)
class Shared:
    """A board that has at least two of the models, in its newest edition that has most of them."""

    board: Board
    edition: str
    models: int

    @property
    def id(self) -> LeaderboardId:
        return LeaderboardId(self.board.source, self.board.leaderboard, self.edition)


@lru_cache(maxsize=256)
def shared(key: Key, models: Models) -> tuple[Shared, ...]:
    """Those that most of the models share first, then the newest, then by the catalog's order."""
    shelf, counts = data.shelf(key), _counts(key, models)
    found = []
    for board in shelf.boards.values():
        editions = [(counts.get(revision.id, 0), revision.id.edition) for revision in board.editions]
        most = max((count for count, _ in editions), default=0)
        if most > 1 or (most and len(models) == 1):
            edition = next(edition for count, edition in editions if count == most)
            found.append(Shared(board, edition, most))
    day = {at: _day(at.board.edition(at.edition)) for at in found}
    return tuple(sorted(found, key=lambda at: (at.models, *day[at]), reverse=True))


@lru_cache(maxsize=256)
def opening(key: Key, models: Models) -> str:
    """The board to begin with: of those that most of the models share, the first with `TELLING` abilities or
    more, else the first of all. "" where none is shared."""
    found = shared(key, models)
    most = (at for at in found if at.models == found[0].models and _abilities(key, at.id) >= TELLING)
    first = next(most, next(iter(found), None))
    return first.board.id if first else ""


def _abilities(key: Key, id: LeaderboardId) -> int:
    try:
        names = data.leaderboard(key, id).metrics
    except DamagedFile:
        return 0
    return sum(data.metrics().of(id, name).kind == "part" for name in names)


def _day(revision: Revision) -> tuple[bool, int]:
    """A sort key of what is newer; an undated edition comes before every dated one."""
    return is_dated(revision), edition_day(revision).toordinal()


def _counts(key: Key, models: Models) -> dict[LeaderboardId, int]:
    counts: dict[LeaderboardId, int] = {}
    for model in models:
        for id in tables_of(key, model):
            counts[id] = counts.get(id, 0) + 1
    return counts


@lru_cache(maxsize=256)
def duelled(key: Key, models: Models) -> Mapping[tuple[str, str], Duel]:
    return duels(_results(key, models), models)


def _results(key: Key, models: Models) -> list[Results]:
    """Every edition that has at least two of the models."""
    several = {id for id, count in _counts(key, models).items() if count > 1}
    scores: dict[LeaderboardId, dict[str, Mapping[str, float]]] = {}
    for model in models:
        for id, rows in _rows(key, model).items():
            if id in several:
                scores.setdefault(id, {})[model] = best_row(id, rows)
    boards, spreads, known = data.shelf(key).boards, appearances.spreads(key), data.metrics()
    found = []
    for id, by_model in scores.items():
        names = dict.fromkeys(name for row in by_model.values() for name in row)
        revision = boards["/".join(id[:2])].edition(id.edition)
        found.append(
            Results(
                id,
                edition_day(revision),
                lead(id.source, id.leaderboard),
                tuple(known.of(id, name) for name in names),
                by_model,
                {name: float(spreads.get((*id, name), 0.0)) for name in names},
            )
        )
    return found


def _rows(key: Key, model: str) -> dict[LeaderboardId, list[dict[str, float]]]:
    """Its scores by table, a mapping for each row it has there."""
    rows: dict[tuple[str, str, str, int], dict[str, float]] = {}
    columns = ["source", "leaderboard", "edition", "row", "metric", "score"]
    for *where, metric, score in scores_of(key, model)[columns].itertuples(index=False, name=None):
        rows.setdefault((*map(str, where[:3]), int(where[3])), {})[str(metric)] = score  # type: ignore[arg-type]
    found: dict[LeaderboardId, list[dict[str, float]]] = {}
    for (*where, _), scores in rows.items():
        found.setdefault(LeaderboardId(*map(str, where)), []).append(scores)
    return found


def best_row(id: LeaderboardId, rows: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    """By the first total that has scores, else by the mean of the parts: of variants the best stands."""
    if len(rows) == 1:
        return rows[0]
    known = data.metrics()
    names = dict.fromkeys(name for row in rows for name in row)
    metrics = [known.of(id, name) for name in names]
    parts = [at for at in metrics if at.kind == "part"]
    chosen = [at for at in metrics if at.is_total][:1] or parts or metrics

    def worth(row: Mapping[str, float]) -> tuple[int, float]:
        signed = [row[at.name] * (1 if at.higher_is_better else -1) for at in chosen if at.name in row]
        return len(signed), sum(signed)

    return max(rows, key=worth)


@lru_cache(maxsize=512)
def places(key: Key, id: LeaderboardId) -> Mapping[str, Place]:
    """Of every model in an edition, by id. Raises DamagedFile where it cannot be read."""
    board, metric = data.leaderboard(key, id), data.leading_metric(key, id)
    positions, levels = entry_positions(board, metric), entry_levels(board, metric)
    worth = board_scores(board, data.metrics())[0]
    rows: dict[str, list[int]] = {}
    for row, (entry, facts) in enumerate(zip(board.entries, data.facts(key, id), strict=True)):
        if entry.standing is not Standing.BASELINE and facts.model_id:
            rows.setdefault(facts.model_id, []).append(row)
    field = sum(position is not None for position in positions)
    best = {model: max(found, key=lambda row: _known(worth[row])) for model, found in rows.items()}
    return {
        model: Place(
            row + 1, board.entries[row], metric, positions[row], levels[row], field, len(rows[model])
        )
        for model, row in best.items()
    }


def _known(score: float) -> tuple[bool, float]:
    return (score == score, score if score == score else 0.0)


@lru_cache(maxsize=256)
def best(key: Key, id: LeaderboardId, most: int) -> Models:
    """The models with the highest scores in an edition. Raises DamagedFile."""
    return tuple(_by_level(key, id)[:most])


@lru_cache(maxsize=256)
def neighbours(key: Key, id: LeaderboardId, model: str, most: int) -> Models:
    """The models that stand closest to this one by score. Raises DamagedFile."""
    ordered = _by_level(key, id)
    if model not in ordered:
        return ()
    at = ordered.index(model)
    near = sorted(range(len(ordered)), key=lambda place: (abs(place - at), place))
    return tuple(ordered[place] for place in sorted(near[1 : 1 + most]))


def _by_level(key: Key, id: LeaderboardId) -> list[str]:
    found = [(at.level, at.row, model) for model, at in places(key, id).items() if at.level is not None]
    known = models(key)
    return [model for _, _, model in sorted(found) if model in known]
