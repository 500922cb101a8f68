"""One leaderboard as a data frame, and ranks by score.

`rank` is what the source printed; `position` is ours, by score. The two are never mixed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from cache.leaderboard import Leaderboard, Role, Standing
from cache.metrics import Metric, Metrics

FIXED = ("row", "model", "organization", "rank", "standing")
OURS = frozenset((*FIXED, "position", "change", "note"))
_ORGANIZATION_ZH = ("机构", "所属机构", "研发机构", "开发机构", "组织", "公司", "厂商", "单位")
_ORGANIZATION_EN = ("organization", "organisation", "org", "company", "developer", "vendor", "institution")


def column_of(published: str) -> str:
    """The frame's column for a published name: that name, starred where it would hide a column of ours."""
    return f"{published}*" if published in OURS else published


MOST_DECIMALS = 4  # that are taken for rounded
FINEST = 6  # decimals; scores that are equal to so many are equal
_DECIMALS = re.compile(r"\d\.(\d+)")


def organization_column(board: Leaderboard) -> str | None:
    """The published attribute that names who made the model, None where the table has none."""
    words = (*_ORGANIZATION_ZH, *_ORGANIZATION_EN)
    for name, role in zip(board.published.header, board.roles, strict=True):
        if role is Role.ATTRIBUTE and name.strip().casefold() in words:
            return name
    return None


def frame(board: Leaderboard) -> pd.DataFrame:
    """One row an entry in published order, indexed by the 1-based published row.

    Columns: `row`, `model`, `organization` (the source's word, "" where there is none), `rank` (Int64, as
    published), `standing`, then a float column a metric and a text column an attribute under their published
    names (see `column_of`).
    """
    entries = board.entries
    maker = organization_column(board)
    rows = range(1, len(entries) + 1)
    columns: dict[str, object] = {
        "row": list(rows),
        "model": [entry.model for entry in entries],
        "organization": [entry.attributes.get(maker, "") if maker else "" for entry in entries],
        "rank": pd.array([entry.rank for entry in entries], dtype="Int64"),
        "standing": [entry.standing.value for entry in entries],
    }
    for metric in board.metrics:
        columns[column_of(metric)] = [entry.scores.get(metric, float("nan")) for entry in entries]
    for name, role in zip(board.published.header, board.roles, strict=True):
        if role is Role.ATTRIBUTE and name != maker:
            columns[column_of(name)] = [entry.attributes.get(name, "") for entry in entries]
    return pd.DataFrame(columns, index=rows)


def positions(values: pd.Series, higher_is_better: bool) -> pd.Series:
    """Competition ranks: 1, 2, 2, 4. A missing score has no position."""
    return pd.Series(pd.array(_places(values.tolist(), higher_is_better), dtype="Int64"), index=values.index)


def entry_positions(board: Leaderboard, metric: Metric) -> list[int | None]:
    """Positions of the entries by one metric among those that the source ranks: what it lists without ranking
    it has none, nor have people and chance. So an edition that prints references can be read against one that
    prints none."""
    scores = [
        entry.scores.get(metric.name) if entry.standing is Standing.ENTRANT else None
        for entry in board.entries
    ]
    return _places(scores, metric.higher_is_better)


def entry_levels(board: Leaderboard, metric: Metric) -> list[int | None]:
    """As `entry_positions`; of a reference the position it would take among the ranked. Not shown: to order,
    to shade and to draw by."""
    signed = 1 if metric.higher_is_better else -1
    ranked = sorted(
        -signed * entry.scores[metric.name]
        for entry in board.entries
        if entry.standing is Standing.ENTRANT and metric.name in entry.scores
    )
    return [
        None
        if entry.standing is Standing.BASELINE or metric.name not in entry.scores
        else bisect_left(ranked, -signed * entry.scores[metric.name]) + 1
        for entry in board.entries
    ]


def field_positions(table: pd.DataFrame, metric: Metric) -> pd.Series:
    """The positions of the rows of a `frame`."""
    scores = table[column_of(metric.name)]
    return positions(scores.where(table["standing"] == Standing.ENTRANT.value), metric.higher_is_better)


def _places(scores: Sequence[float | None], higher_is_better: bool) -> list[int | None]:
    known = sorted(
        (score for score in scores if score is not None and score == score), reverse=higher_is_better
    )
    first: dict[float, int] = {}
    for place, score in enumerate(known, start=1):
        first.setdefault(score, place)
    return [None if score is None else first.get(score) for score in scores]


def default_metric(board: Leaderboard, metrics: Metrics) -> str:
    """Of the metrics that have a score the first total, else the one the table is sorted by, else the first.
    Without any score the first of all."""
    if not board.metrics:
        raise ValueError(f"{board.id} has no score column, so there is nothing to rank by")
    known = [metrics.of(board.id, name) for name in board.metrics]
    scored = [metric for metric in known if any(metric.name in entry.scores for entry in board.entries)]
    for metric in scored:
        if metric.is_total:
            return metric.name
    for metric in scored:
        if _sorted_by(board, metric):
            return metric.name
    return scored[0].name if scored else board.metrics[0]


def _sorted_by(board: Leaderboard, metric: Metric) -> bool:
    """Whether the ranked entries stand in this metric's order. References are often put in elsewhere."""
    scores = [entry.scores.get(metric.name) for entry in board.entries if entry.standing is Standing.ENTRANT]
    known = [score for score in scores if score is not None]
    if len(set(known)) < 2:
        return False
    better_first = known if metric.higher_is_better else known[::-1]
    return all(first >= second for first, second in pairwise(better_first))


def decimals(scores: Iterable[float]) -> int:
    """How many decimals show these scores as published: the most that any of them has.

    Figures that a workbook never rounded (more than four decimals) get two, shares below one get four.
    """
    known = [float(score) for score in scores if score == score]
    exponents = (Decimal(repr(score)).normalize().as_tuple().exponent for score in known)
    most = max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
    if most <= 4:
        return max(most, 0)
    return 4 if all(abs(score) <= 1 for score in known) else 2


def printed_decimals(board: Leaderboard, metric: Metric) -> int:
    """With how many decimals a column is shown in every table, chart and text: the most that any of its
    printed cells has, 60.0 as well as 60.725; none on an Elo-like scale. What was never rounded is shown as
    `decimals` says. There are two exceptions: `apart`, and the cells of heat maps, which are rounded."""
    if not has_zero(metric):
        return 0
    known = decimals(entry.scores[metric.name] for entry in board.entries if metric.name in entry.scores)
    at = board.published.header.index(metric.name)
    printed = (_DECIMALS.search(row[at].text) for row in board.published.rows)
    most = max((len(found[1]) for found in printed if found), default=0)
    return max(known, most) if most <= MOST_DECIMALS else known


def apart(scores: Iterable[float], places: int) -> int:
    """With how many decimals scores that differ look different; never fewer than `places`."""
    known = [round(score, FINEST) for score in scores]
    different = len(set(known))
    enough = (n for n in range(places, FINEST) if len({f"{score:.{n}f}" for score in known}) == different)
    return next(enough, max(places, FINEST))


def has_zero(metric: Metric) -> bool:
    """Whether nothing is 0: false of Elo-like scales, where only distances mean something."""
    return metric.unit.strip().casefold() not in ("elo", "rating")


def is_human(name: str) -> bool:
    """Whether a baseline stands for people; others stand for chance or a simple rule."""
    return "人" in name or "human" in name.casefold() or "🧝" in name
