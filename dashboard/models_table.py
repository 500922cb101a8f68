"""The table of a model's scores."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import models_data, models_profile, models_words, table_names, table_notes
from dashboard.data import Key
from dashboard.drawn import ROW_HEIGHT
from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import cut, units
from dashboard.words import Lang, counted, t

LETTER, BESIDE = 6.4, 24  # px of a Latin letter in a header, and beside its text
WIDEST, COMPACT_NAME = 225, 140  # px of a column of names
ROWS, MOST = 14, 22  # of a table shown without scrolling; beside a high chart
FIRST = ["board", "edition", "beaten", "position"]  # on a phone
BARE = {"metric"}  # columns that the table of leading scores does without


def rows_beside(key: Key, id: str, board: str, day: date | None = None) -> int:
    """How many rows are about as high as its profile on a board, with the choice of boards above it."""
    abilities = len(models_profile.profiled(key, id, day)[board]) if board else 0
    return max(ROWS, min(MOST, abilities + 3))


@st.cache_data(show_spinner=False, max_entries=256)
def draw(
    key: Key,
    id: str,
    lang: Lang,
    theme: Theme,
    *,
    whole: bool,
    compact: bool,
    rows: int = ROWS,
    day: date | None = None,
) -> None:
    """Its leading score in every edition, or (`whole`) every score; of more than `rows` the rest scrolls.
    `day`: of the editions that stood then."""
    found = models_data.scores(key, id, day) if whole else models_data.leading(key, id, day)
    shown = models_words.table(key, found, lang)
    shown["score"] = [round(at.score, models_words.places(key, at.id, at.metric.name)) for at in found]
    if not whole:
        shown = shown.drop(columns=list(BARE))
    if compact:
        shown = shown[[*FIRST, *(name for name in shown if name not in FIRST)]]
    if not whole:
        shown = table_names.fitted(shown, {"board": COMPACT_NAME if compact else WIDEST}, cut)
    st.dataframe(
        shown,
        column_config=_columns(shown, lang, theme, compact and not whole),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(shown) <= rows else ROW_HEIGHT * (rows + 1) + ROW_HEIGHT // 2,
        placeholder=t("app.missing", lang),
        alt=counted("models.alt_table", lang, len(shown), model=models_words.name(key, id, lang)),
    )
    counts = "" if whole else models_words.counted_rows(found, lang)
    scrolls = table_notes.rows(len(shown), lang) if len(shown) > rows else ""
    last = table_names.label(str(shown.columns[-1]), models_words.labels(lang), lang)
    sideways = table_notes.sideways(len(shown.columns), last, lang, compact=compact)
    if note := table_notes.line(counts, scrolls, sideways if compact or not whole else ""):
        st.html(note)


def _columns(shown: pd.DataFrame, lang: Lang, theme: Theme, compact: bool) -> dict[str, Any]:
    labels, column = models_words.labels(lang), st.column_config
    found: dict[str, Any] = {
        "board": column.TextColumn(
            labels["board"],
            pinned=compact,
            width=COMPACT_NAME if compact else table_names.room(shown["board"]),
        ),
        "beaten": column.ProgressColumn(
            labels["beaten"],
            min_value=0,
            max_value=100,
            format="%.0f%%",
            width=112,
            color=palette(theme).category[next(iter(palette(theme).category))],
        ),
        "printed": column.TextColumn(labels["printed"], width=table_names.room(shown["printed"])),
        "score": column.NumberColumn(labels["score"], width=72),
        "source": column.LinkColumn(labels["source"], display_text=t("sources.open", lang), width=62),
        "edition": column.TextColumn(labels["edition"], width=80),
        "metric": column.TextColumn(labels["metric"]),
    }
    for name in ("rank", "position", "field"):
        found[name] = column.NumberColumn(labels[name], width=round(LETTER * units(labels[name])) + BESIDE)
    found |= table_names.whole_columns(shown, labels, lang)
    return {name: config for name, config in found.items() if name in shown}
