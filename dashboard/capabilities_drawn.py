"""The table behind the heat map over the boards of a category, drawn once and replayed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import capabilities_tables
from dashboard.catalog.categories import member_of
from dashboard.data import Key
from dashboard.drawn import SCROLLED, WHOLE
from dashboard.words import Lang, t


@st.cache_data(show_spinner=False, max_entries=64)
def table_across(key: Key, stem: str, alt: str, lang: Lang, day: date | None = None) -> None:
    table = capabilities_tables.across(key, member_of(stem), lang, day)
    column = st.column_config
    first, count, mean, *rest = table.columns
    st.dataframe(
        table,
        column_config={
            first: column.TextColumn(first, pinned=True),
            count: column.NumberColumn(count, format="%d"),
            **{name: column.NumberColumn(name, format="%.1f") for name in (mean, *rest)},
        },
        hide_index=True,
        height="content" if len(table) <= WHOLE else SCROLLED,
        placeholder=t("app.missing", lang),
        alt=alt,
    )
