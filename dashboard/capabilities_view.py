"""The rows and columns of the heat map of one edition: cached as `dashboard.data` says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cache.leaderboard import Entry, Leaderboard, LeaderboardId, Standing
from cache.metrics import Metric
from dashboard import data
from dashboard.cards import full_scale
from dashboard.data import Key
from dashboard.figures.heat_map import Cell, Row
from dashboard.ranking.board import column_of, entry_levels, entry_positions, frame, printed_decimals
from dashboard.ranking.entering import board_scores
from dashboard.ranking.shades import by_level, by_value
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

DRAWN_WHOLE, TOP = 40, 30  # so many rows need no cut; else so many and the highlighted are drawn
Picks = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """`total`: rows there are; `top`: those drawn for their place. `people`: rows of people or chance."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    top: int
    people: int = 0
    has_total: bool = True
    lower: tuple[str, ...] = ()  # columns where lower is better


@lru_cache(maxsize=256)
def view(key: Key, id: LeaderboardId, absolute: bool, picks: Picks, lang: Lang) -> Map:
    """Models by total, columns in the source's order, totals first. Raises DamagedFile."""
    board = data.leaderboard(key, id)
    metrics = shown_metrics(board)
    columns = [_column(board, metric, absolute, lang) for metric in metrics]
    places, facts = dict(picks), data.facts(key, id)
    order = _by_worth(board)
    rows = [
        Row(board.entries[at].model, tuple(column[at] for column in columns), places.get(facts[at].model_id))
        for at in order
    ]
    top = len(rows) if len(rows) <= DRAWN_WHOLE else TOP
    return Map(
        tuple(_header(metric, lang) for metric in metrics),
        tuple(row for at, row in enumerate(rows) if at < top or row.place is not None),
        len(rows),
        top,
        sum(entry.standing is Standing.BASELINE for entry in board.entries),
        any(metric.is_total for metric in metrics),
        tuple(metric_label(metric, lang) for metric in metrics if not metric.higher_is_better),
    )


def shown_metrics(board: Leaderboard) -> list[Metric]:
    """Totals, then parts; of a table that has neither all it has."""
    known = [data.metrics().of(board.id, name) for name in board.metrics]
    scored = [at for at in known if any(at.name in entry.scores for entry in board.entries)]
    abilities = [at for at in scored if at.is_total] + [at for at in scored if at.kind == "part"]
    return abilities or scored


def _by_worth(board: Leaderboard) -> list[int]:
    """The entries but people and chance, best first: by what the board would enter a composite with."""
    worth = board_scores(board, data.metrics())[0]
    rows = [at for at, entry in enumerate(board.entries) if entry.standing is not Standing.BASELINE]
    known = {at: worth[at] == worth[at] for at in rows}  # not NaN
    return sorted(rows, key=lambda at: (not known[at], -worth[at] if known[at] else 0.0))


def _header(metric: Metric, lang: Lang) -> str:
    return metric_label(metric, lang) + ("" if metric.higher_is_better else " ↓")


def _column(board: Leaderboard, metric: Metric, absolute: bool, lang: Lang) -> list[Cell | None]:
    """One cell an entry."""
    positions, levels = entry_positions(board, metric), entry_levels(board, metric)
    known = zip(board.entries, levels, strict=True)
    field = [entry.scores[metric.name] for entry, level in known if level is not None]
    ranked = sum(position is not None for position in positions)
    if not field:
        return [None] * len(board.entries)
    ends = full_scale(frame(board)[column_of(metric.name)].dropna(), metric) if absolute else None
    places = printed_decimals(board, metric)

    def cell(entry: Entry, position: int | None, level: int | None) -> Cell | None:
        value = entry.scores.get(metric.name)
        if value is None or level is None:
            return None
        if absolute:
            shade = by_value(value, field, ends, metric.higher_is_better)
        else:
            shade = by_level(level, ranked - (position is not None))
        text, short = figures(value, places, max(map(abs, field)))
        hover = (
            t("figure.line", lang, label=metric_label(metric, lang), value=signed(value, places)),
            standing(position, ranked, lang),
        )
        return Cell(value, text, short, shade, hover)

    return [cell(*at) for at in zip(board.entries, positions, levels, strict=True)]


def standing(position: int | None, ranked: int, lang: Lang) -> str:
    """“Place in the column 3/18”; of a reference, that it is one."""
    if position is None:
        return t("figure.reference", lang)
    return t("capabilities.position", lang, position=position, n=ranked)


def figures(value: float, places: int, largest: float) -> tuple[str, str]:
    """One decimal, on a phone none; more for shares of one, none for ratings and other large figures."""
    if largest <= 1:
        return signed(value, min(places, 3)), signed(value, min(places, 2))
    return signed(value, min(places, 1) if largest < 1000 else 0), signed(value, 0)


def signed(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("-", "−")
