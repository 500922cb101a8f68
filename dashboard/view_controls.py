"""The controls that only one view of Rankings has: metrics, number of rows, axes, what to compare with."""

from __future__ import annotations

import streamlit as st

from dashboard import changes_asked, controls, scatter_asked
from dashboard.data import Key
from dashboard.rankings_asked import ALL, Filters, labels_of_metrics, tops
from dashboard.words import Lang, t

FEW = 2  # metrics that need no choice among them


def draw(key: Key, filters: Filters, lang: Lang, *, wide: bool) -> None:
    """`wide`: in one row with others."""
    if filters.view == "table":
        _metrics(filters, lang, wide=wide)
    elif filters.view == "chart":
        _top(filters, lang, wide=wide)
    elif filters.view == "scatter":
        _axes(key, filters, lang, wide=wide)
    else:
        _against(key, filters, lang, wide=wide)


def _metrics(filters: Filters, lang: Lang, *, wide: bool) -> None:
    labels = labels_of_metrics(filters.leaderboard, lang)
    if len(labels) > FEW:
        st.multiselect(
            t("rankings.metrics", lang),
            list(labels),
            format_func=labels.__getitem__,
            placeholder=t("rankings.metrics_all", lang),
            width=260 if wide else "stretch",
            select_all=False,
            **controls.widget("metrics"),
        )


def _top(filters: Filters, lang: Lang, *, wide: bool) -> None:
    total = len(filters.leaderboard.entries)
    st.selectbox(
        t("rankings.top", lang),
        tops(total),
        format_func=lambda id: (
            t("rankings.top_all", lang, n=total) if id == ALL else t("rankings.top_n", lang, n=id)
        ),
        width=130 if wide else "stretch",
        **controls.widget("top"),
    )


def _axes(key: Key, filters: Filters, lang: Lang, *, wide: bool) -> None:
    axes, id = filters.axes, filters.revision.id
    if axes is None:
        return
    labels = scatter_asked.labels(key, id, lang)
    for name in ("y", "x"):
        st.selectbox(
            t(f"scatter.{name}", lang),
            list(labels),
            format_func=labels.__getitem__,
            width=220 if wide else "stretch",
            **controls.widget(scatter_asked.KEPT[name]),
        )
    if scatter_asked.can_be_log(key, id, axes.x, axes.y):
        st.toggle(t("scatter.log", lang), **controls.widget("logscale"))


def _against(key: Key, filters: Filters, lang: Lang, *, wide: bool) -> None:
    st.selectbox(
        t("changes.against", lang),
        list(changes_asked.offered(key, filters.board.id, filters.revision.id)),
        format_func=lambda id: changes_asked.label(id, lang),
        width=220 if wide else "stretch",
        **controls.widget("against"),
    )
