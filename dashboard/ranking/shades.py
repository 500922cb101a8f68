"""How good a figure is beside the others of its column: 0 for the worst, 1 for the best."""

from __future__ import annotations

from collections.abc import Sequence


def by_position(position: int | None, field: int) -> float | None:
    """The share of the other models that a position leaves behind it; None where there are none."""
    if position is None or field < 2:
        return None
    return 1 - (position - 1) / (field - 1)


def by_value(
    value: float, field: Sequence[float], ends: tuple[float, float] | None, higher_is_better: bool
) -> float | None:
    """Where a figure lies on its scale: between `ends`, else between the least and the most of the field."""
    low, high = ends or (min(field), max(field))
    if high <= low:
        return None
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return share if higher_is_better else 1 - share
