"""The controls that ask what the catalog knows of a model."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import controls
from dashboard.model_questions import KEPT, Asked, Offered, label
from dashboard.words import Lang, t


def draw_popover(offered: Offered, asked: Asked, lang: Lang, *, best: bool = False) -> None:
    """In one button, which says how many are in force and sends them once it is opened. `best`: it stands
    beside others, and asks for more."""
    word = "filter.more" if best else "filter.models"
    said = t(f"{word}_n", lang, n=asked.count) if asked.count else t(word, lang)
    button = st.popover(said, icon=":material/filter_alt:", key="more_filters", on_change="rerun")
    if button.open:  # seven boxes cost every run a tenth of it
        with button:
            draw(offered, lang, best=best)


def draw(offered: Offered, lang: Lang, *, best: bool = False) -> None:
    for name, labels in offered.items():
        if labels:
            st.selectbox(
                t(f"filter.{name}", lang),
                ("", *labels),
                format_func=partial(label, offered, lang, name),
                **controls.widget(KEPT.get(name, name)),
            )
    if best:
        st.toggle(t("filter.best", lang), help=t("filter.best_help", lang), **controls.widget("best"))
