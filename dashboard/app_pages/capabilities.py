"""Models by abilities, each cell coloured by how it stands in its column."""

import streamlit as st

from cache.errors import DamagedFile
from dashboard import (
    capabilities_asked,
    capabilities_parts,
    capabilities_tables,
    controls,
    data,
    drawn,
    export_menu,
    filters,
    style,
)
from dashboard.catalog.categories import category_label
from dashboard.rankings_asked import label
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
asked = capabilities_asked.settle(controls, key, lang)

named = label(asked.board, lang) if asked and asked.board else ""
actions = style.header(t("capabilities.title", lang), t("capabilities.caption", lang), lang, named)
style.damaged(data.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    st.stop()
filters.draw_category(lang)
if asked is None:
    category = category_label(filters.settle_category(shelf, lang), lang)
    st.info(t("rankings.no_category", lang, category=category), icon=":material/inbox:")
    st.stop()
try:
    capabilities_parts.draw_controls(key, asked, lang, compact=compact)
    words = t("capabilities.numbers", lang)
    if asked.board and asked.revision:
        capabilities_parts.board(key, asked, theme, lang, compact=compact)
        with st.expander(words, icon=":material/table:", key="capabilities_numbers"):
            chosen = capabilities_tables.selection(key, asked.revision.id, lang)
            drawn.table(key, chosen, asked.category, theme, compact, label(asked.board, lang))
    else:
        capabilities_parts.boards(key, asked, theme, lang, compact=compact)
        with st.expander(words, icon=":material/table:", key="capabilities_numbers"):
            name = category_label(asked.category, lang)
            capabilities_parts.table_across(key, asked.category, name, lang, asked.day)
except DamagedFile as damage:
    style.unusable(damage, asked.board.source if asked.board else "", lang)
export_menu.draw(actions, key, "capabilities", controls.view(), lang)
