"""The controls of Rankings: what a reader asks of one leaderboard, settled first and drawn afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from cache.leaderboard import Category, Leaderboard, Standing
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import controls, data, model_filters
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label
from dashboard.data import Board, Key, Selection, Shelf
from dashboard.freshness import edition_label
from dashboard.markup import markdown
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

TOPS = (10, 20, 30)
ALL = "all"
DRAWN_WHOLE = 40  # so many bars need no cut


@dataclass(frozen=True, slots=True)
class Filters:
    """`board` and what is asked of it; every field is valid."""

    board: Board
    revision: Revision  # the one shown: the current one, or the one that stands in for it
    leaderboard: Leaderboard
    metric: Metric
    query: str
    organization: str  # id, "" for all
    reference: bool
    chart: bool
    top: str  # a number or "all"
    models: model_filters.Asked

    @property
    def before(self) -> Revision | None:
        return self.board.before(self.revision.id.edition)

    def selection(self, lang: Lang) -> Selection:
        return Selection(
            self.revision.id,
            self.before.id if self.before else None,
            self.metric.name,
            self.reference,
            self.query,
            self.organization,
            lang,
            self.models.question,
            self.models.per_family,
        )

    @property
    def count_of_references(self) -> int:
        return sum(entry.standing is Standing.REFERENCE for entry in self.leaderboard.entries)


def label(board: Board, lang: Lang) -> str:
    return board_label(board.source, board.leaderboard, lang, board.newest.heading)


def labels_of_boards(boards: Iterable[Board], lang: Lang) -> dict[str, str]:
    return distinct({board.id: label(board, lang) for board in boards})


def labels_of_metrics(leaderboard: Leaderboard, lang: Lang) -> dict[str, str]:
    known = data.metrics()
    return distinct(
        {name: metric_label(known.of(leaderboard.id, name), lang) for name in leaderboard.metrics}
    )


def distinct(labels: dict[str, str]) -> dict[str, str]:
    """Equal labels with their ids: the browser knows a choice by its label alone."""
    seen = Counter(labels.values())
    return {id: text if seen[text] == 1 else f"{text} ({id})" for id, text in labels.items()}


def settle_category(shelf: Shelf, lang: Lang) -> Category:
    linked = shelf.boards.get(controls.linked("board") or "")
    if linked:
        controls.imply("cat", linked.category.value)
    names = [category.value for category in Category]
    return Category(controls.settle("cat", names, names[0], lambda id: category_label(Category(id), lang)))


def settle_board(shelf: Shelf, category: Category, lang: Lang) -> tuple[Board, Revision] | None:
    """None where the category has no board. The edition is the one asked for, else the newest."""
    boards = {board.id: board for board in shelf.of(category)}
    if not boards:
        return None
    labels = labels_of_boards(boards.values(), lang)
    board = boards[controls.settle("board", list(boards), next(iter(boards)), labels.__getitem__)]
    editions = [revision.id.edition for revision in board.editions]
    return board, board.edition(controls.settle("edition", editions, editions[0]))


def settle(key: Key, board: Board, revision: Revision, lang: Lang) -> Filters:
    """Raises DamagedFile where the edition cannot be read."""
    shown, leaderboard = data.edition(key, revision.id)
    labels = labels_of_metrics(leaderboard, lang)
    first = data.leading_metric(key, revision.id).name
    metric = data.metrics().of(
        revision.id, controls.settle("metric", list(labels), first, labels.__getitem__)
    )
    makers = ["", *data.organizations(key, revision.id, lang)]
    whole = len(leaderboard.entries) <= DRAWN_WHOLE
    return Filters(
        board,
        shown,
        leaderboard,
        metric,
        query=controls.settle_text("q"),
        organization=controls.settle("org", makers, "", lambda _: t("rankings.any_organization", lang)),
        reference=controls.settle_flag("ref", default=True),
        chart=controls.settle("view", ("table", "chart"), "table", lambda id: t(f"rankings.{id}", lang))
        == "chart",
        top=controls.settle("top", [*map(str, TOPS), ALL], ALL if whole else str(TOPS[-1])),
        models=model_filters.settle(key, revision.id, lang),
    )


def draw_category(lang: Lang) -> None:
    st.pills(
        t("rankings.category", lang),
        [category.value for category in Category],
        format_func=lambda id: category_label(Category(id), lang, short=True),
        required=True,
        label_visibility="collapsed",
        wrap=not controls.compact(),
        **controls.widget("cat"),
    )


def draw_board(shelf: Shelf, category: Category, lang: Lang) -> None:
    labels = labels_of_boards(shelf.of(category), lang)
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
        max_chars=controls.LONGEST_TEXT,
        **controls.widget("q"),
    )


def draw_view(filters: Filters, lang: Lang) -> None:
    st.segmented_control(
        t("rankings.view", lang),
        ("table", "chart"),
        format_func=lambda id: t(f"rankings.{id}", lang),
        required=True,
        label_visibility="collapsed",
        **controls.widget("view"),
    )
    if filters.count_of_references:
        st.toggle(t("rankings.reference", lang, n=filters.count_of_references), **controls.widget("ref"))


def draw_organization(key: Key, filters: Filters, lang: Lang, *, width: int | None = None) -> None:
    makers = data.organizations(key, filters.revision.id, lang)
    if makers:
        st.selectbox(
            t("rankings.organization", lang),
            ["", *makers],
            format_func=lambda id: makers.get(id) or t("rankings.any_organization", lang),
            label_visibility="collapsed" if width else "visible",
            width=width or "stretch",
            **controls.widget("org"),
        )


def draw_top(filters: Filters, lang: Lang, *, width: int | None = None) -> None:
    total = len(filters.leaderboard.entries)
    st.selectbox(
        t("rankings.top", lang),
        [*map(str, TOPS), ALL],
        format_func=lambda id: (
            t("rankings.top_all", lang, n=total) if id == ALL else t("rankings.top_n", lang, n=id)
        ),
        label_visibility="collapsed" if width else "visible",
        width=width or "stretch",
        **controls.widget("top"),
    )


def draw(
    key: Key,
    shelf: Shelf,
    category: Category,
    place: tuple[Board, Revision],
    filters: Filters | None,
    lang: Lang,
) -> None:
    """All controls below the categories; without `filters` (no file can be read) those that lead away."""
    if controls.compact():
        _draw_compact(key, shelf, category, place, filters, lang)
        return
    first, second, third, fourth = st.columns([3, 2, 2, 3])
    with first:
        draw_board(shelf, category, lang)
    with second:
        draw_edition(place[0], lang)
    if filters is None:
        return
    with third:
        draw_metric(filters, lang)
    with fourth:
        draw_search(lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_view(filters, lang)
        draw_organization(key, filters, lang, width=220)
        model_filters.draw_popover(key, filters.revision.id, filters.models, lang)
        if filters.chart:
            draw_top(filters, lang, width=130)


def _draw_compact(
    key: Key,
    shelf: Shelf,
    category: Category,
    place: tuple[Board, Revision],
    filters: Filters | None,
    lang: Lang,
) -> None:
    draw_board(shelf, category, lang)
    if filters is None:
        draw_edition(place[0], lang)
        return
    said = t(
        "rankings.filters",
        lang,
        edition=markdown(edition_label(place[1].id.edition, lang)),
        metric=markdown(metric_label(filters.metric, lang)),
    )
    with st.expander(said, icon=":material/tune:", key="filters"):
        draw_edition(place[0], lang)
        draw_metric(filters, lang)
        draw_search(lang)
        draw_organization(key, filters, lang)
        model_filters.draw(key, filters.revision.id, lang)
        if filters.chart:
            draw_top(filters, lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_view(filters, lang)
