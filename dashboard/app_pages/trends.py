"""Positions and scores over the editions of one leaderboard."""

import streamlit as st

from dashboard import (
    as_of,
    controls,
    data,
    export_menu,
    style,
    trends_asked,
    trends_parts,
    trends_words,
)
from dashboard.rankings_asked import label
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
asked, board, day = None, None, None
if shelf.boards:
    board = trends_asked.settle_board(controls, key, lang)
    day = as_of.settle(controls, "trends")
    asked = trends_asked.settle(controls, key, board, day, lang)

caption = t("trends.caption", lang)
if asked is not None:
    caption = f"{label(asked.board, lang)} · {trends_words.span(asked.trend(key), lang)}"
said = label(board, lang) if board else ""
actions = style.header(t("trends.title", lang), caption, lang, said)
style.damaged(data.problems(key), lang)
if board is None:
    style.nothing_collected(lang)
    st.stop()
if until := as_of.said(day, "trends", controls.view(), lang):
    st.html(until)
if asked is None:
    trends_parts.draw_board(key, lang)
    trends_parts.only_one(key, board, lang)
    st.stop()

if compact:
    trends_parts.draw_board(key, lang)
else:
    first, second = st.columns([6, 4])
    with first:
        trends_parts.draw_board(key, lang)
    with second:
        trends_parts.draw_metric(key, asked, lang)
trends_parts.draw(key, asked, lang)
if marks := trends_parts.legend(key, asked, theme, lang, compact):
    st.html(marks)
trends_parts.chart(key, asked.view, asked, theme, compact, lang)
trends_parts.below(key, asked.view, asked, lang)
with st.expander(t("trends.table", lang), icon=":material/table:", key="trends_table"):
    trends_parts.table(key, asked.view, asked, lang, compact)
with st.expander(t("trends.changes", lang), icon=":material/swap_vert:", key="trends_changes"):
    trends_parts.changes(key, asked.board.id, lang, day)
with st.expander(t("trends.editions", lang), icon=":material/calendar_month:", key="trends_editions"):
    trends_parts.editions(key, asked.view, asked, lang)
export_menu.draw(actions, key, "trends", controls.view(), lang)
