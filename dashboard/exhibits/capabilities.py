"""Models by abilities on one edition, or by the boards of a category."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from cache.leaderboard import Category
from dashboard import (
    as_of,
    capabilities_all,
    capabilities_asked,
    capabilities_tables,
    capabilities_view,
    data,
)
from dashboard.asking import Given
from dashboard.capabilities_all import Drawn
from dashboard.capabilities_asked import ALL, Asked
from dashboard.capabilities_words import alt, alt_across, cut, heads, notes, notes_across
from dashboard.catalog.categories import category_label
from dashboard.data import Key
from dashboard.exhibit import COLUMN, Exhibit, NothingToShow
from dashboard.figures.heat_map import Row, heat_map
from dashboard.figures.palette import Theme
from dashboard.figures.shapes import GLYPHS, colour
from dashboard.freshness import edition_label
from dashboard.origins import origin
from dashboard.rankings_asked import label, settle_category
from dashboard.words import Lang, t

PARAMETERS = ("cat", "board", "edition", "colour", "m", "asof")


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, NothingToShow, and DamagedFile where the edition cannot be read."""
    ask = Given(params)
    asked = capabilities_asked.settle(ask, key, lang)
    if asked is None:
        said = category_label(settle_category(Given(params), data.shelf(key), lang), lang)
        word = "rankings.no_category" if data.shelf(key).boards else "app.empty"
        raise NothingToShow(t(word, lang, category=said))
    shown = _across if asked.board is None else _board
    return shown(key, asked, ask.taken, lang)


def every(key: Key) -> list[dict[str, str]]:
    """Each board's newest edition, and the boards of each category that has several side by side."""
    shelf, found = data.shelf(key), []
    for category in Category:
        boards = shelf.of(category)
        named = [board.id for board in boards] + ([ALL] if len(boards) > 1 else [])
        found += [{"cat": category.value, "board": board} for board in named]
    return found


def _board(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang) -> Exhibit:
    assert asked.board is not None
    assert asked.revision is not None
    id, board = asked.revision.id, label(asked.board, lang)
    shown = capabilities_view.view(key, id, asked.absolute, asked.highlighted, lang)

    def figure(theme: Theme, compact: bool) -> go.Figure:
        return heat_map(shown.columns, shown.rows, theme=theme, lang=lang, compact=compact)

    said = (cut(shown.rows, shown.top, shown.total, lang), *notes(shown, asked, lang))
    return Exhibit(
        page="capabilities",
        params=params,
        lang=lang,
        title=f"{t('capabilities.title', lang)} · {board} · {edition_label(id.edition, lang)}",
        subtitle=t("capabilities.abs" if asked.absolute else "capabilities.col", lang),
        origins=(origin(asked.revision, board),),
        table=capabilities_tables.of_board(key, id, lang),
        figure=figure if shown.rows and shown.columns else None,
        stem="_".join(("capabilities", asked.board.id.replace("/", "-"), id.edition)),
        alt=alt(shown, asked, lang),
        legend=lambda theme: _legend(shown.rows, theme),
        column=lambda theme: heat_map(
            shown.columns, shown.rows, theme=theme, lang=lang, compact=True, room=COLUMN
        ),
        notes=tuple(filter(None, said)),
        pinned={"board": asked.board.id, "edition": id.edition},
    )


def _across(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang) -> Exhibit:
    category, day = asked.category, asked.day
    found = capabilities_all.across(key, category, day)
    shown = capabilities_all.drawn(key, category, asked.highlighted, False, lang, day)
    if not found.models:
        raise NothingToShow(t("capabilities.nothing_across", lang))

    def figure(theme: Theme, compact: bool, room: int = 0) -> go.Figure:
        drawn = capabilities_all.drawn(key, category, asked.highlighted, compact, lang, day)
        names = heads(drawn, lang, compact=compact and not room)
        return heat_map(names, drawn.rows, theme=theme, lang=lang, compact=compact, room=room)

    def said(drawn: Drawn) -> tuple[str, ...]:
        limits = cut(drawn.rows, drawn.top, drawn.total, lang), *notes_across(found, drawn, lang)
        return tuple(filter(None, (*limits, as_of.note(day, lang) if day else "")))

    newest = [known for board in data.shelf(key).of(category) if (known := as_of.until(board, day))]
    return Exhibit(
        page="capabilities",
        params=params,
        lang=lang,
        title=f"{t('capabilities.title', lang)} · {category_label(category, lang)}",
        subtitle=t("capabilities.all", lang),
        origins=tuple(origin(board.newest, label(board, lang)) for board in found.boards),
        table=capabilities_tables.across(key, category, lang, day),
        figure=figure if shown.rows else None,
        stem=f"capabilities_{category.value}_{ALL}",
        alt=alt_across(shown, asked, lang),
        legend=lambda theme: _legend(shown.rows, theme),
        column=lambda theme: figure(theme, True, COLUMN),
        notes=said(shown),
        column_notes=said(capabilities_all.drawn(key, category, asked.highlighted, True, lang, day)),
        pinned=as_of.pinned(board.newest for board in newest),
    )


def _legend(rows: tuple[Row, ...], theme: Theme) -> list[tuple[str, str]]:
    return [
        (colour(row.place, theme), f"{GLYPHS[row.place]} {row.name}") for row in rows if row.place is not None
    ]
