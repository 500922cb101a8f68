"""The controls that ask what the catalog knows of a model: region, weights, mode, effort, family."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cache.leaderboard import LeaderboardId
from dashboard import controls
from dashboard.data import Key
from dashboard.model_questions import CHOICES, Asked, label, options_of
from dashboard.words import Lang, t


def draw_popover(key: Key, id: LeaderboardId, asked: Asked, lang: Lang) -> None:
    """In one button, which says how many are in force."""
    said = t("filter.more_n", lang, n=asked.count) if asked.count else t("filter.more", lang)
    with st.popover(said, icon=":material/filter_alt:", key="more_filters"):
        draw(key, id, lang)


def draw(key: Key, id: LeaderboardId, lang: Lang) -> None:
    for name, options in options_of(key, id).items():
        if name in CHOICES or len(options) > 1:
            st.selectbox(
                t(f"filter.{name}", lang),
                options,
                format_func=partial(label, name, lang=lang),
                **controls.widget(name),
            )
    st.toggle(t("filter.best", lang), help=t("filter.best_help", lang), **controls.widget("best"))
