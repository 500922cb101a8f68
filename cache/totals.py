"""Whether the totals that a publisher prints are what its own parts give."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cache.leaderboard import Leaderboard

if TYPE_CHECKING:
    from cache.metrics import Metric, Metrics

_FINEST = 6  # no publisher rounds to more decimals
_PRINTED = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """Rows are 1-based. A difference is the printed total minus what the parts give."""

    metric: str
    tolerance: float  # what rounding of the printed figures can explain, or what metrics.csv allows
    differences: Mapping[int, float]  # of each row that has the total and all its parts
    broken: tuple[int, ...]  # rows beyond the tolerance
    missing: tuple[str, ...] = ()  # parts that the table has no column for: then no row can be checked
    nearly: bool = False  # the formula is known to hold only about

    @property
    def rows(self) -> int:
        return len(self.differences)

    @property
    def largest_error(self) -> float:
        return max(map(abs, self.differences.values()), default=0.0)


def check_total(board: Leaderboard, metrics: Metrics) -> list[TotalCheck]:
    """One check for each printed column that is a total with a known formula."""
    columns = [metrics.of(board.id, column) for column in board.metrics]
    return [_check(board, metric) for metric in columns if metric.parts and not metric.is_derived]


def _check(board: Leaderboard, total: Metric) -> TotalCheck:
    missing = tuple(part for part in total.parts if part not in board.metrics)
    if missing:
        return TotalCheck(total.name, 0.0, {}, (), missing)
    rounding = _half_unit(board, total.name) + sum(
        abs(weight) * _half_unit(board, part) for part, weight in total.parts.items()
    )
    tolerance = max(rounding, total.tolerance or 0.0) * (1 + 1e-6) + 1e-9  # binary fractions
    differences = {
        row: entry.scores[total.name] - sum(w * entry.scores[part] for part, w in total.parts.items())
        for row, entry in enumerate(board.entries, 1)
        if entry.scores.keys() >= {total.name, *total.parts}
    }
    broken = tuple(row for row, difference in differences.items() if abs(difference) > tolerance)
    return TotalCheck(total.name, tolerance, differences, broken, nearly=total.tolerance is not None)


def _half_unit(board: Leaderboard, column: str) -> float:
    """Half of the last decimal that most of a column's figures are printed with.

    Most, not all: a workbook drops trailing zeros, and one odd cell does not make the others exact. Figures
    never rounded (77.0178528668534) say nothing of those beside them that were.
    """
    place = board.published.header.index(column)
    decimals = Counter(
        _decimals(row[place].text, entry.scores[column])
        for row, entry in zip(board.published.rows, board.entries, strict=True)
        if column in entry.scores
    )
    if not decimals:
        return 0.0
    usual = max(decimals, key=lambda number: (decimals[number], number))
    if usual > _FINEST:
        usual = max((number for number in decimals if number <= _FINEST), default=usual)
    return float(0.5 * 10.0**-usual)


def _decimals(text: str, score: float) -> int:
    """Of the figure as printed; a cell may print others beside it."""
    for printed in _PRINTED.finditer(unicodedata.normalize("NFKC", text)):
        if float(printed[0].replace(",", "")) == abs(score):
            return len(printed[1] or "")
    return len(repr(score).partition(".")[2].removesuffix("0"))
