"""Two to six models: metric by metric on one edition, and against each other over all boards they share."""

import streamlit as st

from cache.errors import DamagedFile
from dashboard import (
    appearances,
    compare_asked,
    compare_drawn,
    compare_html,
    compare_parts,
    compare_view,
    controls,
    damage_parts,
    data,
    export_menu,
    rankings_parts,
    style,
    upkeep,
)
from dashboard.rankings_asked import label
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
asked = compare_asked.settle(controls, key, lang)

named = t("app.list", lang).join(appearances.labels(key, lang)[id] for id in asked.models)
actions = style.header(t("compare.title", lang), t("compare.caption", lang), lang, named)
style.damaged(upkeep.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    controls.finish()
compare_drawn.draw_models(key, asked, lang)
if len(asked.models) < compare_asked.FEWEST:
    st.info(t("compare.too_few", lang), icon=":material/compare_arrows:")
    st.html(compare_html.suggestions(key, asked, lang))
    controls.finish()
compare_drawn.draw_board(asked, lang, compact=compact)

shown = None
left, right = style.beside()
with left:
    if asked.board is None or asked.revision is None:
        st.info(t("compare.nothing_shared", lang), icon=":material/compare_arrows:")
    else:
        damage_parts.fallen(key, asked.board, asked.revision, lang)
        try:
            shown = compare_view.view(key, asked.revision.id, asked.chosen, lang)
        except DamagedFile as damage:
            damage_parts.unusable(key, asked.board, damage, lang)
    if shown and asked.board and asked.revision:
        st.html(compare_parts.legend(shown, lang))
        radar, board = asked.radar and shown.has_radar, label(asked.board, lang)
        if asked.radar and not radar:
            st.caption(t("compare.radar_why", lang))
        if shown.charted:
            compare_drawn.chart(
                key, asked.revision.id, asked.chosen, board, lang, theme, radar=radar, compact=compact
            )
        else:
            st.info(t("compare.none_here", lang), icon=":material/inbox:")
        st.html(
            rankings_parts.sources_line(board, asked.revision, lang)
            + compare_parts.said(compare_parts.notes(shown, radar, lang))
        )
with right:
    st.html(compare_html.matrix(key, asked, lang, read=bool(shown)))
with right if compare_parts.has_room(shown) else st.container():
    st.html(compare_html.facts(key, asked, lang, read=bool(shown)))
if shown and shown.rows and asked.revision:
    with st.expander(t("table.numbers", lang), icon=":material/table:", key="compare_numbers"):
        st.html(compare_html.numbers(key, asked, lang))
if asked.pair:
    with st.expander(t("compare.lines", lang), icon=":material/sports_score:", key="compare_lines"):
        compare_drawn.draw_pair(key, asked, lang)
        st.html(compare_html.lines(key, asked, lang))
if asked.shared:
    st.html(compare_html.shared(key, asked, lang, read=bool(shown)))
export_menu.draw(actions, key, "compare", controls.view(), lang)
