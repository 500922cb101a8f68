"""In which order the columns of a leaderboard stand: in its table on the page and in its files."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from cache.leaderboard import Leaderboard, Role
from dashboard.figures.template import pixels, units
from dashboard.ranking.board import column_of
from dashboard.ranking.view import SEPARATOR

IN_SIGHT = 1320  # px of a table that need no scrolling on a screen 1440 wide
LETTER, BESIDE = 6.2, 22  # px of a Latin letter in a cell, and beside its text; Chinese is twice as wide
CHIP, BESIDE_CHIPS = 20, 12  # px
BAR = 200  # px
WIDEST, PADDING = 300, 28  # px
NARROW = {"rank": 64, "position": 84, "change": 76}
COMPACT = {"rank": 52, "position": 68}  # px of the one that stands beside the names on a phone


def ordered(
    view: pd.DataFrame,
    labels: Mapping[str, str],
    board: Leaderboard,
    metric: str,
    *,
    compact: bool = False,
    bars: Collection[str] = (),
) -> list[str]:
    """The columns of a `ranking_view` in the order of display: on a phone what matters first; notes where a
    wide table does not push them out of sight; no ranks where the source prints none. `bars`: metrics beside
    `metric` that are drawn as bars."""
    columns = [name for name in view.columns if name != "rank" or Role.RANK in board.roles]
    last = "change" if "change" in columns else "position"
    if view["note"].any() and drawn_width(view[columns], labels, metric, bars) > IN_SIGHT:
        columns.remove("note")
        columns.insert(columns.index(last) + 1, "note")
    place = next(name for name in ("rank", "position") if name in columns)
    first = [name for name in ("model", place, metric, "change") if name in columns] if compact else []
    return [*first, *(name for name in columns if name not in first)]


def drawn_width(
    view: pd.DataFrame, labels: Mapping[str, str], metric: str, bars: Collection[str] = ()
) -> float:
    """About how many pixels the columns of a table take side by side, never less."""
    wide = {metric, *map(column_of, bars)}
    return sum(_drawn(str(name), view[name], labels, wide) for name in view.columns)


def _drawn(name: str, values: pd.Series, labels: Mapping[str, str], bars: Collection[str]) -> float:
    """About how many pixels wide a column is drawn, never less: the browser measures for itself."""
    if name in NARROW:
        return NARROW[name]
    if name in bars:
        return BAR
    if name in ("model", "organization"):
        return fitting(values)
    header = LETTER * units(labels[name]) + BESIDE
    if name == "note":
        chips = (sum(LETTER * units(chip) + CHIP for chip in note.split(SEPARATOR)) for note in values)
        return max(header, *(width + BESIDE_CHIPS for width in chips))
    if pd.api.types.is_numeric_dtype(values):
        return header
    return max(header, *(LETTER * units(text) + BESIDE for text in values))


def fitting(texts: pd.Series) -> int:
    """Of a column that shows its longest text: the browser would measure the first rows only."""
    return min(WIDEST, max((pixels(text) for text in texts), default=0) + PADDING)
