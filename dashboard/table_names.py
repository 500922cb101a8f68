"""Names in the columns of a table: those that do not fit end in “…”, or have it in their middle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.column_order import PADDING
from dashboard.figures.name_parts import told_apart
from dashboard.figures.short_names import middle_cut, shortened
from dashboard.figures.template import pixels, units
from dashboard.markup import plain
from dashboard.words import Lang, t

NARROW = 6  # px of a Latin letter, never more on the whole
LEAST = 8  # units of a name
Cut = Callable[[str, int], str]
WHOLE = "whole "  # before the name of the column that has them whole


def fitted(shown: pd.DataFrame, widths: Mapping[str, int], cut: Cut = middle_cut) -> pd.DataFrame:
    """With the texts of each column in so many px; `cut` shortens one to so many units. Those of a column
    that had to be shortened stand whole in one of its own, the last, under its name with WHOLE before it."""
    short, whole = {}, {}
    for name, px in widths.items():
        texts = shown[name]
        if any(pixels(text) + PADDING > px for text in texts):
            short[name] = texts.map(_fitting(set(texts), px - PADDING, cut))
            whole[WHOLE + name] = texts
    return shown.assign(**short).assign(**whole)


def _fitting(texts: Collection[str], px: int, cut: Cut) -> Mapping[str, str]:
    """Letters differ in width: each text in as many units as fit; names of models by the parts that tell them
    from the others, and what has none such together where two would be alike."""
    told = told_apart({plain(text) for text in texts}, px, pixels) if cut is middle_cut else {}
    found = {text: told.get(plain(text)) or _alone(text, px, cut) for text in texts}
    if len(set(found.values())) == len(found):
        return found
    rest = tuple(text for text in texts if plain(text) not in told)
    for most in range(px // NARROW, LEAST, -1):
        found |= shortened(rest, most)
        if all(pixels(found[text]) <= px for text in rest):
            break
    return found


def _alone(text: str, px: int, cut: Cut) -> str:
    most = min(units(text), px // NARROW)
    short = text
    while pixels(short) > px and most > LEAST:
        short, most = cut(text, most), most - 1
    return short


def room(texts: pd.Series) -> int:
    """Px of a column that shows all of each text."""
    return max((pixels(text) for text in texts), default=0) + PADDING


def whole_columns(shown: pd.DataFrame, labels: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    """How those columns are drawn; `labels`: of the columns, by name, where they differ."""
    found = [str(name) for name in shown.columns if str(name).startswith(WHOLE)]
    return {
        name: st.column_config.TextColumn(label(name, labels, lang), width=room(shown[name]))
        for name in found
    }


def label(name: str, labels: Mapping[str, str], lang: Lang) -> str:
    """Of a column, or of one that has the names of another whole."""
    own = name.removeprefix(WHOLE)
    said = labels.get(own, own)
    return said if own == name else t("table.whole", lang, name=said)
