"""The scatter of Rankings and the table behind it, built once for each view and replayed."""

from __future__ import annotations

import streamlit as st

from cache.leaderboard import Category
from dashboard import scatter_asked
from dashboard.data import Key, Selection
from dashboard.drawn import SCROLLED, WHOLE
from dashboard.figures.palette import Theme
from dashboard.figures.scatter import legend, scatter
from dashboard.figures.template import CONFIG
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.scatter_asked import Axes
from dashboard.words import t


@st.cache_data(show_spinner=False, max_entries=128)
def chart(
    key: Key,
    asked: Selection,
    axes: Axes,
    category: Category,
    theme: Theme,
    width: tuple[bool, int],
    label: str,
) -> None:
    """`width`: whether compact, and the room; `label` is the board's. At least one row has both values."""
    shown = scatter_asked.points(key, asked, axes)
    x, y = scatter_asked.scales(key, asked.id, axes, asked.lang)
    figure = scatter(
        list(shown.values()),
        x,
        y,
        theme=theme,
        lang=asked.lang,
        category=category,
        compact=width[0],
        room=width[1],
    )
    alt = scatter_asked.alt(shown, x, y, label, edition_label(asked.id.edition, asked.lang), asked.lang)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt)
    with st.expander(t("table.numbers", asked.lang), icon=":material/table:", key="scatter_values"):
        table = scatter_asked.table(shown, x, y, asked.lang)
        texts = {str(name): table[name].map(plain) for name in table.select_dtypes(["object", "string"])}
        st.dataframe(
            table.assign(**texts),
            hide_index=True,
            height="content" if len(table) <= WHOLE else SCROLLED,
            placeholder=t("app.missing", asked.lang),
            alt=alt,
        )


def marks(key: Key, asked: Selection, axes: Axes, category: Category, theme: Theme) -> list[tuple[str, str]]:
    """(colour, words) of the legend."""
    shown = list(scatter_asked.points(key, asked, axes).values())
    return legend(shown, theme=theme, lang=asked.lang, category=category)
