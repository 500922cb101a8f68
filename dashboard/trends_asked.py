"""What a reader asks of Trends, settled for the page and for an export alike."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from cache.metrics import Metric
from dashboard import data, trends_data
from dashboard.asking import Asking
from dashboard.catalog.models import models
from dashboard.data import Board, Key
from dashboard.ranking.trend import BYS, By, Trend
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import label
from dashboard.words import Lang, t

Y = Literal["rank", "score"]
View = tuple[str, str, str, str, tuple[tuple[str, int], ...], date | None]
YS: tuple[Y, ...] = get_args(Y)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of a board with several editions that can be read. `chosen`: what the reader highlights, with the
    places of their colours; what is not on the board stays chosen. `picks`: what is drawn so."""

    board: Board
    metric: Metric
    y: Y
    by: By
    chosen: tuple[tuple[str, int], ...]
    picks: tuple[tuple[str, int], ...]
    day: date | None = None  # until which editions take part

    @property
    def view(self) -> View:
        return (self.board.id, self.metric.name, self.y, self.by, self.picks, self.day)

    def trend(self, key: Key) -> Trend:
        return trends_data.of(key, self.board.id, self.metric.name, self.by, self.day)


def settle_board(ask: Asking, key: Key, lang: Lang) -> Board:
    """Of a store with boards."""
    boards = data.shelf(key).boards
    several = trends_data.trending(key)
    options = [*several, *(id for id in boards if id not in several)]
    default = trends_data.first_board(key)
    return boards[ask.settle("board", options, default, lambda id: label(boards[id], lang))]


def settle(ask: Asking, key: Key, board: Board, day: date | None, lang: Lang) -> Asked | None:
    """None where no two editions can be read that stood on `day`."""
    editions = trends_data.editions(key, board.id, day)
    if not editions.several:
        return None
    names = trends_data.metrics(key, board.id, day)
    known, id = data.metrics(), editions.read[-1].id
    name = ask.settle("metric", names, names[0], lambda name: metric_label(known.of(id, name), lang))
    y = cast("Y", ask.settle("y", YS, "rank", lambda id: t(f"trends.y_{id}", lang)))
    by = cast("By", ask.settle("by", BYS, "model", lambda id: t(f"trends.by_{id}", lang)))
    families, best = trends_data.kinships(key, board.id, day)
    ask.retell("m", lambda id: families.get(id, id) if by == "line" else _model(id, families, best))
    default = trends_data.picks(key, board.id, name, by, day)
    chosen = ask.settle_list("m", _Known(families, best), default)
    trend = trends_data.of(key, board.id, name, by, day)
    here = [(id, place) for id, place in chosen.items() if trend.track(id)]
    picks = here if here or not chosen else [(id, place) for place, id in enumerate(default)]
    return Asked(board, known.of(id, name), y, by, tuple(chosen.items()), tuple(picks), day)


def _model(id: str, families: Mapping[str, str], best: Mapping[str, str]) -> str:
    """For a family its best model on the board; what names a model of the board, or of any, is that model."""
    return id if id in families or id in models() else best.get(id, id)


class _Known(Container[str]):
    """What may be highlighted: models and families of the board, and models of the catalog, which other pages
    may have chosen."""

    def __init__(self, *told: Container[str]) -> None:
        self.told = told

    def __contains__(self, id: object) -> bool:
        return id in models() or any(id in known for known in self.told)
