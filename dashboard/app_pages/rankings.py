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
    rankings_asked,
    rankings_parts,
    rankings_words,
    style,
)
from dashboard.markup import markdown
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
member = filters.settle_member(shelf, lang)
place = filters.settle_board(shelf, member, lang)
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
filters.draw_member(member, lang)
if place is None:
    st.info(rankings_asked.nothing_there(member, lang), icon=":material/inbox:")
    st.stop()
filters.draw(key, shelf, member, place, asked, lang)
if asked is None:
    st.error(t("rankings.damaged", lang, why=markdown(str(damage))), icon=":material/error:")
    st.stop()

selection, category = asked.selection(lang), asked.board.category
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
