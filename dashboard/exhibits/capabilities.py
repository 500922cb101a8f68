"""Models by abilities on one edition, or by the boards of a category or scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go

from cache.leaderboard import Category, Scenario
from dashboard import (
    as_of,
    capabilities_all,
    capabilities_asked,
    capabilities_tables,
    capabilities_view,
    data,
    readable,
)
from dashboard.asking import Given
from dashboard.capabilities_all import Across, Drawn
from dashboard.capabilities_asked import ALL, Asked
from dashboard.capabilities_view import Map
from dashboard.capabilities_words import (
    alt,
    alt_across,
    cut,
    deeper,
    heads,
    notes,
    notes_across,
    nothing_across,
)
from dashboard.catalog.categories import category_label, stem_of
from dashboard.data import Key
from dashboard.exhibit import COLUMN, Exhibit, NothingToShow
from dashboard.figures.fewer import fewer
from dashboard.figures.heat_map import ROW, Row, heat_map
from dashboard.figures.palette import Theme
from dashboard.figures.shapes import GLYPHS, colour
from dashboard.freshness import edition_label
from dashboard.origins import caveats, origin
from dashboard.rankings_asked import asked_for, label, nothing_there, settle_member
from dashboard.words import Lang, t

PARAMETERS = ("cat", "group", "scenario", "board", "edition", "colour", "m", "asof")


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, NothingToShow, and DamagedFile where the edition cannot be read."""
    ask = Given(params)
    asked = capabilities_asked.settle(ask, key, lang)
    if asked is None:
        shelf = data.shelf(key)
        member = settle_member(Given(params), shelf, lang)
        raise NothingToShow(nothing_there(member, lang) if shelf.boards else t("app.empty", lang))
    drawn = _across if asked.board is None else _board
    shown = replace(drawn(key, asked, ask.taken, lang), settled=ask.settled)
    if asked.board is None or asked.revision is None:
        found = capabilities_all.across(key, asked.member, asked.day)
        taken = (found.revision(key, board) for board in found.boards)
        return shown.noting(*readable.standing_in(key, taken, lang))
    shown = shown.warning(*caveats(asked.revision, lang))
    return shown.noting(readable.notice(key, asked.board, asked.revision, lang))


def every(key: Key) -> list[dict[str, str]]:
    """Each board's newest edition, and the boards of each category and scenario that has several side by
    side."""
    shelf = data.shelf(key)
    found = [{"cat": board.category.value, "board": board.id} for board in shelf.boards.values()]
    several = [one for one in (*Category, *Scenario) if len(shelf.of(one)) > 1]
    return found + [{**asked_for(one), "board": ALL} for one in several]


def _board(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang, less: int = 0) -> Exhibit:
    """`less`: px that the chart has to be lower."""
    assert asked.board is not None
    assert asked.revision is not None
    id, board = asked.revision.id, label(asked.board, lang)
    shown = capabilities_view.view(key, id, asked.absolute, asked.highlighted, lang)
    rows, top = _fewer(shown, less)
    shown = replace(shown, rows=rows, top=top)

    what = "capabilities.what_abs" if asked.absolute else "capabilities.what_col"

    def figure(theme: Theme, compact: bool) -> go.Figure:
        return heat_map(shown.columns, shown.rows, theme=theme, lang=lang, compact=compact)

    limits = cut(shown.rows, shown.top, shown.total, lang)
    said = (limits, *notes(shown, asked, lang))
    return Exhibit(
        page="capabilities",
        params=params,
        lang=lang,
        title=f"{t('capabilities.title', lang)} · {board} · {edition_label(id.edition, lang)}",
        subtitle=t("capabilities.abs" if asked.absolute else "capabilities.col", lang),
        origins=(origin(asked.revision, board),),
        table=capabilities_tables.of_board(key, id, lang),
        printed=lambda: capabilities_tables.printed(key, id, lang),
        figure=figure if shown.rows and shown.columns else None,
        stem="_".join(("capabilities", asked.board.id.replace("/", "-"), id.edition)),
        alt=alt(shown, asked, lang),
        legend=lambda theme: _legend(shown.rows, theme),
        column=lambda theme: heat_map(
            shown.columns, shown.rows, theme=theme, lang=lang, compact=True, room=COLUMN
        ),
        wide=lambda theme, room: heat_map(shown.columns, shown.rows, theme=theme, lang=lang, room=room),
        shorter=lambda less: _board(key, asked, params, lang, less),
        notes=tuple(filter(None, said)),
        of_chart=(limits, *deeper(t(what, lang), "light", lang)),
        worded=lambda theme, _: deeper(t(what, lang), theme, lang),
        pinned={"board": asked.board.id, "edition": id.edition},
    )


