"""The four views of Rankings, each between its heading and its notes."""

from __future__ import annotations

import streamlit as st

from cache.errors import DamagedFile
from dashboard import (
    changes_drawn,
    damage,
    data,
    drawn,
    rankings_parts,
    rankings_words,
    scatter_asked,
    scatter_drawn,
    style,
    window,
)
from dashboard.data import Key
from dashboard.figures.palette import Theme
from dashboard.markup import markdown
from dashboard.rankings_asked import Filters, label
from dashboard.words import Lang, t


def draw(key: Key, asked: Filters, theme: Theme, compact: bool, lang: Lang) -> None:
    above, below = rankings_parts.heading(asked, lang), rankings_parts.provenance(asked, lang)
    notes = style.Html(rankings_parts.notes(key, asked, lang))
    if asked.view == "changes":
        st.html(style.Html(above + below))
        _changes(key, asked, theme, compact, lang)
    elif data.rows(key, asked.selection(lang)).empty:
        st.html(style.Html(above + below))
        said = markdown(rankings_words.filter_words(key, asked, lang))
        st.info(t("rankings.nothing", lang, filters=said, n=len(asked.leaderboard.entries)))
        st.html(notes)
    elif asked.view == "table":
        st.html(style.Html(above + below))
        selection, category = asked.selection(lang), asked.board.category
        drawn.table(key, selection, category, theme, compact, label(asked.board, lang))
        st.html(notes)
    elif asked.view == "chart":
        _chart(key, asked, theme, compact, lang, above)
        st.html(style.Html(below + notes))
    else:
        _scatter(key, asked, theme, compact, lang, above)
        st.html(below)


def _chart(key: Key, asked: Filters, theme: Theme, compact: bool, lang: Lang, above: str) -> None:
    st.html(style.Html(above + rankings_parts.chart_legend(key, asked, theme, lang)))
    selection, top = asked.selection(lang), rankings_words.top_of(asked)
    width, named = (compact, window.room()), label(asked.board, lang)
    drawn.chart(key, selection, asked.board.category, theme, width, top, named)


def _scatter(key: Key, asked: Filters, theme: Theme, compact: bool, lang: Lang, above: str) -> None:
    selection, axes, category = asked.selection(lang), asked.axes, asked.board.category
    if axes is None or not scatter_asked.points(key, selection, axes):
        st.html(above)
        st.info(t("scatter.nothing", lang), icon=":material/inbox:")
        return
    marks = scatter_drawn.marks(key, selection, axes, category, theme)
    rest = scatter_asked.left_out(key, selection, axes, lang)
    st.html(above + rankings_parts.legend_of(marks, rest))
    width = (compact, window.room())
    scatter_drawn.chart(key, selection, axes, category, theme, width, label(asked.board, lang))
    st.html(rankings_parts.lines(scatter_asked.notes(key, selection, axes, lang)))


def _changes(key: Key, asked: Filters, theme: Theme, compact: bool, lang: Lang) -> None:
    place = (key, asked.board.id, asked.revision.id, asked.against, asked.metric.name)
    try:
        st.html(changes_drawn.above(*place, lang))
        changes_drawn.tables(*place, theme, compact, lang, label(asked.board, lang))
    except DamagedFile as error:
        why = markdown(damage.said(error, lang))
        st.error(t("changes.damaged", lang, why=why), icon=":material/error:")
