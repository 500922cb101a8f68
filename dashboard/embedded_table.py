"""The table of a view in somebody else's page, with the decimals and signs that its own page prints."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.exhibit import Exhibit, Writing
from dashboard.exports.metadata import kind, unique
from dashboard.exports.spreadsheet_text import shown as as_text
from dashboard.words import t

ROW = 36  # px, about


def draw(shown: Exhibit, height: int) -> None:
    missing = t("app.missing", shown.lang)
    st.dataframe(
        styled(shown),
        hide_index=True,
        height="content" if len(shown.table) * ROW < height else height,
        placeholder=missing,
        alt=shown.alt or shown.title,
    )


def styled(shown: Exhibit) -> Styler:
    """The numbers stay numbers, which a reader can sort by."""
    table, missing = unique(shown.table).reset_index(drop=True), t("app.missing", shown.lang)
    drawn = table.style.format(as_text, na_rep=missing)
    for name, said in (shown.printed() if shown.printed else {}).items():
        if name in table and kind(table[name]) != "text":
            for rows, format in _runs(said, len(table)):
                drawn = drawn.format(format, subset=pd.IndexSlice[rows, [name]], na_rep=missing)
    return drawn


def _runs(said: Writing | tuple[Writing, ...], rows: int) -> list[tuple[list[int], Writing]]:
    """Each format with the rows that have it."""
    each = said if isinstance(said, tuple) else (said,) * rows
    return [([at for at in range(rows) if each[at] == format], format) for format in dict.fromkeys(each)]
