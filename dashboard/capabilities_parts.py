"""The controls and the drawing of Capabilities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cache.leaderboard import LeaderboardId
from dashboard import (
    appearances,
    as_of,
    capabilities_view,
    controls,
    data,
    folds,
    grouping,
    rankings_parts,
    window,
)
from dashboard.capabilities_all import Across, Drawn, across, drawn
from dashboard.capabilities_asked import COLOURS, Asked, labels
from dashboard.capabilities_view import Picks
from dashboard.capabilities_words import alt, alt_across, cut, heads, notes, notes_across, nothing_across
from dashboard.catalog.categories import member_of, stem_of
from dashboard.compare_parts import said, shaped
from dashboard.data import Key
from dashboard.figures.heat_map import Row, heat_map
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.freshness import dated, edition_label
from dashboard.id_lists import MOST, write_ids
from dashboard.links import within
from dashboard.markup import hypertext, markdown
from dashboard.rankings_asked import label
from dashboard.words import Lang, t


def draw_controls(key: Key, asked: Asked, lang: Lang, *, compact: bool) -> None:
    """Side by side; on a phone all but the board fold into one line that tells them."""
    if not compact:
        widths = [3.4, 1.7, 3.5, 3.4] if asked.board else [1, 1]
        first, *places = st.columns(widths, vertical_alignment="bottom")
        _draw_board(key, asked, lang, first)
        _draw_rest(key, asked, lang, places)
        return
    _draw_board(key, asked, lang, st.container())
    drawer = folds.drawer("filters", _folded(asked, lang))
    if drawer.open:
        with drawer:
            grouping.draw(lang)
            _draw_rest(key, asked, lang, [st.container()] * 3)


def _draw_rest(key: Key, asked: Asked, lang: Lang, places: Sequence[DeltaGenerator]) -> None:
    if asked.board:
        places[0].selectbox(
            t("rankings.edition", lang),
            [revision.id.edition for revision in asked.board.editions],
            format_func=lambda edition: edition_label(edition, lang),
            **controls.widget("edition"),
        )
        places[1].segmented_control(
            t("capabilities.colour", lang),
            COLOURS,
            format_func=lambda id: t(f"capabilities.{id}", lang),
            required=True,
            **controls.widget("colour"),
        )
    _draw_highlight(key, asked, lang, places[-1])


def _folded(asked: Asked, lang: Lang) -> str:
    if asked.revision is None:
        return t("capabilities.folded_all", lang)
    colour = t("capabilities.abs" if asked.absolute else "capabilities.col", lang)
    edition = markdown(edition_label(asked.revision.id.edition, lang))
    return t("capabilities.folded", lang, edition=edition, colour=colour)


def _draw_board(key: Key, asked: Asked, lang: Lang, place: DeltaGenerator) -> None:
    names = labels(key, asked.member, lang)
    place.selectbox(
        t("rankings.board", lang), list(names), format_func=names.__getitem__, **controls.widget("board")
    )


def _draw_highlight(key: Key, asked: Asked, lang: Lang, place: DeltaGenerator) -> None:
    """Models of the chart; one chosen elsewhere that is not in it stays chosen."""
    labels = appearances.labels(key, lang)
    here = dict.fromkeys((*_models(key, asked), *asked.picks))
    place.multiselect(
        t("capabilities.highlight", lang),
        [id for id in here if id in labels],
        format_func=labels.__getitem__,
        max_selections=MOST,
        placeholder=t("capabilities.highlight_hint", lang),
        select_all=False,
        **controls.widget("m"),
    )


def _models(key: Key, asked: Asked) -> tuple[str, ...]:
    if asked.revision is None:
        return across(key, asked.member, asked.day).models
    return tuple(row.model_id for row in data.facts(key, asked.revision.id))


@st.cache_data(show_spinner=False, max_entries=256)
def chart(
    key: Key,
    id: LeaderboardId,
    absolute: bool,
    picks: Picks,
    alt: str,
    theme: Theme,
    compact: bool,
    room: int,
    lang: Lang,
) -> None:
    """Streamlit replays what is drawn here, so the same view is drawn once."""
    shown = capabilities_view.view(key, id, absolute, picks, lang)
    figure = heat_map(shown.columns, shown.rows, theme=theme, lang=lang, compact=compact, room=room)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt)


@st.cache_data(show_spinner=False, max_entries=64)
def chart_across(
    key: Key,
    stem: str,
    picks: Picks,
    alt: str,
    theme: Theme,
    compact: bool,
    room: int,
    lang: Lang,
    day: date | None,
) -> None:
    """`stem`: of a category or scenario, which Streamlit would not tell apart."""
    shown = drawn(key, member_of(stem), picks, compact, lang, day)
    names = heads(shown, lang, compact=compact and not room)
    figure = heat_map(names, shown.rows, theme=theme, lang=lang, compact=compact, room=room)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt)


def board(key: Key, asked: Asked, theme: Theme, lang: Lang, *, compact: bool) -> None:
    """One edition. Raises DamagedFile."""
    assert asked.board is not None
    assert asked.revision is not None
    id = asked.revision.id
    shown = capabilities_view.view(key, id, asked.absolute, asked.highlighted, lang)
    if not shown.rows or not shown.columns:
        st.info(t("capabilities.nothing", lang), icon=":material/inbox:")
    else:
        _draw_above(asked, shown.rows, cut(shown.rows, shown.top, shown.total, lang), lang)
        words = alt(shown, asked, lang)
        chart(key, id, asked.absolute, asked.highlighted, words, theme, compact, window.room(), lang)
    source = rankings_parts.sources_line(label(asked.board, lang), asked.revision, lang)
    st.html(source + said(notes(shown, asked, lang, theme)))


def boards(key: Key, asked: Asked, theme: Theme, lang: Lang, *, compact: bool) -> None:
    """All boards of the category or scenario."""
    found = across(key, asked.member, asked.day)
    shown = drawn(key, asked.member, asked.highlighted, compact, lang, asked.day)
    if until := as_of.said(asked.day, "capabilities", controls.view(), lang):
        st.html(until)
    if not shown.rows:
        st.info(nothing_across(found, asked.day, lang), icon=":material/inbox:")
        return
    _draw_above(asked, shown.rows, cut(shown.rows, shown.top, shown.total, lang), lang)
    words = alt_across(shown, asked, lang)
    room = window.room()
    chart_across(key, stem_of(asked.member), asked.highlighted, words, theme, compact, room, lang, asked.day)
    origins = _origins(key, shown, found, lang, numbered=compact and not room)
    st.html(origins + said(notes_across(found, shown, lang, theme)))


def _origins(key: Key, shown: Drawn, found: Across, lang: Lang, *, numbered: bool) -> str:
    """Where the figures are from: a way to each edition, which has its source; `numbered` as its column."""
    editions = {board.id: found.revision(key, board) for board in shown.boards}
    times = sorted(at.provenance.retrieved_at for at in editions.values())
    words = {"n": len(times), "earliest": dated(times[0], lang), "latest": dated(times[-1], lang)}
    ways = " · ".join(
        within(
            "rankings",
            lang,
            (f"{at} " if numbered else "")
            + f"{label(board, lang)} {edition_label(editions[board.id].id.edition, lang)}",
            board=board.id,
        )
        for at, board in enumerate(shown.boards, start=1)
    )
    return f'<p class="bd-quiet">{hypertext(t("capabilities.sources", lang, **words))} {ways}</p>'


def _draw_above(asked: Asked, rows: tuple[Row, ...], rest: str, lang: Lang) -> None:
    """Which rows are highlighted, a way to compare them, and what is cut."""
    marks = [f"<span>{shaped(row.place, row.name)}</span>" for row in rows if row.place is not None]
    marks += [f'<span class="bd-quiet">{hypertext(rest)}</span>'] if rest else []
    if len({row.place for row in rows if row.place is not None}) > 1:
        marks.append(within("compare", lang, t("capabilities.compare", lang), m=write_ids(asked.picks)))
    if marks:
        st.html(f'<div class="bd-legend">{"".join(marks)}</div>')
