"""One edition of one leaderboard."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard import data, rankings_asked, readings
from dashboard.asking import Given
from dashboard.column_order import ordered
from dashboard.data import Key
from dashboard.exhibit import Exhibit, NothingToShow
from dashboard.figures.alt import alt_text
from dashboard.figures.palette import Theme
from dashboard.figures.ranking_bar import legend, ranking_bar
from dashboard.freshness import edition_label
from dashboard.origins import origin
from dashboard.ranking.board import column_of
from dashboard.ranking.view import metric_label, view_labels
from dashboard.rankings_asked import Filters
from dashboard.rankings_words import filter_words, notes, title_of, top_of
from dashboard.words import Lang, t, told

PARAMETERS = (
    *("cat", "group", "scenario", "board", "edition", "metric", "view", "top", "q", "org", "ref"),
    *("region", "weights", "thinking", "effort", "family", "model", "best"),
)
FULL = dict.fromkeys(
    ("q", "org", "ref", "region", "weights", "thinking", "effort", "family", "model", "best"), ""
)


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, NothingToShow, and DamagedFile where the edition cannot be read."""
    ask, shelf = Given(params), data.shelf(key)
    member = rankings_asked.settle_member(ask, shelf, lang)
    place = rankings_asked.settle_board(ask, shelf, member, lang)
    if place is None:
        raise NothingToShow(
            rankings_asked.nothing_there(member, lang) if shelf.boards else t("app.empty", lang)
        )
    asked = rankings_asked.settle(ask, key, *place, lang)
    return _shown(key, asked, ask.taken, lang)


def _shown(key: Key, asked: Filters, params: Mapping[str, str], lang: Lang) -> Exhibit:
    rows, metric, board = data.rows(key, asked.selection(lang)), asked.metric, asked.board
    top, label, where = top_of(asked), rankings_asked.label(board, lang), asked.revision.provenance
    subtitle = (metric_label(metric, lang), filter_words(key, asked, lang))
    said = (
        data.left_out(key, asked.selection(lang), top),
        *notes(key, asked, lang),
        t("rankings.note", lang, note=told(where.note, lang)) if where.note else "",
    )
    edition = edition_label(asked.revision.id.edition, lang)

    def figure(theme: Theme, compact: bool) -> go.Figure:
        return ranking_bar(
            rows,
            metric,
            theme=theme,
            lang=lang,
            category=board.category,
            compact=compact,
            top=top,
            readings=readings.of_rows(key, asked.selection(lang)),
        )

    return Exhibit(
        page="rankings",
        params=params,
        lang=lang,
        title=title_of(asked, lang),
        subtitle=" · ".join(filter(None, subtitle)),
        origins=(origin(asked.revision, label),),
        table=_table(key, asked, lang),
        figure=None if rows.empty else figure,
        stem="_".join((board.id.replace("/", "-"), asked.revision.id.edition, metric.name)),
        alt=alt_text(rows, metric, board=label, edition=edition, lang=lang, top=top),
        legend=lambda theme: legend(rows, theme=theme, lang=lang, category=board.category),
        notes=tuple(filter(None, said)),
    )


def _table(key: Key, asked: Filters, lang: Lang) -> pd.DataFrame:
    view = data.view(key, asked.selection(lang))
    labels = view_labels(view, asked.leaderboard, data.metrics(), lang)
    columns = ordered(view, labels, asked.leaderboard, column_of(asked.metric.name))
    return view[columns].rename(columns=labels).reset_index(drop=True)
