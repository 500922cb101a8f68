"""The controls and the chart of Compare."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from cache.leaderboard import LeaderboardId
from dashboard import appearances, compare_typed, compare_view, controls
from dashboard.compare_asked import KINDS, Asked, pair_label, pairs_of
from dashboard.compare_view import Chosen
from dashboard.compare_words import alt
from dashboard.data import Key
from dashboard.figures.compare_dots import compare_dots
from dashboard.figures.compare_radar import compare_radar
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.freshness import edition_label
from dashboard.id_lists import MOST
from dashboard.rankings_asked import labels_of_boards
from dashboard.words import Lang, t

LISTED = 3000  # models in the list of choices: each is sent to the browser


def draw_models(key: Key, asked: Asked, lang: Lang) -> None:
    """The box lists the models on the most boards and those chosen; it takes what is typed for any model.
    What that was taken for stands above, as the list of choices stays open below."""
    if said := compare_typed.told(key, asked, lang):
        st.html(said)
    labels = appearances.labels(key, lang)
    listed = dict.fromkeys((*islice(labels, LISTED), *asked.models))
    st.multiselect(
        t("compare.models", lang),
        list(listed),
        format_func=lambda id: labels.get(id, id),
        max_selections=MOST,
        placeholder=t("compare.models_hint", lang),
        accept_new_options=True,
        filter_mode="contains",  # what else may be meant by it is for our own search to say
        select_all=False,
        **controls.widget("m") | {"on_change": compare_typed.take, "args": (key, lang)},
    )
    if (rest := len(labels) - LISTED) > 0:
        st.caption(t("compare.many", lang, n=LISTED, rest=rest))


def draw_board(asked: Asked, lang: Lang, *, compact: bool) -> None:
    """Board, edition and chart, side by side where there is room."""
    board = asked.board
    if board is None:
        return
    boards = {at.board.id: at.board for at in asked.shared} | {board.id: board}
    labels = labels_of_boards(boards.values(), lang)
    places = [st.container()] * 3 if compact else st.columns([5, 2, 3], vertical_alignment="bottom")
    places[0].selectbox(
        t("compare.board", lang), list(labels), format_func=labels.__getitem__, **controls.widget("board")
    )
    places[1].selectbox(
        t("compare.edition", lang),
        [revision.id.edition for revision in board.editions],
        format_func=lambda edition: edition_label(edition, lang),
        **controls.widget("edition"),
    )
    places[2].segmented_control(
        t("compare.kind", lang),
        KINDS,
        format_func=lambda id: t(f"compare.{id}", lang),
        required=True,
        label_visibility="collapsed",
        **controls.widget("kind"),
    )


def draw_pair(key: Key, asked: Asked, lang: Lang) -> None:
    pairs = dict(zip(pairs_of(asked.places), _pairs(asked), strict=True))
    if len(pairs) > 1:
        st.selectbox(
            t("compare.pair", lang),
            list(pairs),
            format_func=lambda id: pair_label(key, pairs[id], lang),
            **controls.widget("pair"),
        )


def _pairs(asked: Asked) -> list[tuple[str, str]]:
    models = asked.models
    return [(one, other) for at, one in enumerate(models) for other in models[at + 1 :]]


@st.cache_data(show_spinner=False, max_entries=256)
def chart(
    key: Key,
    id: LeaderboardId,
    chosen: Chosen,
    board: str,
    lang: Lang,
    theme: Theme,
    *,
    radar: bool,
    compact: bool,
) -> None:
    """`board`: its label. Streamlit replays what is drawn here, so the same view is drawn once."""
    shown = compare_view.view(key, id, chosen, lang)
    if radar:
        rows = compare_view.in_published_order(key, id, shown.charted)
        figure = compare_radar(rows, shown.present, theme=theme, lang=lang, compact=compact)
    else:
        figure = compare_dots(shown.charted, shown.present, theme=theme, lang=lang, compact=compact)
    said = alt(shown, board, id.edition, lang, radar=radar)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=said)
