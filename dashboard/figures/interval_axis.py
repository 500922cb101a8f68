"""A value axis that serves the dots: an interval many times wider than they spread is cut at its edge."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.ranking.composite import MEAN, SPREAD

FURTHEST = 5  # standard deviations from the mean that an axis reaches for an interval
NEAREST = 1.5  # standard deviations beyond the dots that it may always reach
ROOM = 0.03  # of the range, beyond the outermost mark


def limits(scores: Sequence[float], ends: Iterable[float]) -> tuple[float, float]:
    """From the lowest to the highest end, but no further from the dots than half of what they span and no
    further from the mean than `FURTHEST`; every dot is inside."""
    ends = [end for end in ends if not math.isnan(end)]
    low, high = min(scores, default=MEAN - SPREAD), max(scores, default=MEAN + SPREAD)
    margin = max((high - low) / 2, NEAREST * SPREAD)
    reach = SPREAD * FURTHEST
    start = max(min([low, *ends]), low - margin, min(low, MEAN - reach))
    stop = min(max([high, *ends]), high + margin, max(high, MEAN + reach))
    return start, stop


def of_rows(rows: pd.DataFrame) -> tuple[float, float]:
    return limits(rows["score"].tolist(), [*rows["low"], *rows["high"]])


def axis(low: float, high: float) -> list[float]:
    """What plotly is told: a little more on either side, so that no mark stands on the edge."""
    room = ((high - low) or SPREAD) * ROOM
    return [low - room, high + room]


def cuts_any(rows: pd.DataFrame, scale: tuple[float, float] | None = None) -> bool:
    """Whether an interval is longer than the axis; `scale`: its ends, if not those of these rows."""
    if rows.empty:
        return False
    start, stop = scale or of_rows(rows)
    return bool(((rows["low"] < start) | (rows["high"] > stop)).any())
