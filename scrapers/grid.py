"""Cells that span rows and columns → a header and the rows below it, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cache.leaderboard import Cell, Table
from scrapers.cells import is_figure
from scrapers.columns import names_models
from scrapers.errors import LayoutError

MOST_CELLS = 2_000_000  # of one table after spreading; more is a trap, not a leaderboard
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BREAK = re.compile(r"\s*\n\s*")
_BREAK_IN_CHINESE = re.compile(rf"(?<={_WIDE})\s*\n\s*|\s*\n\s*(?={_WIDE})")


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A cell as laid out; equal only to itself, so that two cells of one text stay two."""

    cell: Cell
    rowspan: int = 1
    colspan: int = 1
    heads: bool = False  # marked up as a header cell


Rows = Sequence[Sequence[Span]]


def one_line(text: str) -> str:
    """Line breaks inside a cell as a name has them: none beside Chinese, a space elsewhere."""
    if "\n" not in text:
        return text.strip()
    return _BREAK.sub(" ", _BREAK_IN_CHINESE.sub("", text)).strip()


def spread(rows: Rows) -> list[list[Span]]:
    """Every cell at each place it covers; a row that lacks cells stays short.

    A row that is as wide as the first by its own cells alone takes none from above: the span was too long.
    """
    spread_rows: list[list[Span]] = []
    hanging: dict[
        int, tuple[Span, int]
    ] = {}  # column → the cell from above and how many rows it still covers
    total = 0
    for number, row in enumerate(rows):
        placed: list[Span] = []
        below: dict[int, tuple[Span, int]] = {}
        waiting = [span for span in row for _ in range(span.colspan)]
        if number and len(waiting) == len(spread_rows[0]):
            hanging = {}
        total += len(waiting) + len(hanging)
        if total > MOST_CELLS:
            raise LayoutError(f"a table of more than {MOST_CELLS:,} cells")
        for span in waiting:
            _hang(placed, hanging, below)
            rest = min(span.rowspan - 1, len(rows) - number - 1)
            if rest:
                below[len(placed)] = (span, rest)
            placed.append(span)
        for column in sorted(hanging):
            span, rest = hanging[column]
            if rest > 1:
                below[len(placed)] = (span, rest - 1)
            placed.append(span)
        hanging = below
        spread_rows.append(placed)
    return spread_rows


def _hang(
    placed: list[Span], hanging: dict[int, tuple[Span, int]], below: dict[int, tuple[Span, int]]
) -> None:
    while len(placed) in hanging:
        span, rest = hanging.pop(len(placed))
        if rest > 1:
            below[len(placed)] = (span, rest - 1)
        placed.append(span)


def lay_out(rows: list[list[Span]], heading: str, lead: str = "", *, head_rows: int = 0) -> Table | None:
    """The table these spread rows make, None where they make none.

    `head_rows`: how many the markup calls header rows; 0 where it says nothing, so that the first row is one.
    Rows above the header with a single text each are the table's titles and join the lead.
    """
    rows = [row for row in rows if row]
    if not rows:
        return None
    titles = _titles(rows, marked=head_rows > 0)
    rows, head_rows = rows[len(titles) :], max(head_rows - len(titles), 0)
    depth = min(max(head_rows, _depth(rows)), len(rows))
    header = _header(rows[:depth])
    body = tuple(tuple(span.cell for span in row) for row in rows[depth:])
    return Table(heading, header, body, uneven(header, body), "\n".join(filter(None, [lead, *titles])))


def uneven(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str | None:
    """What is wrong with the number of cells, None where every row has as many as the header.

    A single text among whole rows heads a section, whatever its markup; beside rows of two cells, where a
    figure may be missing, only one that speaks of models.
    """
    sections = any(len(row) == len(header) for row in rows)
    odd = {
        number: len(row)
        for number, row in enumerate(rows, 1)
        if len(row) != len(header) and not (sections and _heads_section(row, len(header)))
    }
    if not odd:
        return None
    if len(odd) == len(rows) and len(set(odd.values())) == 1:
        return f"header {len(header)}, rows {len(rows[0])}"
    first = next(iter(odd))
    others = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
    return f"header {len(header)}, row {first} has {odd[first]}{others}"


def _heads_section(row: Sequence[Cell], width: int) -> bool:
    return len(row) == 1 and not is_figure(row[0].text) and (width > 2 or names_models(row[0].text))


def _titles(rows: Sequence[Sequence[Span]], *, marked: bool) -> list[str]:
    """The texts of the first rows that hold one text each, above a row of several.

    Rows that the markup calls header rows are titles only where their text stretches over the whole table.
    """
    titles: list[str] = []
    for row in rows:
        texts = {id(span): span.cell.text for span in row if span.cell.text}
        if len(texts) > 1:
            return titles
        stretched = len({id(span) for span in row}) == 1 and len(row) > 1
        names_second = len(row) == 2 and not row[0].cell.text  # the first column of an index has no name
        if not texts or names_second or (marked and not stretched):
            return titles
        titles += texts.values()
    return []


def _depth(rows: Rows) -> int:
    """How many rows the header takes where the markup does not say.

    A header cell over several columns has its parts in the rows that its neighbours reach down to; without
    one, the header goes on while its cells do, as far as no figure stands beside them.
    """
    first = rows[0]
    if any(span.colspan > 1 for span in first):
        return max(span.rowspan for span in first)
    for depth, row in enumerate(rows[1:], 1):
        if set(first).isdisjoint(row) or any(is_figure(span.cell.text) for span in row):
            return depth
    return 1


def _header(rows: Sequence[Sequence[Span]]) -> tuple[str, ...]:
    """One name a column: what stands above it, from the top down, each text once."""
    width = max(len(row) for row in rows)
    names = []
    for column in range(width):
        texts = [one_line(row[column].cell.text) for row in rows if column < len(row)]
        names.append(" ".join(dict.fromkeys(filter(None, texts))))
    return tuple(names)
