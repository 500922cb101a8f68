"""A table of an exhibit as a page shows it: figures with equal decimals, what is missing as –."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

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


def table(frame: pd.DataFrame, *, places: int | None = None, ranks: str = "") -> Shown:
    """`places`: of all fractions, as many as needed where None. `ranks`: the column of ranks in which equal
    ones are marked, as "=1"; "" for none."""
    columns = [frame.iloc[:, at] for at in range(frame.shape[1])]
    texts = [
        [_text(value, write) for value in column]
        for column, write in (
            (one, _tied(one) if ranks and one.name == ranks else _writer(one, places)) for one in columns
        )
    ]
    return Shown(
        tuple(plain(str(name)) for name in frame.columns),
        tuple(is_numeric_dtype(column) and not is_bool_dtype(column) for column in columns),
        tuple(zip(*texts, strict=True)),
    )


def _text(value: Any, write: Callable[[Any], str]) -> str:
    if isinstance(value, list | tuple):
        return " · ".join(plain(str(part)) for part in value) or MISSING
    if value is None or pd.isna(value) or value == "":
        return MISSING
    return write(value)


def _tied(ranks: pd.Series) -> Callable[[Any], str]:
    shared = set(ranks[ranks.duplicated(keep=False)].dropna())
    return lambda rank: f"={rank:d}" if rank in shared else f"{rank:d}"


def _writer(column: pd.Series, fixed: int | None) -> Callable[[Any], str]:
    if is_bool_dtype(column) or not is_numeric_dtype(column):
        return lambda value: plain(value if isinstance(value, str) else shown(value))
    if is_integer_dtype(column):
        return lambda value: f"{int(value):d}"
    places = min(decimals(column.dropna().astype(float)), MOST_PLACES) if fixed is None else fixed
    return lambda value: f"{float(value):.{places}f}"
