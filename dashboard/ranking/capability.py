"""One edition's metrics side by side for a few models: how far apart they are on each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cache.metrics import Metric
from dashboard.ranking.board import decimals, has_zero


@dataclass(frozen=True, slots=True)
class Capability:
    """One metric of the chosen models; `values` by place, of those that have it."""

    metric: Metric
    values: Mapping[int, float]
    places: int  # decimals

    @property
    def gap(self) -> float | None:
        """Between the best and the worst of them; None for fewer than two."""
        scores = self.values.values()
        return max(scores) - min(scores) if len(scores) > 1 else None


def capabilities(
    metrics: Sequence[Metric], scores: Mapping[int, Mapping[str, float]], field: Mapping[str, Sequence[float]]
) -> list[Capability]:
    """The largest gap first. `scores` by place; `field`: all scores of each metric, which tell its decimals.

    The parts; of a table without parts its totals, else whatever it has.
    """
    known = [metric for metric in metrics if field.get(metric.name)]
    chosen = [metric for metric in known if metric.kind == "part"]
    chosen = chosen or [metric for metric in known if metric.is_total] or known
    found = [
        Capability(
            metric,
            {place: row[metric.name] for place, row in scores.items() if metric.name in row},
            decimals(field[metric.name]) if has_zero(metric) else 0,
        )
        for metric in chosen
    ]
    shown = [at for at in found if at.values]
    return sorted(shown, key=lambda at: (at.gap is None, -(at.gap or 0.0)))


def on_one_axis(found: Sequence[Capability]) -> list[Capability]:
    """The largest set of them whose figures are on one scale, in the same order."""
    scales: dict[tuple[bool, int], list[Capability]] = {}
    for at in found:
        scales.setdefault(_scale(at), []).append(at)
    return max(scales.values(), key=len, default=[])


def _scale(capability: Capability) -> tuple[bool, int]:
    """Ratings apart; others by the power of ten that holds them: shares of one, of a hundred, thousands."""
    metric = capability.metric
    largest = metric.high or max(abs(score) for score in capability.values.values())
    power = 0 if largest <= 1 else 2 if largest <= 100 else math.ceil(math.log10(largest))
    return has_zero(metric), power
