"""How far a table may differ from what the store holds before a person is asked.

The defaults were set on every version of every stored page, in the order in which they were published
(2019 to 2026): none of the pages that a refresh would have met running is refused by them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tolerances:
    """A source that knows its publisher better declares others: `tolerances = Tolerances(rows=0.9)`.

    Shares lie between 0 and 1. Growth is never bounded: a month's board fills up.
    """

    # Within one edition: a publisher adds rows and mends figures, but does not take a board apart.
    rows: float = 0.7  # of the rows, at least; seen running: 0.9
    names: float = 0.6  # of the models (of the shorter table) that must still be there; seen: 0.8
    columns: int = 0  # metric columns that may go, those renamed not counted
    changed: float = 0.5  # of the figures that may change by more than a tenth of themselves; seen: 0.01
    swapped: int = 0  # models whose figures may move to another name while their own name gets others

    # Against the edition before: models and columns come and go, so only what no publisher would do counts.
    rows_of_previous: float = 0.4  # seen: 0.54, a capture that holds only one country's models
    names_of_previous: int = 1  # models in common, where both editions have at least `small` rows; seen: 2
    small: int = 5

    # Of a table by itself.
    out_of_range: int = 0  # figures outside the range that metrics.csv gives
    broken_totals: float = 0.5  # of the rows whose total may break its published formula
    repeated: float = 0.3  # of the rows that may repeat an earlier row's model and attributes; seen: 0.05
    scale: float = 20.0  # times a metric's usual figure may grow or shrink: 0–1 against 0–100 is 100
