"""CSV and its kin → one table."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice

from cache.leaderboard import Cell, Table
from scrapers.errors import LayoutError
from scrapers.grid import Span, lay_out

_DELIMITERS = "\t,;|"  # the surer first
_LONGEST = 1 << 24  # characters of one cell
_SAMPLE = 50  # rows that decide the delimiter


def read_delimited(text: str) -> tuple[Table, ...]:
    """Lines that start with `#` above the header are the table's lead."""
    csv.field_size_limit(_LONGEST)
    lines = text.splitlines(keepends=True)
    notes = []
    while lines and (not lines[0].strip() or lines[0].startswith("# ")):
        notes.append(lines.pop(0).strip().removeprefix("# "))
    try:
        read = [row for row in csv.reader(lines, delimiter=_delimiter(lines)) if any(map(str.strip, row))]
    except csv.Error as error:
        raise LayoutError(f"not a table of delimited text: {error}") from error
    rows = [[Span(Cell(cell.strip())) for cell in row] for row in read]
    table = lay_out(rows, "", "\n".join(filter(None, notes)))
    return (table,) if table else ()


def _delimiter(lines: list[str]) -> str:
    """The one that gives most of the first rows the same number of cells, and more than one."""

    def evenness(delimiter: str) -> int:
        widths = Counter(len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE))
        return max((rows for width, rows in widths.items() if width > 1), default=0)

    return max(_DELIMITERS, key=evenness)
