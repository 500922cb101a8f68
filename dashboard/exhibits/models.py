"""Every score of one model, with its ability profile on one board."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard import data, models_asked, models_data, models_words
from dashboard.asking import Given
from dashboard.data import Key
from dashboard.exhibit import Exhibit, NothingToShow, UnknownChoice
from dashboard.figures.palette import Theme, palette
from dashboard.markup import plain
from dashboard.models_asked import Asked
from dashboard.origins import origin
from dashboard.words import Lang, t

PARAMETERS = ("model", "board", "org", "q")


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, and NothingToShow for a model without a public score."""
    ask = Given(params)
    asked = models_asked.settle(ask, key, lang)
    if not asked.model:
        raise UnknownChoice("model", "", models_data.known_ids(key))
    if not models_data.scores(key, asked.model):
        raise NothingToShow(t("models.unscored", lang))
    return _shown(key, asked, ask.taken, lang)


def _shown(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang) -> Exhibit:
    id, board = asked.model, asked.board
    found, boards = models_data.scores(key, id), data.shelf(key).boards
    editions = {at.id: at for at in found}

    def figure(theme: Theme, compact: bool) -> go.Figure:
        return models_words.figure(key, id, board, lang, theme, compact)

    return Exhibit(
        page="models",
        params=params,
        lang=lang,
        title=models_words.name(key, id, lang),
        subtitle=models_words.caption(key, id, lang),
        origins=tuple(
            origin(boards[at.board].edition(at.id.edition), plain(models_words.board_name(key, at, lang)))
            for at in editions.values()
        ),
        table=models_words.table(key, found, lang).rename(columns=models_words.labels(lang)),
        figure=figure if board else None,
        stem=f"model_{id}",
        alt=models_words.alt(key, id, board, lang) if board else "",
        legend=lambda theme: (
            [(palette(theme).highlight[0], models_words.name(key, id, lang))] if board else []
        ),
        notes=(t("models.legend", lang), t("models.appearances_caption", lang)) if board else (),
    )
