"""Where models stood in the editions of one leaderboard, by one metric.

A position is ours, by score, among the rows that the source ranks: the one that Rankings shows. References
have none. Models are joined by their catalog id (a provisional one where the catalog has none), or by family;
of several rows the best ranked one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from cache.leaderboard import Leaderboard, LeaderboardId
from cache.metrics import Metric, Metrics
from cache.renames import Renames
from dashboard.ranking.board import default_metric, entry_levels, entry_positions, printed_decimals
from dashboard.ranking.changes import same_metric
from dashboard.ranking.facts import Facts, facts_of

By = Literal["model", "line"]
BYS: tuple[By, ...] = get_args(By)
PICKED, AMONG = 4, 10  # highlighted by default: so many of the so many best


@dataclass(frozen=True, slots=True)
class Point:
    """One model in one edition."""

    row: int  # 1-based, of the published table
    name: str  # as published
    rank: int | None  # as published
    score: float
    position: int | None  # ours; equal scores share one; None of a reference
    slot: float  # where it is drawn: as its position, but no two alike; a reference between two positions

    @property
    def is_reference(self) -> bool:
        return self.position is None


@dataclass(frozen=True, slots=True)
class Track:
    """What is drawn as one line."""

    id: str
    label: str  # of a model, as the newest edition prints it; of a family, its id
    points: Mapping[str, Point]  # by edition

    @property
    def references(self) -> tuple[str, ...]:
        """The editions that list it without ranking it."""
        return tuple(edition for edition, point in self.points.items() if point.is_reference)


@dataclass(frozen=True, slots=True)
class Edition:
    id: LeaderboardId
    metric: Metric
    ranked: int  # rows that the source ranks, with a score by it
    references: int  # rows with one that it does not
    places: int  # decimals that its scores are shown with


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """`tracks`: those of the newest edition, best first; then those who left, the last to leave first."""

    editions: tuple[Edition, ...]  # oldest first, those that have the metric
    tracks: tuple[Track, ...]
    without: tuple[str, ...]  # editions that do not have it

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(edition.id.edition for edition in self.editions)

    @property
    def newest(self) -> Edition:
        return self.editions[-1]

    def track(self, id: str) -> Track | None:
        return next((track for track in self.tracks if track.id == id), None)


def counterpart(
    newest: Leaderboard, earlier: Leaderboard, metric: str, metrics: Metrics, renames: Renames
) -> str | None:
    """The column of `earlier` that holds `metric` of `newest`; None where none is known to.

    Of one name or label, or known to have been renamed; the total that leads one edition is followed by
    those that lead the others.
    """
    if found := same_metric(newest, earlier, metric, metrics):
        return found
    renamed = [name for name in earlier.metrics if renames.same(newest.id, metric, name)]
    if len(renamed) == 1:
        return renamed[0]
    if metrics.of(newest.id, metric).is_total and metric == default_metric(newest, metrics):
        leading = default_metric(earlier, metrics) if earlier.metrics else ""
        return leading if leading and metrics.of(earlier.id, leading).is_total else None
    return None


def followed(boards: Sequence[Leaderboard], metrics: Metrics, renames: Renames) -> tuple[str, ...]:
    """The metrics of the newest edition that another has too; `boards` are its editions, oldest first."""
    *earlier, newest = boards
    return tuple(
        metric
        for metric in newest.metrics
        if any(counterpart(newest, board, metric, metrics, renames) for board in earlier)
    )


def trend(
    boards: Sequence[Leaderboard], metric: str, metrics: Metrics, renames: Renames, by: By = "model"
) -> Trend:
    """`boards`: the editions of one leaderboard, oldest first; `metric`: a column of the newest."""
    editions, without = [], []
    points: dict[str, dict[str, Point]] = {}
    labels: dict[str, str] = {}
    for board in boards:
        name = counterpart(boards[-1], board, metric, metrics, renames)
        if name is None:
            without.append(board.id.edition)
            continue
        known = metrics.of(board.id, name)
        found = list(_points(board, known))
        references = sum(point.is_reference for _, point in found)
        ranked, places = len(found) - references, printed_decimals(board, known)
        editions.append(Edition(board.id, known, ranked, references, places))
        for facts, point in found:
            id = facts.family if by == "line" else facts.model_id
            best = points.setdefault(id, {}).setdefault(board.id.edition, point)
            if best is point:  # rows come ranked first, best first
                labels[id] = id if by == "line" else point.name
    tracks = [Track(id, labels[id], found) for id, found in points.items()]
    newest_first = [edition.id.edition for edition in reversed(editions)]
    tracks.sort(key=lambda track: _last_place(track, newest_first))
    return Trend(tuple(editions), tuple(tracks), tuple(without))


def _points(board: Leaderboard, metric: Metric) -> Iterator[tuple[Facts, Point]]:
    """Of every row with a score, the ranked before the references, best first."""
    places, levels, facts = entry_positions(board, metric), entry_levels(board, metric), facts_of(board)
    ranked = sorted((place, row) for row, place in enumerate(places) if place is not None)
    beside = [(level, row) for row, level in enumerate(levels) if level is not None and places[row] is None]
    slots = [(float(slot), row) for slot, (_, row) in enumerate(ranked, start=1)]
    slots += [(level - 0.5, row) for level, row in sorted(beside)]
    for slot, row in slots:
        entry = board.entries[row]
        if facts[row].family != "baseline":
            score = entry.scores[metric.name]
            yield facts[row], Point(row + 1, entry.model, entry.rank, score, places[row], slot)


def _last_place(track: Track, newest_first: Sequence[str]) -> tuple[int, float, float, str]:
    ago = next(ago for ago, edition in enumerate(newest_first) if edition in track.points)
    last = track.points[newest_first[ago]]
    return ago, last.slot, -last.score, track.id


def default_picks(trend: Trend) -> tuple[str, ...]:
    """The four that are in most editions among the ten best of the newest, best first; before those that are
    in one edition alone, which have no line, the best of the others."""
    newest = trend.newest.id.edition
    present = [track for track in trend.tracks if newest in track.points]
    present = [track for track in present if not track.points[newest].is_reference] or present
    best = present[:AMONG]
    steady = sorted(best, key=lambda track: -len(track.points))
    lines = [track for track in steady if len(track.points) > 1]
    lines += [track for track in present[AMONG:] if len(track.points) > 1]
    chosen = (lines + [track for track in steady if len(track.points) == 1])[:PICKED]
    return tuple(track.id for track in present if track in chosen)


def in_common(trend: Trend) -> int:
    """How many models its last two editions share."""
    last = trend.names[-2:]
    return sum(all(name in track.points for name in last) for track in trend.tracks) if len(last) > 1 else 0


def unoccupied(trend: Trend, edition: str, deepest: float) -> int:
    """How many of the best `deepest` positions of an edition no track holds: of a model's rows one counts."""
    points = [track.points[edition] for track in trend.tracks if edition in track.points]
    slots = [point.slot for point in points if not point.is_reference]
    last = min(max(slots, default=0), deepest)
    return int(last) - sum(slot <= last for slot in slots)
