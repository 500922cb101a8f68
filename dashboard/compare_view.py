"""What Compare shows of one edition: the chosen models' rows in it, metric by metric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from cache.leaderboard import LeaderboardId, Standing
from cache.metrics import Metric
from dashboard import appearances, compare_data, data, decimal_places
from dashboard.compare_data import Place
from dashboard.data import Key
from dashboard.figures import compare_radar
from dashboard.ranking.board import apart
from dashboard.ranking.capability import Capability, capabilities, on_one_axis
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import distinct
from dashboard.words import Lang, t

Chosen = tuple[tuple[str, int], ...]  # id and place


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """By place of the models throughout. `names`: of all, as the edition prints them where it has them."""

    names: Mapping[int, str]
    rows: Mapping[int, Place]
    capabilities: tuple[Capability, ...]  # all of them, the largest gap first
    others: tuple[Capability, ...]  # totals and what is no ability, for the table
    charted: tuple[Capability, ...]  # those on one scale

    @property
    def present(self) -> dict[int, str]:
        return {place: self.names[place] for place in self.rows}

    @property
    def absent(self) -> list[int]:
        return [place for place in self.names if place not in self.rows]

    @property
    def has_radar(self) -> bool:
        return compare_radar.fits(self.charted, self.present)


@lru_cache(maxsize=256)
def view(key: Key, id: LeaderboardId, chosen: Chosen, lang: Lang) -> View:
    """Raises DamagedFile."""
    board, places = data.leaderboard(key, id), compare_data.places(key, id)
    rows = {place: places[model] for model, place in chosen if model in places}
    names = distinct_names({place: places[model].entry.model for model, place in chosen if model in places})
    known = [data.metrics().of(id, name) for name in board.metrics]
    scores = {place: row.entry.scores for place, row in rows.items()}
    field = {
        metric.name: [
            entry.scores[metric.name]
            for entry in board.entries
            if metric.name in entry.scores and entry.standing is not Standing.BASELINE
        ]
        for metric in known
    }
    found = [_shown(key, id, at) for at in capabilities(known, scores, field)]
    compared = {at.metric.name for at in found}
    others = [
        _plain(key, id, metric, scores)
        for metric in known
        if metric.name not in compared and any(metric.name in row for row in scores.values())
    ]
    return View(
        {place: names.get(place) or appearances.short(key, model, lang) for model, place in chosen},
        rows,
        tuple(found),
        tuple(sorted(others, key=lambda at: not at.metric.is_total)),
        tuple(on_one_axis(found)),
    )


def _shown(key: Key, id: LeaderboardId, at: Capability) -> Capability:
    return replace(at, places=apart(at.values.values(), decimal_places.places(key, id, at.metric.name)))


def _plain(
    key: Key, id: LeaderboardId, metric: Metric, scores: Mapping[int, Mapping[str, float]]
) -> Capability:
    values = {place: row[metric.name] for place, row in scores.items() if metric.name in row}
    return _shown(key, id, Capability(metric, values, 0))


def distinct_names(names: Mapping[int, str]) -> dict[int, str]:
    """Equal names with their places: a column is known by its label alone."""
    told = distinct({str(place): name for place, name in names.items()})
    return {int(place): name for place, name in told.items()}


def in_published_order(key: Key, id: LeaderboardId, rows: tuple[Capability, ...]) -> list[Capability]:
    order = {name: at for at, name in enumerate(data.leaderboard(key, id).metrics)}
    return sorted(rows, key=lambda row: order[row.metric.name])


def table(shown: View, lang: Lang) -> pd.DataFrame:
    """Totals first, then as charted, then what is no ability: a column a model, and the gap."""
    rows = rows_of(shown)
    columns: dict[str, object] = {
        t("column.capability", lang): [metric_label(at.metric, lang) for at in rows]
    }
    for place, name in sorted(shown.names.items()):
        columns[name] = pd.array([at.values.get(place) for at in rows], dtype="Float64")
    gaps = [None if at.gap is None else round(at.gap, max(at.places, 1)) for at in rows]
    columns[t("figure.gap", lang)] = pd.array(gaps, dtype="Float64")
    return pd.DataFrame(columns)


def printed(shown: View, lang: Lang) -> dict[str, tuple[str, ...]]:
    """By column of `table`, how the page formats its numbers."""
    formats = tuple(f"{{:.{row.places}f}}" for row in rows_of(shown))
    return dict.fromkeys((*shown.names.values(), t("figure.gap", lang)), formats)


def rows_of(shown: View) -> list[Capability]:
    """In the order of `table`."""
    totals = [row for row in shown.others if row.metric.is_total]
    return [*totals, *shown.capabilities, *(row for row in shown.others if not row.metric.is_total)]
