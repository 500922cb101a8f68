"""The controls of Composite: what a reader asks of a group of boards, settled first and drawn afterwards."""

from __future__ import annotations

import streamlit as st

from dashboard import composite_asked, controls, model_filters, offered, style
from dashboard.asking import EARLIEST, LATEST
from dashboard.composite_asked import (
    WINDOWS,
    Asked,
    family_labels,
    window_label,
    word,
    written,
)
from dashboard.data import Key
from dashboard.markup import markdown
from dashboard.ranking.entering import Entered
from dashboard.ranking.methods import METHODS
from dashboard.rankings_asked import Member
from dashboard.words import Lang, t

STEPS = 0.5


def settle(key: Key, member: Member, lang: Lang) -> Asked:
    return composite_asked.settle(controls, key, member, lang)


def view(asked: Asked) -> dict[str, str]:
    """Of the link, with those of its weights that count."""
    return {**controls.view(), "w": written(dict(asked.weights))}


def draw(asked: Asked, lang: Lang) -> None:
    """Method and minimum, and why the method differs; nothing where there is nothing to combine."""
    for name in asked.unknown:
        st.warning(t("composite.weight_unknown", lang, name=markdown(name)), icon=":material/link_off:")
    if not asked.benchmarks:
        return
    first, second = style.beside()
    with first:
        st.segmented_control(
            t("composite.method", lang),
            list(METHODS),
            format_func=lambda id: t(word(id), lang),
            required=True,
            **controls.widget("method"),
        )
        st.caption(t(f"composite.why_{asked.method.replace('-', '_')}", lang))
    with second:
        st.select_slider(
            t("composite.minimum", lang, n=asked.benchmarks),
            [str(n) for n in range(1, asked.benchmarks + 1)],
            **controls.widget("mincov"),
        )
        st.toggle(t("filter.best", lang), help=t("composite.best_help", lang), **controls.widget("best"))


def draw_filters(key: Key, asked: Asked, lang: Lang) -> None:
    model_filters.draw_popover(offered.of_composite(key, asked.choice, lang), asked.models, lang)


def draw_settings(lang: Lang) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("composite.window", lang),
            WINDOWS,
            format_func=lambda id: window_label(id, lang),
            width=220,
            **controls.widget("window"),
        )
        st.date_input(
            t("composite.as_of", lang),
            value=None,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            width=220,
            **controls.widget("asof"),
        )
        st.toggle(t("composite.editions", lang), **controls.widget("editions"))


def draw_weights(asked: Asked, entered: Entered, lang: Lang) -> None:
    """A number a benchmark; any change is written into the link."""
    labels = family_labels(entered, lang)
    weights = dict(asked.weights)
    with st.container(horizontal=True, key="benchmark_weights"):
        for family, label in labels.items():
            name = f"weight_{family}"
            if st.session_state.get(name) != weights.get(family, 1.0):
                st.session_state[name] = weights.get(family, 1.0)
            st.number_input(
                markdown(label),
                min_value=0.0,
                max_value=100.0,
                step=STEPS,
                width=170,
                key=name,
                on_change=_weigh,
                args=(tuple(labels),),
            )
    if weights:
        st.button(
            t("composite.weights_reset", lang),
            on_click=controls.change,
            args=("w", ""),
            icon=":material/undo:",
        )


def _weigh(families: tuple[str, ...]) -> None:
    controls.change("w", written({name: st.session_state[f"weight_{name}"] for name in families}))
