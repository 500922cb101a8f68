"""How each column of the table of Rankings is drawn."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from cache.leaderboard import Category, Leaderboard
from cache.metrics import Metric
from dashboard import data
from dashboard.cards import full_scale
from dashboard.column_order import BAR, COMPACT, NARROW, fitting
from dashboard.data import Selection
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.ranking.board import column_decimals, column_of, has_zero
from dashboard.words import Lang, t

TINT = "26"  # alpha of a chip, 15 %
COMPACT_BAR, COMPACT_NAME = 106, 200  # px
# Px of a name and a place, which fit 390 together with a score. The name alone is pinned: more than three
# fifths of a table in pinned columns and Streamlit pins none.
COMPACT_NAMED = 250


def configured(
    shown: pd.DataFrame,
    board: Leaderboard,
    asked: Selection,
    labels: dict[str, str],
    category: Category,
    theme: Theme,
    compact: bool,
) -> dict[str, Any]:
    colours, column = palette(theme), st.column_config
    place = next((name for name in COMPACT if name in shown), "")
    found: dict[str, Any] = {
        "model": column.TextColumn(
            labels["model"],
            pinned=compact,
            width=compact_name(shown) if compact else fitting(shown["model"]),
        ),
        "note": column.MultiselectColumn(labels["note"], **_chips(asked.lang, colours)),
    }
    if "organization" in shown:
        found["organization"] = column.TextColumn(
            labels["organization"], width=fitting(shown["organization"])
        )
    for name, width in NARROW.items():
        if name in shown:
            sign = "%+d" if name == "change" else "%d"
            wide = COMPACT[name] if compact and name == place else width
            found[name] = column.NumberColumn(labels[name], width=wide, format=sign)
    for name in board.metrics:
        metric, at = data.metrics().of(asked.id, name), column_of(name)
        if at in shown:
            width = COMPACT_BAR if compact else BAR
            found[at] = _scores(
                shown[at],
                metric,
                labels[at],
                name == asked.metric or name in asked.columns,
                colours,
                category,
                width,
            )
    return found


def compact_name(shown: pd.DataFrame) -> int:
    """Px of the names beside the one place that a phone shows."""
    return COMPACT_NAMED - next((px for name, px in COMPACT.items() if name in shown), 0)


def _scores(
    values: pd.Series,
    metric: Metric,
    label: str,
    chosen: bool,
    colours: Palette,
    category: Category,
    width: int,
) -> Any:
    """A chosen metric with a bar where its scale allows one, others as plain numbers."""
    places = column_decimals(values) if has_zero(metric) else 0
    if chosen:
        scale = full_scale(values, metric)
        if scale is not None:
            low, high = scale
            return st.column_config.ProgressColumn(
                label,
                width=width,
                min_value=low,
                max_value=high,
                format=f"%.{places}f",
                color=colours.category[category],
            )
    return st.column_config.NumberColumn(label, format=f"%.{places}f")


def _chips(lang: Lang, colours: Palette) -> dict[str, Any]:
    kinds = {
        "reference": colours.band,
        "baseline": colours.band,
        "other_baseline": colours.band,
        "new": f"{colours.up}{TINT}",
        "broken": f"{colours.down}{TINT}",
    }
    return {"options": [t(f"chip.{kind}", lang) for kind in kinds], "color": list(kinds.values())}
