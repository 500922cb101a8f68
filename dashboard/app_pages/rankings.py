"""One edition of one leaderboard: as a table or a chart, and where its figures come from."""

import streamlit as st

from cache.errors import DamagedFile
from dashboard import (
    controls,
    data,
    drawn,
    export_menu,
    filters,
    printed,
    rankings_parts,
    rankings_words,
    style,
)
from dashboard.catalog.categories import category_label
from dashboard.markup import markdown
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
category = filters.settle_category(shelf, lang)
place = filters.settle_board(shelf, category, lang)
asked, damage = None, None
if place is not None:
    try:
        asked = filters.settle(key, *place, lang)
    except DamagedFile as error:
        damage = error

actions = style.header(t("rankings.title", lang), t("rankings.caption", lang), lang)
style.damaged(data.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    st.stop()
filters.draw_category(lang)
if place is None:
    st.info(t("rankings.no_category", lang, category=category_label(category, lang)), icon=":material/inbox:")
    st.stop()
filters.draw(key, shelf, category, place, asked, lang)
if asked is None:
    st.error(t("rankings.damaged", lang, why=markdown(str(damage))), icon=":material/error:")
    st.stop()

selection = asked.selection(lang)
shown = data.view(key, selection)
label = filters.label(asked.board, lang)
above = rankings_parts.heading(asked, lang)
if asked.chart and not shown.empty:
    st.html(above + rankings_parts.chart_legend(key, asked, theme, lang))
    drawn.chart(key, selection, category, theme, compact, rankings_words.top_of(asked), label)
    st.html(rankings_parts.provenance(asked, lang) + rankings_parts.notes(key, asked, lang))
else:
    st.html(above + rankings_parts.provenance(asked, lang))
    if shown.empty:
        words = markdown(rankings_words.filter_words(key, asked, lang))
        st.info(t("rankings.nothing", lang, filters=words, n=len(asked.leaderboard.entries)))
    else:
        drawn.table(key, selection, category, theme, compact, label)
    st.html(rankings_parts.notes(key, asked, lang))
if not shown.empty:
    printed.draw(key, asked, shown, lang)
export_menu.draw(actions, key, "rankings", controls.view(), lang)
