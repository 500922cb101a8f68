"""One edition of one leaderboard: table, chart, scatter or changes, and where its figures come from."""

import streamlit as st

from cache.errors import DamagedFile
from dashboard import (
    controls,
    damage_parts,
    data,
    export_menu,
    filters,
    printed,
    rankings_asked,
    rankings_views,
    rankings_words,
    style,
    upkeep,
)
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
printed.imply(shelf)
member = filters.settle_member(shelf, lang)
place = filters.settle_board(key, member, lang)
asked, damage, row = None, None, None
if place is not None:
    try:
        asked = filters.settle(key, *place, lang)
        row = printed.settle(asked)
    except DamagedFile as error:
        damage = error

said = rankings_words.title_of(asked, lang) if asked else ""
actions = style.header(t("rankings.title", lang), t("rankings.caption", lang), lang, said)
style.damaged(upkeep.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    controls.finish()
filters.draw_member(member, lang, folds=asked is not None)
if place is None:
    st.info(rankings_asked.nothing_there(member, lang), icon=":material/inbox:")
    controls.finish()
filters.draw(key, shelf, member, place, asked, lang)
if damage is not None:
    damage_parts.unusable(key, place[0], damage, lang)
if asked is None:
    controls.finish()
damage_parts.fallen(key, *place, lang)

rankings_views.draw(key, asked, theme, compact, lang)
rows = data.rows(key, asked.selection(lang))
if asked.view != "changes" and not rows.empty:
    printed.draw_choice(key, asked, rows, lang)
if row:
    printed.draw(key, asked, row, lang)
export_menu.draw(actions, key, "rankings", controls.view(), lang)
