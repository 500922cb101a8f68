"""One edition of one leaderboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from cache.metrics import Metric
from dashboard import changes_asked, data, decimal_places, rankings_asked, readable, readings, scatter_asked
from dashboard.asking import Given
from dashboard.column_order import ordered
from dashboard.data import Key
from dashboard.exhibit import COLUMN, Exhibit, NothingToShow
from dashboard.figures.alt import alt_text
from dashboard.figures.charted import charted
from dashboard.figures.fewer import fewer
from dashboard.figures.palette import Theme
from dashboard.figures.ranking_bar import ROW, legend, ranking_bar
from dashboard.figures.scatter import legend as scatter_legend
from dashboard.figures.scatter import scatter
from dashboard.freshness import edition_label
from dashboard.origins import caveats, origin
from dashboard.ranking.board import column_of
from dashboard.ranking.view import file_word, metric_label, view_labels
from dashboard.rankings_asked import Filters
from dashboard.rankings_words import filter_words, notes, title_of, top_of
from dashboard.scatter_asked import Axes
from dashboard.words import Lang, t

PARAMETERS = (
    *("cat", "group", "scenario", "board", "edition", "metric", "view", "top", "q", "org", "ref"),
    *("metrics", "x", "y", "logscale", "against"),
    *("region", "weights", "thinking", "effort", "family", "model", "best"),
)
FULL = dict.fromkeys(
    ("q", "org", "ref", "region", "weights", "thinking", "effort", "family", "model", "best"), ""
)


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, NothingToShow, and DamagedFile where the edition cannot be read."""
    ask, shelf = Given(params), data.shelf(key)
    member = rankings_asked.settle_member(ask, shelf, lang)
    place = rankings_asked.settle_board(ask, key, member, lang)
    if place is None:
        raise NothingToShow(
            rankings_asked.nothing_there(member, lang) if shelf.boards else t("app.empty", lang)
        )
    asked = rankings_asked.settle(ask, key, *place, lang)
    shown = _shown(key, asked, ask.taken, lang)
    if asked.axes:
        shown = _scatter(key, asked, asked.axes, shown, lang)
    elif asked.against:
        shown = _changes(key, asked, shown, lang)
    shown = replace(shown, settled=ask.settled).warning(*caveats(asked.revision, lang))
    return shown.noting(readable.notice(key, asked.board, asked.revision, lang))


def every(key: Key) -> list[dict[str, str]]:
    """Each board's newest edition."""
    boards = data.shelf(key).boards.values()
    return [{"cat": board.category.value, "board": board.id} for board in boards]


def _shown(key: Key, asked: Filters, params: Mapping[str, str], lang: Lang, less: int = 0) -> Exhibit:
    """`less`: px that the chart has to be lower."""
    rows, metric, board = data.rows(key, asked.selection(lang)), asked.metric, asked.board
    top, label = top_of(asked), rankings_asked.label(board, lang)
    if less:
        top = fewer(len(charted(rows, metric, top).rows), ROW, less)
    subtitle = (metric_label(metric, lang), filter_words(key, asked, lang))
    cut = data.left_out(key, asked.selection(lang), top)
    said = (cut, *notes(key, asked, lang))
    edition = edition_label(asked.revision.id.edition, lang)
    n = decimal_places.places(key, asked.revision.id, metric.name)
    figure = partial(_bars, key, asked, lang, top)
    return Exhibit(
        page="rankings",
        params=params,
        lang=lang,
        title=title_of(asked, lang),
        subtitle=" · ".join(filter(None, subtitle)),
        origins=(origin(asked.revision, label),),
        table=_table(key, asked, lang),
        printed=lambda: decimal_places.formats(key, asked.revision.id, _labels(key, asked, lang)),
        figure=None if rows.empty else figure,
        stem="_".join((board.id.replace("/", "-"), asked.revision.id.edition, file_word(metric, lang))),
        alt=alt_text(rows, metric, board=label, edition=edition, lang=lang, top=top, places=n),
        legend=lambda theme: legend(rows, theme=theme, lang=lang, category=board.category),
        column=lambda theme: figure(theme, True, COLUMN),
        shorter=lambda less: _shown(key, asked, params, lang, less),
        notes=tuple(filter(None, said)),
        of_chart=(cut,),
        pinned={"board": board.id, "edition": asked.revision.id.edition},
        charted_rows=_charted_rows(rows, metric, top),
    )


