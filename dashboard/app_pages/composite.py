"""One ranking over the boards of a category or scenario, how sure it is, and where each score comes from."""

import streamlit as st

from dashboard import (
    composite_asked,
    composite_controls,
    composite_data,
    composite_parts,
    composite_tables,
    composite_view,
    controls,
    damage_parts,
    data,
    export_menu,
    filters,
    loading,
    rankings_asked,
    style,
    upkeep,
    window,
)
from dashboard.catalog.categories import category_label
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
shelf = data.shelf(key)
member = filters.settle_member(shelf, lang)
asked = composite_controls.settle(key, member, lang)
entered = composite_data.entered(key, asked.choice)

titled = category_label(member, lang)
actions = style.header(t("composite.title", lang), t("composite.caption", lang), lang, titled)
style.damaged(upkeep.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    controls.finish()
filters.draw_member(member, lang)
if not shelf.of(member):
    st.info(rankings_asked.nothing_there(member, lang), icon=":material/inbox:")
    controls.finish()
composite_controls.draw(asked, lang)
damage_parts.told(composite_asked.replaced_said(entered, lang), lang)
for line in composite_asked.choice_said(asked, entered, lang):
    st.caption(line)

with loading.working(lang):
    found = composite_asked.found(key, asked)
if found is None:
    alone = composite_data.boards_apart(key, asked.choice, asked.weights)
    why = "composite.too_few_boards" if alone else "composite.nothing_in_boards"
    st.info(t(why, lang), icon=":material/scatter_plot:")
    st.html(composite_parts.ways_out(member, len(shelf.of(member)), lang))
    composite_tables.within_boards(key, asked, lang, compact=compact)
    if alone:
        export_menu.draw(actions, key, "composite", composite_controls.view(asked), lang)
else:
    said = composite_asked.filter_words(key, asked, lang)
    shown = composite_view.rows(key, asked)
    st.html(composite_view.above(key, asked, lang))
    composite_controls.draw_filters(key, asked, lang)
    composite_parts.draw_few(found, asked, 0 if said else len(shown), len(shelf.of(member)), lang)
    if shown.empty:
        nobody = "composite.nobody_fits" if said else "composite.nobody"
        st.info(t(nobody, lang, n=asked.min_boards), icon=":material/inbox:")
    else:
        composite_view.draw_chart(key, asked, theme, lang, compact=compact, room=window.room())
        st.html(composite_view.below(key, asked, lang))
        model = composite_parts.pick_model(shown, lang)
        if model:
            st.html(composite_tables.opened(found, model, lang))
        with st.expander(t("table.numbers", lang), icon=":material/table:", key="composite_values"):
            composite_view.draw_values(key, asked, lang)
        export_menu.draw(actions, key, "composite", composite_controls.view(asked), lang)

boards = st.expander(
    t("composite.boards", lang), icon=":material/balance:", key="composite_boards", on_change="rerun"
)
if boards.open:  # a number a benchmark: what few ask for is not sent to all
    with boards:
        st.caption(t("composite.boards_caption", lang))
        composite_controls.draw_settings(lang)
        composite_controls.draw_weights(asked, entered, lang)
        if found is not None:
            st.html(composite_view.boards(key, asked, lang))
if found is not None and (apart := composite_view.apart(key, asked, lang)):
    st.html(style.section(t("composite.apart", lang), t("composite.apart_caption", lang)) + apart)
composite_parts.explain(lang)
