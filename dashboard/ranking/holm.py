"""Statements such as "A is better than B", several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.ranking.ranked import Ranked


@dataclass(frozen=True, slots=True)
class Statement:
    """`p`: the chance of so large a difference were there none or the other way; `corrected` for all the
    statements made together."""

    better: str
    worse: str
    p: float
    corrected: float

    def holds(self, level: float = 0.95) -> bool:
        return self.corrected <= 1 - level


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values corrected for their number (Holm 1979): with chance 1 − α, all those at most α are right."""
    count, largest = len(p_values), 0.0
    corrected = [0.0] * count
    for place, at in enumerate(sorted(range(count), key=lambda at: p_values[at])):
        largest = max(largest, min(1.0, (count - place) * p_values[at]))
        corrected[at] = largest
    return corrected


def statements(ranked: Ranked, pairs: Sequence[tuple[str, str]]) -> list[Statement]:
    """What can be said of each (better, worse). Pairs of which nothing is known, for they have no intervals
    or no link, are left out."""
    known = [(first, second, ranked.probability(first, second)) for first, second in pairs]
    tested = [(first, second, 1 - chance) for first, second, chance in known if chance is not None]
    corrected = holm([p for _, _, p in tested])
    return [Statement(*line, fixed) for line, fixed in zip(tested, corrected, strict=True)]
