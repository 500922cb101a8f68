"""The controls of Rankings: what a reader asks of one leaderboard, settled first and drawn afterwards."""

from __future__ import annotations

import streamlit as st

from cache.leaderboard import Category, Scenario
from cache.manifest import Revision
from dashboard import (
    board_card,
    controls,
    data,
    folds,
    grouping,
    model_filters,
    offered,
    rankings_asked,
    view_controls,
)
from dashboard.asking import LONGEST_TEXT
from dashboard.catalog.categories import category_label
from dashboard.data import Board, Key, Shelf
from dashboard.freshness import edition_label
from dashboard.markup import markdown
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import Filters, Member, labels_of_boards, labels_of_metrics
from dashboard.words import Lang, t


def settle_member(shelf: Shelf, lang: Lang) -> Member:
    return rankings_asked.settle_member(controls, shelf, lang)


def settle_board(key: Key, member: Member, lang: Lang) -> tuple[Board, Revision] | None:
    return rankings_asked.settle_board(controls, key, member, lang)


def settle(key: Key, board: Board, revision: Revision, lang: Lang) -> Filters:
    """Raises DamagedFile where the edition cannot be read."""
    return rankings_asked.settle(controls, key, board, revision, lang)


def draw_member(member: Member, lang: Lang, *, folds: bool = False) -> None:
    """The categories or the scenarios, and the switch between the two: on a phone below, or where the page
    `folds` its controls, among those."""
    name = "cat" if isinstance(member, Category) else "scenario"
    members: tuple[Member, ...] = tuple(Category) if name == "cat" else tuple(Scenario)
    if controls.compact():
        _draw_pills(name, members, lang)
        if not folds:
            grouping.draw(lang)
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        _draw_pills(name, members, lang)
        grouping.draw(lang)


def _draw_pills(name: str, members: tuple[Member, ...], lang: Lang) -> None:
    labels = {member.value: category_label(member, lang, short=True) for member in members}
    st.pills(
        t("rankings.category" if name == "cat" else "rankings.scenario", lang),
        list(labels),
        format_func=labels.__getitem__,
        required=True,
        label_visibility="collapsed",
        wrap=not controls.compact(),
        **controls.widget(name),
    )


def draw_board(shelf: Shelf, member: Member, lang: Lang) -> None:
    labels = labels_of_boards(shelf.of(member), lang)
    st.selectbox(
        t("rankings.board", lang),
        list(labels),
        format_func=labels.__getitem__,
        **controls.widget("board"),
    )


def draw_edition(board: Board, lang: Lang) -> None:
    editions = [revision.id.edition for revision in board.editions]
    st.selectbox(
        t("rankings.edition", lang),
        editions,
        format_func=lambda edition: edition_label(edition, lang),
        **controls.widget("edition"),
    )


def draw_metric(filters: Filters, lang: Lang) -> None:
    labels = labels_of_metrics(filters.leaderboard, lang)
    st.selectbox(
        t("rankings.metric", lang),
        list(labels),
        format_func=labels.__getitem__,
        **controls.widget("metric"),
    )


def draw_search(lang: Lang) -> None:
    st.text_input(
        t("rankings.search", lang),
        placeholder=t("rankings.search_hint", lang),
        icon=":material/search:",
        live=True,
        max_chars=LONGEST_TEXT,
        **controls.widget("q"),
    )


def draw_view(key: Key, filters: Filters, lang: Lang) -> None:
    st.segmented_control(
        t("rankings.view", lang),
        rankings_asked.views(key, filters.board, filters.revision),
        format_func=lambda id: t(f"rankings.{id}", lang),
        required=True,
        label_visibility="collapsed",
        **controls.widget("view"),
    )
    if filters.count_of_references and filters.view != "changes":
        st.toggle(t("rankings.reference", lang, n=filters.count_of_references), **controls.widget("ref"))


def draw_organization(key: Key, filters: Filters, lang: Lang, *, width: int | None = None) -> None:
    makers = data.organizations(key, filters.revision.id, lang)
    if makers:
        st.selectbox(
            t("rankings.organization", lang),
            ["", *makers],
            format_func=lambda id: makers.get(id) or t("filter.org_any", lang),
            width=width or "stretch",
            **controls.widget("org"),
        )


def draw(
    key: Key,
    shelf: Shelf,
    member: Member,
    place: tuple[Board, Revision],
    filters: Filters | None,
    lang: Lang,
) -> None:
    """All controls below the categories; without `filters` (no file can be read) those that lead away."""
    if controls.compact():
        _draw_compact(key, shelf, member, place, filters, lang)
        return
    with st.container(horizontal=True):
        draw_board(shelf, member, lang)
        draw_edition(place[0], lang)
        if filters is None:
            return
        draw_metric(filters, lang)
        draw_search(lang)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_view(key, filters, lang)
        if filters.view != "changes":
            draw_organization(key, filters, lang, width=220)
            among = offered.of_board(key, filters.revision.id, lang)
            model_filters.draw_popover(among, filters.models, lang, best=True)
        board_card.draw(key, filters.board, filters.revision.id, lang)
        if filters.view != "scatter":
            view_controls.draw(key, filters, lang, wide=True)
    if filters.view == "scatter":
        with st.container(horizontal=True, vertical_alignment="bottom"):
            view_controls.draw(key, filters, lang, wide=True)


def _draw_compact(
    key: Key,
    shelf: Shelf,
    member: Member,
    place: tuple[Board, Revision],
    filters: Filters | None,
    lang: Lang,
) -> None:
    draw_board(shelf, member, lang)
    if filters is None:
        draw_edition(place[0], lang)
        return
    n = filters.models.count + bool(filters.query) + bool(filters.organization)
    said = t(
        "rankings.filters_n" if n else "rankings.filters",
        lang,
        n=n,
        edition=markdown(edition_label(place[1].id.edition, lang)),
        metric=markdown(metric_label(filters.metric, lang)),
    )
    drawer = folds.drawer("filters", said)
    if drawer.open:
        with drawer:
            _draw_folded(key, place[0], filters, lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_view(key, filters, lang)
        board_card.draw(key, filters.board, filters.revision.id, lang)


def _draw_folded(key: Key, board: Board, filters: Filters, lang: Lang) -> None:
    grouping.draw(lang)
    draw_edition(board, lang)
    draw_metric(filters, lang)
    draw_search(lang)
    draw_organization(key, filters, lang)
    model_filters.draw(offered.of_board(key, filters.revision.id, lang), lang, best=True)
    view_controls.draw(key, filters, lang, wide=False)
