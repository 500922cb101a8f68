"""A scatter of one leaderboard: which two axes a reader asks for, and what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from cache.leaderboard import LeaderboardId, Standing
from dashboard import data, decimal_places
from dashboard.asking import Asking
from dashboard.catalog.columns import column_label
from dashboard.data import Key, Selection
from dashboard.figures.scatter import Point, Scale
from dashboard.ranking.axes import PARAMETERS, RELEASED, Axis, axes, frontier
from dashboard.ranking.board import decimals
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

KEPT = {"x": "scatter_x", "y": "scatter_y"}  # other pages mean something else by y
WIDE = 10  # times between the ends of an axis of costs, from which it is logarithmic by default


@dataclass(frozen=True, slots=True)
class Axes:
    x: str
    y: str
    log: bool  # for the axes of costs


@lru_cache(maxsize=256)
def known(key: Key, id: LeaderboardId) -> dict[str, Axis]:
    """By id. Raises DamagedFile where the edition cannot be read."""
    board = data.leaderboard(key, id)
    return axes(board, data.metrics(), [facts.model_id for facts in data.facts(key, id)])


@lru_cache(maxsize=256)
def labels(key: Key, id: LeaderboardId, lang: Lang) -> dict[str, str]:
    metrics = set(data.leaderboard(key, id).metrics)
    return {axis.id: _label(axis, id, lang, is_metric=axis.id in metrics) for axis in known(key, id).values()}


def _label(axis: Axis, id: LeaderboardId, lang: Lang, *, is_metric: bool) -> str:
    if axis.id in (RELEASED, PARAMETERS):
        return t("scatter.released" if axis.id == RELEASED else "scatter.parameters", lang)
    return metric_label(data.metrics().of(id, axis.id), lang) if is_metric else column_label(axis.id, lang)


def settle(ask: Asking, key: Key, id: LeaderboardId, metric: str, lang: Lang) -> Axes:
    """By default the metric against what it costs, where half of the models tell that, else another one."""
    found, named = known(key, id), labels(key, id, lang)
    ids = list(named)
    first = metric if metric in found else ids[0]
    y = ask.settle("y", ids, first, named.__getitem__, kept_as=KEPT["y"])
    others = [axis for axis in found.values() if axis.id != y]
    told = [axis for axis in others if axis.is_cost and 2 * _count(axis) >= len(axis.values)]
    x = ask.settle("x", ids, (told or others)[0].id, named.__getitem__, kept_as=KEPT["x"])
    wide = any(_is_wide(found[axis]) for axis in (x, y))
    log = ask.settle_flag("logscale", default=wide) if can_be_log(key, id, x, y) else False
    return Axes(x, y, log)


@lru_cache(maxsize=256)
def can_be_log(key: Key, id: LeaderboardId, x: str, y: str) -> bool:
    return any(_positive(known(key, id)[axis]) for axis in (x, y))


def _count(axis: Axis) -> int:
    return sum(value is not None for value in axis.values)


def _positive(axis: Axis) -> bool:
    return axis.kind in ("price", "size") and all(value is None or value > 0 for value in axis.values)


def _is_wide(axis: Axis) -> bool:
    values = [value for value in axis.values if value is not None]
    return _positive(axis) and max(values) >= WIDE * min(values)


def _scale(key: Key, id: LeaderboardId, axis: Axis, axes: Axes, lang: Lang) -> Scale:
    """A metric with the decimals of its board; what stands beside it with as many as it has."""
    days, name = axis.kind == "day", labels(key, id, lang)[axis.id]
    less = axis.better == "low"
    title = t("scatter.lower", lang, name=name) if less else name
    if axis.id in data.leaderboard(key, id).metrics:
        places = decimal_places.places(key, id, axis.id)
    else:
        places = 0 if days else decimals(value for value in axis.values if value is not None)
    suffix = "%" if axis.unit == "%" else "B" if axis.kind == "size" else ""
    return Scale(title, days, axes.log and _positive(axis), less or days, places, suffix)


@lru_cache(maxsize=256)
def scales(key: Key, id: LeaderboardId, asked: Axes, lang: Lang) -> tuple[Scale, Scale]:
    x, y = (_scale(key, id, known(key, id)[axis], asked, lang) for axis in (asked.x, asked.y))
    return x, y


@lru_cache(maxsize=128)
def points(key: Key, asked: Selection, chosen: Axes) -> dict[int, Point]:
    """By row of the published table: the rows asked for that have both values, people and chance left out;
    the best by the metric first. What is best among them is judged among all of them."""
    rows, found = data.rows(key, asked), known(key, asked.id)
    x, y = found[chosen.x], found[chosen.y]
    models = rows[rows["standing"] != Standing.BASELINE.value]
    both = {
        int(row): (x.values[row - 1], y.values[row - 1])
        for row in models.index
        if x.values[row - 1] is not None and y.values[row - 1] is not None
    }
    best = frontier(x, y, list(both))
    told = models.loc[list(both), ["model", "organization", "standing"]]
    return {
        int(row): Point(
            model, maker, *_floats(both[int(row)]), standing == Standing.ENTRANT.value, row in best
        )
        for row, model, maker, standing in told.itertuples(name=None)
    }


def _floats(pair: tuple[float | None, float | None]) -> tuple[float, float]:
    first, second = pair
    return float(first or 0), float(second or 0)


def table(shown: Mapping[int, Point], x: Scale, y: Scale, lang: Lang) -> pd.DataFrame:
    """The numbers of the chart under the labels a reader sees; a day as a date."""
    found = list(shown.values())
    names = (t("column.model", lang), t("column.organization", lang), y.title, x.title)
    marks = [t("scatter.best_mark", lang) if point.best else "" for point in found]
    columns: dict[str, list[object]] = {
        names[0]: [point.model for point in found],
        names[1]: [point.maker for point in found],
        names[2]: [y.written(point.y) if y.days else point.y for point in found],
        names[3]: [x.written(point.x) if x.days else point.x for point in found],
        t("column.note", lang): list(marks),
    }
    return pd.DataFrame(columns)


def alt(shown: Mapping[int, Point], x: Scale, y: Scale, label: str, edition: str, lang: Lang) -> str:
    best = [point.model for point in shown.values() if point.best]
    said = t("scatter.alt", lang, board=label, edition=edition, n=len(shown), x=x.title, y=y.title)
    if not best:
        return said
    return (
        said + t("figure.stop", lang) + t("scatter.alt_best", lang, models=t("app.list", lang).join(best[:8]))
    )


@lru_cache(maxsize=256)
def left_out(key: Key, asked: Selection, chosen: Axes, lang: Lang) -> str:
    """How many rows have not both values; empty where all have."""
    total = int((data.rows(key, asked)["standing"] != Standing.BASELINE.value).sum())
    rest = total - len(points(key, asked, chosen))
    return t("scatter.left_out", lang, n=rest, total=total) if rest else ""


def notes(key: Key, asked: Selection, chosen: Axes, lang: Lang) -> list[str]:
    """What the marks mean, as far as there are such."""
    found = points(key, asked, chosen).values()
    said = [t("scatter.reading", lang)] if any(point.best for point in found) else []
    return said if all(point.ranked for point in found) else [*said, t("scatter.hollow", lang)]
