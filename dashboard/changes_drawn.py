"""What changed on a board since another edition or revision, as tables, built once for each view."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from cache.leaderboard import LeaderboardId
from dashboard import changes_asked
from dashboard.data import Key
from dashboard.drawn import ROW_HEIGHT, SCROLLED, WHOLE
from dashboard.figures.palette import Theme, palette
from dashboard.freshness import edition_label
from dashboard.markup import hypertext, plain
from dashboard.ranking.differences import STATUSES
from dashboard.table_columns import COMPACT_NAME, TINT
from dashboard.words import Lang, t


def above(key: Key, board: str, id: LeaderboardId, against: str, metric: str, lang: Lang) -> str:
    """HTML: how many came, went and moved, and what may be read from it. Raises DamagedFile."""
    table = changes_asked.compared(key, board, id, against, metric)
    figures = changes_asked.figures(key, board, id, against)
    lines = (
        changes_asked.summary(table, len(figures), against, lang),
        changes_asked.most_gone(table, id, against, lang),
        changes_asked.caution(id, against, lang),
    )
    return "".join(f'<p class="bd-quiet">{hypertext(line)}</p>' for line in lines if line)


@st.cache_data(show_spinner=False, max_entries=64)
def tables(
    key: Key,
    board: str,
    id: LeaderboardId,
    against: str,
    metric: str,
    theme: Theme,
    compact: bool,
    lang: Lang,
    label: str,
) -> None:
    """`label` is the board's. Raises DamagedFile."""
    found = changes_asked.compared(key, board, id, against, metric)
    table = changes_asked.table_of(found, id, metric, against, lang)
    status, model, before, after, change, was, now = table.columns
    moves = table[change].mask(table[change] == 0)  # 0 would stand as +0
    chips = table[status].map(lambda word: [word])
    shown = table.assign(**{status: chips, model: table[model].map(plain), change: moves})
    number = st.column_config.NumberColumn
    then_and_now = changes_asked.places(key, board, id, against, metric)
    columns: dict[str, Any] = {
        status: st.column_config.MultiselectColumn(**_chips(theme, lang)),
        **{name: number(format="%d") for name in (before, after)},
        change: number(format="%+d"),
        **{name: number(format=f"%.{n}f") for name, n in zip((was, now), then_and_now, strict=True)},
    }
    if compact:
        columns[model] = st.column_config.TextColumn(pinned=True, width=COMPACT_NAME)
    edition, other = edition_label(id.edition, lang), changes_asked.label(against, lang)
    alt = t("changes.alt", lang, board=label, edition=edition, against=other, n=len(table))
    _table(shown, columns, alt, lang)
    figures = changes_asked.figures(key, board, id, against)
    if not figures.empty:
        said = t("changes.figures", lang, n=len(figures))
        with st.expander(said, icon=":material/edit_note:", key="changed_figures"):
            listed = changes_asked.figures_of(figures, id, lang)
            _table(listed.assign(**{model: listed[model].map(plain)}), {}, said, lang)


def _table(table: pd.DataFrame, columns: dict[str, Any], alt: str, lang: Lang) -> None:
    st.dataframe(
        table,
        column_config=columns,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(table) <= WHOLE else SCROLLED,
        placeholder=t("app.missing", lang),
        alt=alt,
    )


def _chips(theme: Theme, lang: Lang) -> dict[str, Any]:
    colours = palette(theme)
    marked = {"new": colours.up, "up": colours.up, "down": colours.down, "dropped": colours.down}
    tints = [f"{marked[status]}{TINT}" if status in marked else colours.band for status in STATUSES]
    return {"options": [t(f"changes.{status}", lang) for status in STATUSES], "color": tints}
