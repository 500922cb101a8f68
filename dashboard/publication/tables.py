"""A table of an exhibit as a page shows it: figures with equal decimals, what is missing as –."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from dashboard.exhibit import Exhibit, Writing, written
from dashboard.exports.spreadsheet_text import shown
from dashboard.figures.template import units
from dashboard.markup import plain
from dashboard.ranking.board import decimals

MISSING = "–"
MOST_PLACES = 4
LONG = 16  # letters of a header that is broken into lines; a Chinese one counts for two


@dataclass(frozen=True, slots=True)
class Shown:
    """`numeric`: by column, whether it holds figures."""

    header: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def widest(self) -> int:
        """The first column of text: it names what the row is about."""
        return next((at for at, is_numeric in enumerate(self.numeric) if not is_numeric), -1)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The words of each, and its classes in the style sheet."""
        return [(words, self._classes(at)) for at, words in enumerate(self.header)]

    def _classes(self, at: int) -> str:
        found = {"name": at == self.widest, "n": self.numeric[at], "long": units(self.header[at]) > LONG}
        return " ".join(name for name, is_so in found.items() if is_so)


def table(exhibit: Exhibit, *, ranks: str = "") -> Shown:
    """Its figures as its page writes them. `ranks`: the column of ranks in which equal ones are marked, as
    "=1"; "" for none."""
    frame, formats = exhibit.table, exhibit.printed() if exhibit.printed else {}
    columns = [frame.iloc[:, at] for at in range(frame.shape[1])]
    texts = [
        _tied(column) if ranks and column.name == ranks else _written(column, formats.get(str(column.name)))
        for column in columns
    ]
    return Shown(
        tuple(plain(str(name)) for name in frame.columns),
        tuple(is_numeric_dtype(column) and not is_bool_dtype(column) for column in columns),
        tuple(zip(*texts, strict=True)),
    )


def _written(column: pd.Series, writing: Writing | tuple[Writing, ...] | None) -> list[str]:
    each = writing if isinstance(writing, tuple) else (writing or _plainly(column),) * len(column)
    return [_text(value, partial(written, one)) for value, one in zip(column, each, strict=True)]


def _tied(ranks: pd.Series) -> list[str]:
    shared = set(ranks[ranks.duplicated(keep=False)].dropna())
    return [_text(rank, lambda at: f"={at:d}" if at in shared else f"{at:d}") for rank in ranks]


def _text(value: Any, write: Callable[[Any], str]) -> str:
    if isinstance(value, list | tuple):
        return " · ".join(plain(str(part)) for part in value) or MISSING
    if value is None or pd.isna(value) or value == "":
        return MISSING
    return write(value)


def _plainly(column: pd.Series) -> Writing:
    """For a column of which its page says nothing: with as many decimals as it has."""
    if is_bool_dtype(column) or not is_numeric_dtype(column):
        return lambda value: plain(value if isinstance(value, str) else shown(value))
    if is_integer_dtype(column):
        return "{:d}"
    return f"{{:.{min(decimals(column.dropna().astype(float)), MOST_PLACES)}f}}"
