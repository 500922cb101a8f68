"""The table and the chart of Rankings, built once for each view and replayed.

Streamlit stores the elements that a cached function draws, so a rerun that shows the same view
serializes nothing: a styled table of 30 rows costs 13 ms to build and 0.3 ms to replay.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from cache.leaderboard import Category, Leaderboard, Standing
from dashboard import data, readings, style, table_names, table_notes
from dashboard.cards import leaders
from dashboard.column_order import IN_SIGHT, drawn_width, ordered
from dashboard.data import Key, Selection
from dashboard.decimal_places import places
from dashboard.figures.alt import alt_text
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.ranking_bar import ranking_bar
from dashboard.figures.template import CONFIG
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.ranking.board import column_of
from dashboard.ranking.view import SEPARATOR, metric_label, view_labels
from dashboard.table_columns import compact_name, configured
from dashboard.words import counted, t

HOVERED = 300  # rows of a table whose names tell what they were read as
ROW_HEIGHT, WHOLE, SCROLLED = 32, 30, 700  # px, rows shown without scrolling, px beyond
FEW = 3  # columns that a phone shows side by side


@st.cache_data(show_spinner=False, max_entries=256)
def table(key: Key, asked: Selection, category: Category, theme: Theme, compact: bool, label: str) -> None:
    """`label` is the board's."""
    board, view = data.leaderboard(key, asked.id), data.view(key, asked)
    labels = view_labels(view, board, data.metrics(), asked.lang)
    shown = view[ordered(view, labels, board, column_of(asked.metric), compact=compact, bars=asked.columns)]
    texts = {str(name): shown[name].map(plain) for name in shown.select_dtypes(["object", "string"])}
    texts["note"] = shown["note"].map(lambda note: note.split(SEPARATOR) if note else [])
    shown = shown.assign(**texts)
    columns = configured(shown, board, asked, labels, category, theme, compact)
    at = column_of(asked.metric)
    wide = not compact and drawn_width(view[list(shown)], labels, at, asked.columns) > IN_SIGHT
    if compact:
        shown = table_names.fitted(shown, {"model": compact_name(shown)})
        columns |= table_names.whole_columns(shown, labels, asked.lang)
    n = len(shown.columns)
    if wide or (compact and n > FEW):
        last = table_names.label(str(shown.columns[-1]), labels, asked.lang)
        st.html(table_notes.line(table_notes.sideways(n, last, asked.lang, compact=compact)))
    st.dataframe(
        painted(shown, board, palette(theme), names=not compact),
        column_config=columns,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(shown) <= WHOLE else SCROLLED,
        placeholder=t("app.missing", asked.lang),
        alt=table_alt(key, asked, label),
    )
    below = table_notes.line(table_notes.rows(len(shown), asked.lang)) if len(shown) > WHOLE else ""
    if not compact and len(shown) <= HOVERED:
        names = dict(zip(map(int, shown.index), shown["model"], strict=True))
        below += readings.for_hover(key, asked, names)
    if below:
        st.html(style.Html(below))


def table_alt(key: Key, asked: Selection, label: str) -> str:
    """What the table is, for those who cannot see it: board, metric, rows, top three and range."""
    rows, metric, lang = data.rows(key, asked), data.metrics().of(asked.id, asked.metric), asked.lang
    n = places(key, asked.id, metric.name)
    best = leaders(rows, metric, 3, n)
    words: dict[str, object] = {"board": label, "edition": edition_label(asked.id.edition, lang)}
    if not best:
        return counted("alt.table_plain", lang, len(rows), **words)
    scores = rows[column_of(metric.name)].dropna()
    words |= {
        "metric": metric_label(metric, lang),
        "top": t("app.list", lang).join(f"{at.model} {at.score}" for at in best),
        "low": f"{scores.min():.{n}f}",
        "high": f"{scores.max():.{n}f}",
    }
    return counted("alt.table", lang, len(rows), **words)


@st.cache_data(show_spinner=False, max_entries=256)
def chart(
    key: Key,
    asked: Selection,
    category: Category,
    theme: Theme,
    width: tuple[bool, int],
    top: int | None,
    label: str,
) -> None:
    """`label` is the board's; `width`: whether it is compact, and its room."""
    rows, metric = data.rows(key, asked), data.metrics().of(asked.id, asked.metric)
    n, edition = places(key, asked.id, metric.name), edition_label(asked.id.edition, asked.lang)
    figure = ranking_bar(
        rows,
        metric,
        theme=theme,
        lang=asked.lang,
        category=category,
        compact=width[0],
        room=width[1],
        top=top,
        places=n,
        readings=readings.of_rows(key, asked),
    )
    alt = alt_text(rows, metric, board=label, edition=edition, lang=asked.lang, top=top, places=n)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt)


def painted(shown: pd.DataFrame, board: Leaderboard, colours: Palette, *, names: bool) -> Styler:
    """Medals on published ranks 1 to 3, changes by sign, ranked names bold and unranked ones grey."""
    styles = pd.DataFrame("", index=shown.index, columns=shown.columns)
    for rank, medal in enumerate(colours.medals if "rank" in shown else (), start=1):
        styles.loc[(shown["rank"] == rank).fillna(False), "rank"] = (
            f"background-color: {medal}; font-weight: 600"
        )
    if "change" in shown:
        styles.loc[(shown["change"] > 0).fillna(False), "change"] = f"color: {colours.up}"
        styles.loc[(shown["change"] < 0).fillna(False), "change"] = f"color: {colours.down}"
    if names:
        styles["model"] = [
            "font-weight: 600"
            if board.entries[row - 1].standing is Standing.ENTRANT
            else f"color: {colours.secondary}"
            for row in shown.index
        ]
    return shown.style.apply(lambda _: styles, axis=None)
