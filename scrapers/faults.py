"""Tables and rows that are known to be faulty at their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from cache.leaderboard import Cell, Role, Table
from scrapers.cells import found
from scrapers.errors import LayoutError, SparedError
from scrapers.grid import uneven
from scrapers.rankings import IN_COLUMNS, Layout


class Fault(NamedTuple):
    """A table that is known to be faulty: refused, but the run is no failure for it.

    With `row`, the name of a model, only that row is: where it has not as many cells as the header, nobody
    can say which of its figures is which, and it enters by its name alone.
    """

    url: str  # part of the page's URL
    heading: str  # regular expression
    reason: str
    row: str = ""

    def concerns(self, table: Table, url: str) -> bool:
        return self.url in url and found(self.heading, table.heading)


def spare_rows(
    table: Table, shape: Layout, url: str, faults: Iterable[Fault]
) -> tuple[Table, list[LayoutError]]:
    """The table with only the name left of each row declared faulty that still is; and what was lost."""
    faulty = {fault.row: fault for fault in faults if fault.row and fault.concerns(table, url)}
    if not faulty or not table.problem or shape.orientation == IN_COLUMNS:
        return table, []
    model, width = shape.roles.index(Role.MODEL), len(table.header)
    rows, lost = list(table.rows), list[LayoutError]()
    for number, row in enumerate(rows, 1):
        fault = faulty.get(row[model].text) if model < len(row) != width else None
        if fault:
            rows[number - 1] = tuple(row[model] if at == model else Cell("") for at in range(width))
            where = f"{url}, table {table.heading!r}, row {number}"
            lost.append(SparedError(f"{where}: {len(row)} cells, header {width} (known: {fault.reason})"))
    return replace(table, rows=tuple(rows), problem=uneven(table.header, rows)), lost
