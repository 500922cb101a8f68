"""The table of a model's scores."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import models_data, models_words
from dashboard.column_order import fitting
from dashboard.data import Key
from dashboard.drawn import ROW_HEIGHT, SCROLLED
from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import units
from dashboard.markup import hypertext
from dashboard.words import Lang, counted, t

LETTER, BESIDE = 6.4, 24  # px of a Latin letter in a header, and beside its text
WIDEST = 190  # px of a column of names
ROWS = 14  # of a table shown without scrolling
FIRST = ["board", "edition", "beaten", "position"]  # on a phone
BARE = {"metric"}  # columns that the table of leading scores does without


@st.cache_data(show_spinner=False, max_entries=256)
def draw(key: Key, id: str, lang: Lang, theme: Theme, whole: bool, compact: bool) -> None:
    """Its leading score in every edition, or (`whole`) every score."""
    found = models_data.scores(key, id) if whole else models_data.leading(key, id)
    shown = models_words.table(key, found, lang)
    if not whole:
        shown = shown.drop(columns=list(BARE))
    if compact:
        shown = shown[[*FIRST, *(name for name in shown if name not in FIRST)]]
    st.dataframe(
        shown,
        column_config=_columns(shown, lang, theme, compact),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content"
        if len(shown) <= ROWS
        else (SCROLLED if whole else ROW_HEIGHT * (ROWS + 1) + ROW_HEIGHT // 2),
        placeholder=t("app.missing", lang),
        alt=counted("models.alt_table", lang, len(shown), model=models_words.name(key, id, lang)),
    )
    told = [] if whole else [models_words.counted_rows(found, lang)]
    if len(shown) > ROWS:
        told.append(t("table.rows", lang, n=f"{len(shown):,}"))
    if note := " ".join(filter(None, told)):
        st.html(f'<p class="bd-quiet">{hypertext(note)}</p>')


def _columns(shown: pd.DataFrame, lang: Lang, theme: Theme, compact: bool) -> dict[str, Any]:
    labels, column = models_words.labels(lang), st.column_config
    found: dict[str, Any] = {
        "board": column.TextColumn(
            labels["board"], pinned=compact, width=140 if compact else min(WIDEST, fitting(shown["board"]))
        ),
        "beaten": column.ProgressColumn(
            labels["beaten"],
            min_value=0,
            max_value=100,
            format="%.0f%%",
            width=112,
            color=palette(theme).category[next(iter(palette(theme).category))],
        ),
        "printed": column.TextColumn(labels["printed"], width=min(WIDEST, fitting(shown["printed"]))),
        "score": column.NumberColumn(labels["score"], width=72),
        "source": column.LinkColumn(labels["source"], display_text=t("sources.open", lang), width=62),
        "edition": column.TextColumn(labels["edition"], width=80),
        "metric": column.TextColumn(labels["metric"]),
    }
    for name in ("rank", "position", "field"):
        found[name] = column.NumberColumn(labels[name], width=round(LETTER * units(labels[name])) + BESIDE)
    return {name: config for name, config in found.items() if name in shown}
