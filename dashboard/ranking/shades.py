"""How good a figure is beside the others of its column: 0 for the worst, 1 for the best."""

from __future__ import annotations

from collections.abc import Sequence


def by_level(level: int | None, others: int) -> float | None:
    """The share of the others ranked that are not better; None where there are none. `level`: as
    `board.entry_levels`."""
    if level is None or others < 1:
        return None
    return 1 - (level - 1) / others


def by_value(
    value: float, field: Sequence[float], ends: tuple[float, float] | None, higher_is_better: bool
) -> float | None:
    """Where a figure lies on its scale: between `ends`, else between the least and the most of the field."""
    low, high = ends or (min(field), max(field))
    if high <= low:
        return None
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return share if higher_is_better else 1 - share
