"""Positions and scores over the editions of one leaderboard."""

import streamlit as st

from dashboard import (
    as_of,
    controls,
    damage_parts,
    data,
    export_menu,
    readable,
    style,
    trends_asked,
    trends_controls,
    trends_data,
    trends_folds,
    trends_parts,
    trends_words,
    upkeep,
    window,
)
from dashboard.rankings_asked import label
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
asked, board, day = None, None, None
if shelf.boards:
    trends_controls.bring(key)
    board = trends_asked.settle_board(controls, key, lang)
    day = as_of.settle(controls, "trends")
    asked = trends_asked.settle(controls, key, board, day, lang)
trends_folds.settle()

caption = t("trends.caption", lang)
if asked is not None:
    caption = f"{label(asked.board, lang)} · {trends_words.span(asked.trend(key), lang)}"
said = label(board, lang) if board else ""
actions = style.header(t("trends.title", lang), caption, lang, said)
style.damaged(upkeep.problems(key), lang)
if board is None:
    style.nothing_collected(lang)
    controls.finish()
if until := as_of.said(day, "trends", controls.view(), lang):
    st.html(until)
if asked is None:
    trends_controls.draw_board(key, lang)
    damage_parts.fallen(key, board, readable.newest(key, board), lang)
    trends_parts.only_one(key, board, lang)
    controls.finish()

if compact:
    trends_controls.draw_board(key, lang)
else:
    first, second = st.columns([6, 4])
    with first:
        trends_controls.draw_board(key, lang)
    with second:
        trends_controls.draw_metric(key, asked, lang)
damage_parts.fallen(key, asked.board, trends_data.newest(key, asked.board.id), lang)
trends_controls.draw(key, asked, lang)
if said := trends_parts.above(key, asked, lang):
    st.html(said)
if marks := trends_parts.legend(key, asked, theme, lang, compact):
    st.html(marks)
trends_parts.chart(key, asked.view, asked, theme, lang, compact=compact, column=compact and window.room() > 0)
trends_parts.below(key, asked.view, asked, lang)
trends_folds.draw(key, asked, lang, compact)
export_menu.draw(actions, key, "trends", controls.view(), lang)
