"""What must hold of a table by itself before it may be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cache.leaderboard import Leaderboard
from cache.metrics import Metrics
from cache.names import normal_form
from cache.totals import TotalCheck, check_total
from scrapers.errors import LayoutError
from scrapers.tolerances import Tolerances

MOST_NAMED = 6  # in a sentence; the difference lists all


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a part of a sentence. `refuses`: a person has to look before it is published."""

    refuses: bool
    sentence: str


def check(board: Leaderboard) -> None:
    """Raises LayoutError where a leaderboard ranks nothing: no entries, a nameless entry, not one score."""
    where = f"{board.url}: table {board.published.heading!r}"
    if not board.entries:
        raise LayoutError(f"{where} has no rows")
    for row, entry in enumerate(board.entries, start=1):
        if not entry.model.strip():
            raise LayoutError(f"{where}, row {row} names no model")
    if not any(entry.scores for entry in board.entries):
        raise LayoutError(f"{where} has no score in any row")


def examine(board: Leaderboard, metrics: Metrics, allowed: Tolerances) -> Iterator[Finding]:
    """What is odd about a table without regard to any other."""
    yield from _ranges(board, metrics, allowed)
    for total in check_total(board, metrics):
        yield from _total(board, total, allowed)
    yield from _repeats(board, allowed)


def _ranges(board: Leaderboard, metrics: Metrics, allowed: Tolerances) -> Iterator[Finding]:
    outside = []
    for column in board.metrics:
        metric = metrics.of(board.id, column)
        low = float("-inf") if metric.low is None else metric.low
        high = float("inf") if metric.high is None else metric.high
        figures = [(entry, entry.scores[column]) for entry in board.entries if column in entry.scores]
        outside += [
            f"{entry.model}, {column}: {score:g} not in {low:g} to {high:g}"
            for entry, score in figures
            if not low <= score <= high
        ]
        if high == 100 and len(figures) >= 3 and 0 < max(abs(score) for _, score in figures) <= 1:
            yield Finding(False, f"no figure of {column!r} is above 1, where the range is up to 100")
    if outside:
        refused = len(outside) > allowed.out_of_range
        yield Finding(refused, f"{counted(len(outside), 'figure')} out of range ({some(outside)})")


def _total(board: Leaderboard, total: TotalCheck, allowed: Tolerances) -> Iterator[Finding]:
    if total.missing:
        yield Finding(False, f"{total.metric!r} cannot be checked: no column {some(total.missing)}")
    elif total.broken:
        models = [board.entries[row - 1].model for row in total.broken]
        refused = len(models) > 1 and len(models) > allowed.broken_totals * total.rows
        yield Finding(
            refused,
            f"{total.metric!r} is not what its parts give in {len(models)} of {counted(total.rows, 'row')}"
            f" ({some(models)})",
        )


def _repeats(board: Leaderboard, allowed: Tolerances) -> Iterator[Finding]:
    """A model may stand twice under other attributes (a corpus, a release date); the same row may not."""
    seen = set()
    again = []
    for entry in board.entries:
        row = (normal_form(entry.model), *sorted(entry.attributes.items()))
        if row in seen:
            again.append(entry.model)
        seen.add(row)
    if again:
        refused = len(again) > allowed.repeated * len(board.entries)
        what = f"{counted(len(again), 'row')} with the model and attributes of another"
        yield Finding(refused, f"{what} ({some(again)})")


def counted(count: int, what: str) -> str:
    """`1 row`, `2 rows`"""
    return f"{count} {what}{'' if count == 1 else 's'}"


def some(names: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    shown = ", ".join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown} and {len(names) - MOST_NAMED} more"