def _bars(
    key: Key, asked: Filters, lang: Lang, top: int | None, theme: Theme, compact: bool, room: int = 0
) -> go.Figure:
    return ranking_bar(
        data.rows(key, asked.selection(lang)),
        asked.metric,
        theme=theme,
        lang=lang,
        category=asked.board.category,
        compact=compact,
        room=room,
        top=top,
        places=decimal_places.places(key, asked.revision.id, asked.metric.name),
        readings=readings.of_rows(key, asked.selection(lang)),
    )


def _charted_rows(rows: pd.DataFrame, metric: Metric, top: int | None) -> tuple[int, ...] | None:
    """Places of the rows that a chart draws; None where it draws all that have a score."""
    drawn = charted(rows, metric, top)
    if drawn.top == drawn.total:
        return None
    kept = {*drawn.rows.index, *drawn.baselines.index}
    return tuple(place for place, index in enumerate(rows.index) if index in kept)


def _scatter(key: Key, asked: Filters, axes: Axes, shown: Exhibit, lang: Lang) -> Exhibit:
    selection, category = asked.selection(lang), asked.board.category
    points = scatter_asked.points(key, selection, axes)
    x, y = scatter_asked.scales(key, selection.id, axes, lang)
    listed, edition = list(points.values()), edition_label(selection.id.edition, lang)
    drawing = partial(scatter, listed, x, y, lang=lang, category=category)

    def figure(theme: Theme, compact: bool, room: int = 0, less: int = 0) -> go.Figure:
        return drawing(theme=theme, compact=compact, room=room, less=less)

    left_out = scatter_asked.left_out(key, selection, axes, lang)
    said = (left_out, *scatter_asked.notes(key, selection, axes, lang))
    drawn = replace(
        shown,
        subtitle=" · ".join(filter(None, (f"{y.title} × {x.title}", filter_words(key, asked, lang)))),
        table=scatter_asked.table(points, x, y, lang),
        printed=lambda: {axis.title: f"{{:.{axis.places}f}}" for axis in (x, y) if not axis.days},
        charted_rows=None,
        figure=figure if points else None,
        column=lambda theme: figure(theme, True, COLUMN),
        stem=f"{shown.stem}_scatter",
        alt=scatter_asked.alt(points, x, y, rankings_asked.label(asked.board, lang), edition, lang),
        legend=lambda theme: scatter_legend(listed, theme=theme, lang=lang, category=category),
        notes=tuple(filter(None, said)),
        of_chart=(),
    )
    return replace(
        drawn, shorter=lambda less: replace(drawn, figure=lambda theme, _: figure(theme, False, 0, less))
    )


def _changes(key: Key, asked: Filters, shown: Exhibit, lang: Lang) -> Exhibit:
    """The models as a table; every changed figure stands in none, being another kind of line."""
    board, id, metric = asked.board, asked.revision.id, asked.metric.name
    table = changes_asked.compared(key, board.id, id, asked.against, metric)
    figures = changes_asked.figures(key, board.id, id, asked.against)
    earlier = changes_asked.offered(key, board.id, id)[asked.against]
    said = changes_asked.summary(table, len(figures), asked.against, lang)
    return replace(
        shown,
        subtitle=f"{metric_label(asked.metric, lang)} · {said}",
        origins=(*shown.origins, origin(earlier, rankings_asked.label(board, lang))),
        table=changes_asked.table_of(table, id, metric, asked.against, lang),
        printed=lambda: changes_asked.printed(key, board.id, id, asked.against, metric, lang),
        charted_rows=None,
        figure=None,
        shorter=None,
        legend=None,
        of_chart=(),
        stem=f"{shown.stem}_since_{asked.against}",
        alt=said,
        notes=tuple(
            filter(
                None,
                (
                    changes_asked.most_gone(table, id, asked.against, lang),
                    changes_asked.caution(id, asked.against, lang),
                ),
            )
        ),
        pinned={**shown.pinned, "against": asked.against},
    )


def _labels(key: Key, asked: Filters, lang: Lang) -> dict[str, str]:
    return view_labels(data.view(key, asked.selection(lang)), asked.leaderboard, data.metrics(), lang)


def _table(key: Key, asked: Filters, lang: Lang) -> pd.DataFrame:
    view, labels = data.view(key, asked.selection(lang)), _labels(key, asked, lang)
    columns = ordered(view, labels, asked.leaderboard, column_of(asked.metric.name), bars=asked.columns)
    return view[columns].rename(columns=labels).reset_index(drop=True)
