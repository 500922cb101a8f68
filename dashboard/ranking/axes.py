"""What a scatter of one leaderboard can put on an axis: metrics, columns that hold figures or days, and what
the catalog knows of the models."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cache.leaderboard import Leaderboard, Role
from cache.metrics import Metrics
from dashboard.catalog.models import model

RELEASED, PARAMETERS = "model.released", "model.parameters"  # the catalog's
FEWEST = 3  # models that must have a value
PRICE = ("价格", "价钱", "费用", "成本", "price", "cost")
SIZE = ("参数量", "激活参数", "params", "parameters", "model size")
Kind = Literal["score", "price", "size", "day", "figure"]
_NOTE = re.compile(r"[*†‡]+$")
_FIGURE = re.compile(r"[¥￥$€]?\s*(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*(元|美元|[BMKT]|亿|%|s|秒)?", re.IGNORECASE)
_SIZED = re.compile(r"(\d+(?:\.\d+)?)\s*([BMT])(?:-A\d+(?:\.\d+)?B)?", re.IGNORECASE)
_BILLIONS = {"B": 1.0, "M": 1e-3, "T": 1e3, "亿": 0.1}
_DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(\d{1,2})日?|月)?")


@dataclass(frozen=True, slots=True)
class Axis:
    """`values` has one for each entry, in published order: a number, an ordinal day, a size in billions."""

    id: str
    kind: Kind
    better: Literal["high", "low", ""]  # "" where neither is
    unit: str
    values: tuple[float | None, ...]

    @property
    def is_cost(self) -> bool:
        """What one spends to get a score: less of it for the same score is better."""
        return self.kind in ("price", "size", "day")


def axes(board: Leaderboard, metrics: Metrics, model_ids: Sequence[str]) -> dict[str, Axis]:
    """By id: the published name of a column, RELEASED or PARAMETERS. `model_ids`: of each entry."""
    found = [_metric(board, name, metrics) for name in board.metrics]
    for name, role in zip(board.published.header, board.roles, strict=True):
        if role is Role.ATTRIBUTE:
            texts = [_NOTE.sub("", entry.attributes.get(name, "").strip()) for entry in board.entries]
            found += [axis for axis in (_attribute(name, texts),) if axis]
    known = [model(id) for id in model_ids]
    days = tuple(_day(at.released) if at else None for at in known)
    sizes = tuple(_billions(at.parameters) if at else None for at in known)
    found += [Axis(RELEASED, "day", "", "", days), Axis(PARAMETERS, "size", "low", "B", sizes)]
    return {axis.id: axis for axis in found if sum(value is not None for value in axis.values) >= FEWEST}


def _metric(board: Leaderboard, name: str, metrics: Metrics) -> Axis:
    known = metrics.of(board.id, name)
    better: Literal["high", "low"] = "high" if known.higher_is_better else "low"
    kind: Kind = "price" if _speaks_of(name, PRICE) else "score"
    return Axis(name, kind, better, known.unit, tuple(entry.scores.get(name) for entry in board.entries))


def _attribute(name: str, texts: Sequence[str]) -> Axis | None:
    """None where the column is not one of figures or of days throughout."""
    if _speaks_of(name, SIZE) or name.strip() == "参数":
        bare = _BILLIONS["B"] if "(b)" in name.casefold().replace("（", "(") else None
        return _axis(name, "size", "low", "B", texts, lambda text: _billions(text, bare))
    day = _axis(name, "day", "", "", texts, _day)
    if day:
        return day
    if _speaks_of(name, PRICE):
        return _axis(name, "price", "low", "", texts, _figure)
    return _axis(name, "figure", "", "", texts, _figure)


def _axis(
    name: str,
    kind: Kind,
    better: Literal["high", "low", ""],
    unit: str,
    texts: Sequence[str],
    read: Callable[[str], float | None],
) -> Axis | None:
    values = tuple(read(text) for text in texts)
    said = sum(text not in ("", "-", "–", "/", "N/A") for text in texts)
    known = sum(value is not None for value in values)
    distinct = {value for value in values if value is not None}
    return Axis(name, kind, better, unit, values) if 2 * known > said and len(distinct) >= FEWEST else None


def _speaks_of(name: str, words: Sequence[str]) -> bool:
    return any(word in name.casefold() for word in words)


def _figure(text: str) -> float | None:
    found = _FIGURE.fullmatch(text)
    if not found or (found[2] or "").upper() in ("B", "M", "K", "T", "亿"):
        return None
    return float(found[1].replace(",", ""))


def _billions(text: str, bare: float | None = None) -> float | None:
    """`bare`: what a figure without a unit counts in; None where the header says nothing of it."""
    found = _SIZED.fullmatch(text)
    if found:
        return float(found[1]) * _BILLIONS[found[2].upper()]
    plain = re.fullmatch(r"\d+(?:\.\d+)?", text)
    return float(text) * bare if plain and bare else None


def _day(text: str) -> float | None:
    """An ordinal day; of a month, its first. `2025.1` says neither January nor October: a spreadsheet drops
    the zero. A year alone is no day."""
    found = _DAY.fullmatch(text)
    if not found or (not found[3] and "." in text and len(found[2]) == 1):
        return None
    try:
        return float(date(int(found[1]), int(found[2]), int(found[3] or 1)).toordinal())
    except ValueError:
        return None


def frontier(x: Axis, y: Axis, rows: Sequence[int]) -> set[int]:
    """Of `rows` (1-based), those that no other equals or beats on both axes. Of costs less is better, of days
    earlier: the best there was then. Empty where an axis has no better end."""
    signs = [_sign(x), _sign(y)]
    if 0 in signs:
        return set()
    points = sorted(
        ((signs[0] * (x.values[row - 1] or 0), signs[1] * (y.values[row - 1] or 0), row) for row in rows),
        key=lambda point: (-point[0], -point[1], point[2]),
    )
    best, found, last = float("-inf"), set(), None
    for first, second, row in points:
        if second > best or (second == best and first == last):
            found.add(row)
            best, last = second, first
    return found


def _sign(axis: Axis) -> int:
    if axis.kind == "day":
        return -1
    return {"high": 1, "low": -1, "": 0}[axis.better]
