"""The five categories at a glance, and what changed last."""

from datetime import UTC, datetime

import streamlit as st

from cache.leaderboard import Category
from dashboard import controls, data, style
from dashboard.cards import counts
from dashboard.freshness import moment
from dashboard.overview_parts import category_card, latest_changes
from dashboard.words import t

lang, key = controls.lang(), data.key()
shelf, today = data.shelf(key), datetime.now(UTC).date()

said = counts(lang, sources=len(shelf.sources), boards=len(shelf.boards), editions=shelf.editions)
said += " · " + counts(lang, names=shelf.all_names)
if shelf.retrieved_at:
    said += " · " + t("overview.updated", lang, time=f"{moment(shelf.retrieved_at)} UTC")
style.header(t("overview.title", lang), said if shelf.boards else "", lang)
style.damaged(data.problems(key), lang)

if not shelf.boards:
    style.nothing_collected(lang)
    st.stop()

grid = st.grid(5, min_column_width=236)
for category in Category:
    with grid.container(border=True, height="stretch", key=f"card_{category.value}"):
        category_card(key, category, lang, today)

latest_changes(key, lang)
