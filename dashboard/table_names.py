"""Names in the columns of a table: those that do not fit end in “…”, or have it in their middle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.column_order import PADDING
from dashboard.figures.short_names import shortened
from dashboard.figures.template import pixels
from dashboard.words import Lang, t

NARROW = 6  # px of a Latin letter, never more on the whole
LEAST = 8  # units of a name
WHOLE = "whole "  # before the name of the column that has them whole


def fitted(shown: pd.DataFrame, widths: Mapping[str, int]) -> pd.DataFrame:
    """With the texts of each column in so many px. Those of a column that had to be shortened stand whole in
    one of its own, the last, under its name with WHOLE before it."""
    cut, whole = {}, {}
    for name, px in widths.items():
        texts = shown[name]
        if any(pixels(text) + PADDING > px for text in texts):
            cut[name] = texts.map(_fitting(tuple(texts), px - PADDING))
            whole[WHOLE + name] = texts
    return shown.assign(**cut).assign(**whole)


def _fitting(texts: tuple[str, ...], px: int) -> Mapping[str, str]:
    """Letters differ in width: as many units as leave none too wide."""
    for most in range(px // NARROW, LEAST, -1):
        short = {text: text if pixels(text) <= px else cut for text, cut in shortened(texts, most).items()}
        if all(pixels(text) <= px for text in short.values()):
            return short
    return shortened(texts, LEAST)


def room(texts: pd.Series) -> int:
    """Px of a column that shows all of each text."""
    return max((pixels(text) for text in texts), default=0) + PADDING


def whole_columns(shown: pd.DataFrame, labels: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    """How those columns are drawn; `labels`: of the columns, by name, where they differ."""
    found = [str(name) for name in shown.columns if str(name).startswith(WHOLE)]
    own = {name: name.removeprefix(WHOLE) for name in found}
    return {
        name: st.column_config.TextColumn(
            t("table.whole", lang, name=labels.get(own[name], own[name])),
            width=room(shown[name]),
        )
        for name in found
    }
