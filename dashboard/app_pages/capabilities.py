"""Models by abilities, each cell coloured by how it stands in its column."""

import streamlit as st

from cache.errors import DamagedFile
from dashboard import (
    capabilities_asked,
    capabilities_drawn,
    capabilities_parts,
    capabilities_tables,
    controls,
    damage_parts,
    data,
    drawn,
    export_menu,
    filters,
    rankings_asked,
    style,
    upkeep,
)
from dashboard.catalog.categories import category_label, stem_of
from dashboard.rankings_asked import label
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
asked = capabilities_asked.settle(controls, key, lang)
member = asked.member if asked else filters.settle_member(shelf, lang)

named = label(asked.board, lang) if asked and asked.board else ""
actions = style.header(t("capabilities.title", lang), t("capabilities.caption", lang), lang, named)
style.damaged(upkeep.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    controls.finish()
filters.draw_member(member, lang, folds=asked is not None)
if asked is None:
    st.info(rankings_asked.nothing_there(member, lang), icon=":material/inbox:")
    controls.finish()
try:
    capabilities_parts.draw_controls(key, asked, lang, compact=compact)
    words = t("capabilities.numbers", lang)
    if asked.board and asked.revision:
        damage_parts.fallen(key, asked.board, asked.revision, lang)
        capabilities_parts.board(key, asked, theme, lang, compact=compact)
        with st.expander(words, icon=":material/table:", key="capabilities_numbers"):
            chosen = capabilities_tables.selection(key, asked.revision.id, lang)
            drawn.table(key, chosen, asked.board.category, theme, compact, label(asked.board, lang))
    else:
        capabilities_parts.boards(key, asked, theme, lang, compact=compact)
        with st.expander(words, icon=":material/table:", key="capabilities_numbers"):
            name = category_label(member, lang)
            capabilities_drawn.table_across(key, stem_of(member), name, lang, asked.day)
except DamagedFile as damage:
    if asked.board:
        damage_parts.unusable(key, asked.board, damage, lang)
export_menu.draw(actions, key, "capabilities", controls.view(), lang)
