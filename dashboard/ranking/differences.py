"""Two states of one leaderboard, model by model: who came and went, who moved, and every figure that changed.

Models are joined as in `changes`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cache.leaderboard import Leaderboard, Standing
from cache.metrics import Metrics
from dashboard.ranking.changes import join, places, same_metric

STATUSES = ("new", "up", "down", "same", "unranked", "unscored", "dropped")
RANK = "rank"  # in the place of a metric: the rank as printed


def differences(current: Leaderboard, earlier: Leaderboard, metric: str, metrics: Metrics) -> pd.DataFrame:
    """model, status, before and after (positions), change (positive: rose), score_before, score_after.

    `unranked`: a reference in either, which has no place. Best position now first, those gone last.
    `same` also where the position is shared by more models now.
    """
    old_metric = same_metric(current, earlier, metric, metrics)
    now, then = places(current, earlier, metric, metrics)
    pairs, new, dropped = join(current, earlier)
    lines: list[tuple[object, ...]] = []
    for row, old in [*pairs, *((row, None) for row in new)]:
        after, before = now[row - 1], then[old - 1] if old and then else None
        if old is None:
            status = "new"
        elif _aside(current, row, metric, after) or _aside(earlier, old, old_metric, before):
            status = "unranked"
        else:
            status = _moved(before, after)
        change = before - after if before and after else None
        was = earlier.entries[old - 1].scores.get(old_metric) if old and old_metric else None
        entry = current.entries[row - 1]
        lines.append((entry.model, status, before, after, change, was, entry.scores.get(metric)))
    for old in dropped:
        entry = earlier.entries[old - 1]
        was = entry.scores.get(old_metric) if old_metric else None
        lines.append((entry.model, "dropped", then[old - 1] if then else None, None, None, was, None))
    return _frame(lines)


def _aside(board: Leaderboard, row: int, metric: str | None, place: int | None) -> bool:
    """Whether a row has a score but, as a reference, no place."""
    entry = board.entries[row - 1]
    return place is None and entry.standing is Standing.REFERENCE and metric in entry.scores


def _moved(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "unscored"
    return "same" if before == after else "up" if after < before else "down"


def _frame(lines: list[tuple[object, ...]]) -> pd.DataFrame:
    names = ["model", "status", "before", "after", "change", "score_before", "score_after"]
    table = pd.DataFrame(lines, columns=names)
    for name in ("before", "after", "change"):
        table[name] = pd.array([None if pd.isna(cell) else int(cell) for cell in table[name]], dtype="Int64")
    for name in ("score_before", "score_after"):
        table[name] = pd.to_numeric(table[name]).astype("float64")
    gone = table["status"] == "dropped"
    order = table.assign(gone=gone).sort_values(
        ["gone", "after", "before", "model"], na_position="last", kind="stable"
    )
    return order.drop(columns="gone").reset_index(drop=True)


def changed_figures(current: Leaderboard, earlier: Leaderboard, metrics: Metrics) -> pd.DataFrame:
    """model, metric (a name of `current`, or RANK), before and after: of models in both, every printed figure
    that is not what it was; missing where there was or is none."""
    columns = {name: same_metric(current, earlier, name, metrics) for name in current.metrics}
    lines = list(_changed(current, earlier, columns))
    table = pd.DataFrame(lines, columns=["model", "metric", "before", "after"])
    for name in ("before", "after"):
        table[name] = pd.to_numeric(table[name]).astype("float64")
    return table


def _changed(
    current: Leaderboard, earlier: Leaderboard, columns: dict[str, str | None]
) -> Iterator[tuple[str, str, float | None, float | None]]:
    for row, old in sorted(join(current, earlier)[0]):
        now, then = current.entries[row - 1], earlier.entries[old - 1]
        if now.rank != then.rank:
            yield now.model, RANK, then.rank, now.rank
        for name, old_name in columns.items():
            if old_name is None:
                continue
            before, after = then.scores.get(old_name), now.scores.get(name)
            if before != after:
                yield now.model, name, before, after


def counts(table: pd.DataFrame) -> dict[str, int]:
    """How many models have each status, in the order of STATUSES, none left out."""
    found = table["status"].value_counts()
    return {status: int(found.get(status, 0)) for status in STATUSES}
