"""Who leads each category, what changed, how fresh it all is; and a search over everything."""

from datetime import UTC, datetime

import streamlit as st

from dashboard import (
    cards,
    controls,
    data,
    grouping,
    links,
    overview_newest,
    overview_parts,
    search_parts,
    style,
    tally,
    upkeep,
)
from dashboard.freshness import dated
from dashboard.words import t

lang, key = controls.lang(), data.key()
shelf, today = data.shelf(key), datetime.now(UTC).date()
query, grouped = search_parts.settle(), grouping.settle(lang)

said = tally.said(key, lang)
if shelf.retrieved_at:
    said += " · " + t("overview.updated", lang, time=dated(shelf.retrieved_at, lang))
style.header(t("overview.title", lang), said if shelf.boards else "", lang, query, hints=bool(shelf.boards))
style.damaged(upkeep.problems(key), lang)

if not shelf.boards:
    style.nothing_collected(lang)
    controls.finish()

with st.container(horizontal=True, vertical_alignment="center", key="overview_bar"):
    search_parts.draw(lang)
    grouping.draw(lang)
if query:
    st.html(search_parts.results(key, query, lang))

members, conditions = grouping.members(grouped), upkeep.conditions(key)
shown = [overview_parts.card(key, conditions, member, lang, today) for member in members]
changes, newest = overview_parts.latest_changes(key, lang), overview_newest.section(key, lang, today)
st.html(style.stacked(cards.grid(shown), changes, newest, links.subscription("all", "", lang)))
