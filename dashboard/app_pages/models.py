"""Every model and organization there is, and what is known of each."""

import streamlit as st

from dashboard import (
    as_of,
    controls,
    data,
    export_menu,
    links,
    models_asked,
    models_beside,
    models_data,
    models_facts,
    models_lists,
    models_parts,
    models_profile,
    models_table,
    models_words,
    style,
    upkeep,
    window,
)
from dashboard.catalog.organizations import by_id
from dashboard.words import t

lang, compact, theme, key = controls.lang(), controls.compact(), controls.theme(), data.key()
asked = models_asked.settle(controls, key, lang)
query = controls.settle_text("q", kept_as=models_asked.SEARCH)
listed = models_lists.settle(key, asked, query, lang)
title, caption = t("models.title", lang), t("models.caption", lang)
if asked.model:
    title, caption = models_words.name(key, asked.model, lang), models_words.caption(key, asked.model, lang)
elif asked.organization:
    title, caption = by_id()[asked.organization].label(lang), t("models.organization_page", lang)

actions = style.header(title, caption, lang, title if asked.model or asked.organization else "")
style.damaged(upkeep.problems(key), lang)
if not data.shelf(key).boards:
    style.nothing_collected(lang)
    controls.finish()
models_parts.draw_search(lang)
if query:
    models_lists.draw_found(key, query, listed, lang)
if listed and asked.organization:
    models_lists.draw_organization(key, asked.organization, listed, lang)
    if listed.ids:
        export_menu.draw(actions, key, "models", controls.view(), lang)
elif listed and not query:
    models_lists.draw(key, listed, lang)
if asked.model:
    id, day = asked.model, asked.day
    st.html(models_parts.above(key, id, lang))
    if until := as_of.said(day, "models", controls.view(), lang):
        st.html(until)
    if models_data.scores(key, id, day):
        left, right = style.beside()
        with left:
            st.html(style.section(t("models.appearances", lang), t("models.appearances_caption", lang)))
            rows = models_table.rows_beside(key, id, asked.board if window.width() == "wide" else "", day)
            models_table.draw(key, id, lang, theme, whole=False, compact=compact, rows=rows, day=day)
        if asked.board:
            with right:
                st.html(style.section(t("models.against_field", lang)))
                models_parts.draw_board(key, id, lang, day)
                models_parts.profile(key, id, asked.board, lang, theme, compact, day)
                st.html(models_parts.below_profile(key, id, asked.board, lang, day))
    if below := models_facts.strengths(key, id, lang) + models_beside.html(key, id, lang):
        st.html(below)
    if models_profile.spellings(key, id):
        models_parts.draw_folds(key, id, lang, theme, compact, day)
        st.html(links.subscription("model", id, lang))
        export_menu.draw(actions, key, "models", controls.view(), lang)