def _across(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang, less: int = 0) -> Exhibit:
    """`less`: px that the chart has to be lower."""
    member, day = asked.member, asked.day
    found = capabilities_all.across(key, member, day)
    shown = _drawn(key, asked, compact=False, lang=lang, less=less)
    if not found.models:
        raise NothingToShow(nothing_across(found, day, lang))

    def figure(theme: Theme, compact: bool, room: int = 0) -> go.Figure:
        drawn = _drawn(key, asked, compact=compact, lang=lang, less=less)
        names = heads(drawn, lang, compact=compact and not room)
        return heat_map(names, drawn.rows, theme=theme, lang=lang, compact=compact, room=room)

    what = t("capabilities.what_all", lang)
    table = capabilities_tables.across(key, member, lang, day)
    return Exhibit(
        page="capabilities",
        params=params,
        lang=lang,
        title=f"{t('capabilities.title', lang)} · {category_label(member, lang)}",
        subtitle=t("capabilities.all", lang),
        origins=tuple(origin(found.revision(key, board), label(board, lang)) for board in found.boards),
        table=table,
        printed=lambda: dict.fromkeys(map(str, table.columns[2:]), "{:.1f}"),
        figure=figure if shown.rows else None,
        ours=True,
        stem=f"capabilities_{stem_of(member)}_{ALL}",
        alt=alt_across(shown, asked, lang),
        legend=lambda theme: _legend(shown.rows, theme),
        column=lambda theme: figure(theme, True, COLUMN),
        wide=lambda theme, room: figure(theme, False, room),
        shorter=lambda less: _across(key, asked, params, lang, less),
        notes=_said(found, shown, day, lang),
        of_chart=(cut(shown.rows, shown.top, shown.total, lang), *deeper(what, "light", lang)),
        column_notes=_said(found, _drawn(key, asked, compact=True, lang=lang), day, lang),
        worded=lambda theme, _: deeper(what, theme, lang),
        pinned=as_of.pinned(found.editions.values()),
    )


def _drawn(key: Key, asked: Asked, *, compact: bool, lang: Lang, less: int = 0) -> Drawn:
    whole = capabilities_all.drawn(key, asked.member, asked.highlighted, compact, lang, asked.day)
    rows, top = _fewer(whole, less)
    return replace(whole, rows=rows, top=top)


def _fewer(shown: Map | Drawn, less: int) -> tuple[tuple[Row, ...], int]:
    """The rows of a chart so many px lower, with those that the reader picked, and how many lead it."""
    top = fewer(min(shown.top, len(shown.rows)), ROW, less)
    return tuple(row for at, row in enumerate(shown.rows) if at < top or row.place is not None), top


def _said(found: Across, drawn: Drawn, day: date | None, lang: Lang) -> tuple[str, ...]:
    limits = cut(drawn.rows, drawn.top, drawn.total, lang), *notes_across(found, drawn, lang)
    return tuple(filter(None, (*limits, as_of.note(day, lang) if day else "")))


def _legend(rows: tuple[Row, ...], theme: Theme) -> list[tuple[str, str]]:
    return [
        (colour(row.place, theme), f"{GLYPHS[row.place]} {row.name}") for row in rows if row.place is not None
    ]
