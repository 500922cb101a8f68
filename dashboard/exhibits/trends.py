"""The editions of one leaderboard: positions or scores of its models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import plotly.graph_objects as go

from dashboard import as_of, data, readable, trends_asked, trends_data, trends_notes, trends_words
from dashboard.asking import Given
from dashboard.data import Key
from dashboard.exhibit import Exhibit, NothingToShow
from dashboard.figures.palette import Theme
from dashboard.origins import origin
from dashboard.ranking.view import file_word, metric_label
from dashboard.rankings_asked import label
from dashboard.trends_asked import Asked
from dashboard.words import Lang, t

PARAMETERS = ("board", "metric", "y", "by", "m", "asof", "cat", "edition")


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, and NothingToShow where the board has no two editions that can be read."""
    if not data.shelf(key).boards:
        raise NothingToShow(t("app.empty", lang))
    ask = Given(params)
    board = trends_asked.settle_board(ask, key, lang)
    asked = trends_asked.settle(ask, key, board, as_of.settle(ask, "trends"), lang)
    if asked is None:
        raise NothingToShow(trends_notes.why_none(key, board, lang))
    shown = replace(_shown(key, asked, ask.taken, lang), settled=ask.settled)
    taken = (readable.shown(key, at.id) for at in asked.trend(key).editions)
    return shown.noting(*readable.standing_in(key, taken, lang))


def every(key: Key) -> list[dict[str, str]]:
    """Each board of which two editions or more share a model."""
    return [
        {"cat": data.shelf(key).boards[board].category.value, "board": board}
        for board in trends_data.trending(key)
        if trends_data.shares(key, board)
    ]


def _shown(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang, less: int = 0) -> Exhibit:
    """`less`: px that the chart has to be lower."""
    trend, name = asked.trend(key), label(asked.board, lang)
    editions = trends_data.editions(key, asked.board.id, asked.day)
    span = f"{trend.names[0]}-{trend.names[-1]}"

    def figure(theme: Theme, compact: bool) -> go.Figure:
        return trends_words.figure(key, asked, lang, theme, compact, less=less)

    metric = metric_label(asked.metric, lang)
    by = t(f"trends.by_{asked.by}", lang)
    return Exhibit(
        page="trends",
        params=params,
        lang=lang,
        title=trends_words.title(asked, lang),
        subtitle=" · ".join((trends_words.span(trend, lang), metric, t("trends.per", lang, by=by))),
        origins=tuple(origin(data.edition(key, at.id)[0], name) for at in reversed(trend.editions)),
        table=trends_words.table(key, asked, lang),
        printed=lambda: {
            name: f"{{:.{n}f}}" for name, n in trends_words.places(key, asked).items() if asked.y == "score"
        },
        figure=figure,
        stem="_".join((asked.board.id.replace("/", "-"), span, file_word(asked.metric, lang))),
        alt=trends_words.alt(key, asked, lang),
        legend=lambda theme: trends_words.legend(key, asked, theme, lang),
        column=lambda theme: trends_words.figure(key, asked, lang, theme, compact=True, column=True),
        notes=(
            *filter(None, [trends_notes.unjoined(trend, asked, lang)]),
            *trends_notes.notes(key, asked, lang, less),
        ),
        of_chart=(trends_notes.cut(trend, asked, lang, less),),
        shorter=lambda less: _shown(key, asked, params, lang, less),
        worded=lambda _, still: trends_words.still(asked, lang) if still else {},
        pinned={
            "board": asked.board.id,
            **as_of.pinned(data.edition(key, at.id)[0] for at in editions.read),
        },
    )
