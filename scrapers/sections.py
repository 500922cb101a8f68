"""Which rows of a ranking are entries: not those that head a section, nor the header printed again."""

from __future__ import annotations

from collections.abc import Sequence

from cache.leaderboard import Cell, Role, Table
from scrapers.cells import is_blank, is_figure
from scrapers.columns import looks_like_a_model, names_models
from scrapers.grid import one_line
from scrapers.rankings import Layout

Row = tuple[Cell, ...]


def entry_rows(standing: Table, layout: Layout) -> list[tuple[int, Row]]:
    """The rows that are entries, with their numbers as published; `standing` has one model a row.

    A row of a single cell is as wide as the others, as GitHub draws it.
    """
    model = layout.roles.index(Role.MODEL)
    rows = [(number, _filled(row, len(standing.header))) for number, row in enumerate(standing.rows, 1)]
    return [
        (number, row)
        for number, row in rows
        if not _heads_section(row, model) and not _repeats(row, standing.header)
    ]


def _filled(row: Row, width: int) -> Row:
    return row if len(row) != 1 else row + (Cell(""),) * (width - 1)


def _heads_section(row: Sequence[Cell], model: int) -> bool:
    """A row that holds nothing, or one text that is no figure, over several columns.

    The name of a known model, alone in the column of models, is an entry that has no scores yet.
    """
    texts = [cell.text for cell in row if cell.text]
    if all(map(is_blank, texts)):
        return True
    named = row[model].text if model < len(row) else ""
    if len(texts) == 1 and looks_like_a_model(named) and not names_models(named):
        return False
    spread = len(texts) == 1 or (len(texts) == len(row) and len(set(texts)) == 1)
    return len(row) > 1 and spread and not is_figure(texts[0])


def _repeats(row: Sequence[Cell], header: Sequence[str]) -> bool:
    """Long tables print their header again between the rows."""
    return len(row) == len(header) and all(
        one_line(cell.text) == name for cell, name in zip(row, header, strict=True)
    )
