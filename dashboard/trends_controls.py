"""The controls of Trends."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import streamlit as st

from dashboard import controls, data, folds, trends_data
from dashboard.data import Key
from dashboard.id_lists import MOST
from dashboard.markup import plain
from dashboard.ranking.trend import BYS, By
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import distinct, label
from dashboard.trends_asked import YS, Asked
from dashboard.words import Lang, counted, t


def bring(key: Key) -> None:
    """From the menu: the board goes on with what the page before showed. Before the board is settled."""
    if board := trends_data.board_for(key, controls.brought("board"), controls.brought("m") or ()):
        controls.imply("board", board)


def draw_board(key: Key, lang: Lang) -> None:
    """Those with several editions first, each with how many it has."""
    boards, several = data.shelf(key).boards, trends_data.trending(key)
    labels = distinct({id: label(board, lang) for id, board in boards.items()})
    counts = {id: len(trends_data.dated(board)) for id, board in boards.items()}
    st.selectbox(
        t("rankings.board", lang),
        [*several, *(id for id in boards if id not in several)],
        format_func=lambda id: counted("trends.board", lang, counts[id], board=labels[id]),
        **controls.widget("board"),
    )


def draw_metric(key: Key, asked: Asked, lang: Lang) -> None:
    known, id = data.metrics(), trends_data.editions(key, asked.board.id, asked.day).read[-1].id
    names = trends_data.metrics(key, asked.board.id, asked.day)
    labels = distinct({name: metric_label(known.of(id, name), lang) for name in names})
    st.selectbox(
        t("rankings.metric", lang),
        names,
        format_func=labels.__getitem__,
        **controls.widget("metric"),
    )


def draw_switch(name: str, options: tuple[str, ...], lang: Lang) -> None:
    st.segmented_control(
        t(f"trends.{name}", lang),
        options,
        format_func=lambda id: t(f"trends.{name}_{id}", lang),
        required=True,
        **controls.widget(name),
    )


@lru_cache(maxsize=128)
def _labels(key: Key, board: str, metric: str, by: By, day: date | None) -> dict[str, str]:
    tracks = trends_data.of(key, board, metric, by, day).tracks
    return distinct({track.id: plain(track.label) for track in tracks})


def draw_picks(key: Key, asked: Asked, lang: Lang) -> None:
    """The lines of the board, and what is chosen but not on it."""
    here = _labels(key, asked.board.id, asked.metric.name, asked.by, asked.day)
    absent = [id for id, _ in asked.chosen if id not in here]
    labels = {**here, **{id: t("trends.absent", lang, name=id) for id in absent}}
    st.multiselect(
        t("trends.m", lang, n=MOST),
        list(labels),
        format_func=labels.__getitem__,
        max_selections=MOST,
        placeholder=t("trends.m_hint", lang),
        **controls.widget("m"),
    )


def draw(key: Key, asked: Asked, lang: Lang) -> None:
    """All controls below the board; on a phone what matters less is folded in."""
    if controls.compact():
        said = t(
            "trends.more", lang, metric=metric_label(asked.metric, lang), by=t(f"trends.by_{asked.by}", lang)
        )
        drawer = folds.drawer("trends_more", said)
        if drawer.open:
            with drawer:
                draw_metric(key, asked, lang)
                draw_switch("by", BYS, lang)
        draw_picks(key, asked, lang)
        draw_switch("y", YS, lang)
        return
    first, second, third = st.columns([6, 2, 2], vertical_alignment="bottom")
    with first:
        draw_picks(key, asked, lang)
    with second:
        draw_switch("y", YS, lang)
    with third:
        draw_switch("by", BYS, lang)
