"""One model among the field of a board: a row an ability, farthest above the median first.

Light band: from the lowest to the highest of the field; dark band: its middle half; tick: its median; dot:
the model. Where the abilities have different units, each row is stretched to its own range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.fewer import fewer
from dashboard.figures.palette import Theme, palette
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, cut, literal, pixels, template
from dashboard.words import Lang, t

LONGEST, LONGEST_ABOVE = 26, 34  # units of an ability's name beside its row, and above it
LONGEST_ALONE = 52  # and beside it where the chart has the width to itself
HEAD, FOOT, ROW, COMPACT_ROW, TIGHT_ROW = 34, 16, 32, 44, 20  # px
RANGE, HALF = 10, 10  # px, height of the bands
Mark = dict[str, object]


@dataclass(frozen=True)
class Row:
    """`field`: the scores of every model on the board, the model's own among them."""

    name: str
    score: float
    field: Sequence[float]
    place: str  # “3 / 26”
    unit: str = ""
    better_up: bool = True
    places: int = 2  # decimals

    @property
    def printed(self) -> str:
        return f"{self.score:.{self.places}f}"

    @cached_property
    def quartiles(self) -> tuple[float, float, float]:
        low, median, high = np.percentile(np.asarray(self.field), [25, 50, 75])
        return float(low), float(median), float(high)

    @cached_property
    def ends(self) -> tuple[float, float]:
        return float(min(self.field)), float(max(self.field))

    @property
    def lead(self) -> float:
        """How far the model is better than the median, as a share of the range."""
        low, high = self.ends
        ahead = (self.score - self.quartiles[1]) / (high - low) if high > low else 0.0
        return ahead if self.better_up else -ahead


def ordered(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -row.lead)


def kept(rows: int, less: int) -> tuple[int, int]:
    """How many rows stay where they have to be `less` px lower together, and the px of each: they are brought
    together before any goes."""
    room = ROW * rows - less
    row = min(ROW, max(TIGHT_ROW, room // max(rows, 1)))
    return fewer(rows, row, max(0, row * rows - room)), row


def extremes(rows: Sequence[Row], n: int) -> list[Row]:
    """Farthest above the median and farthest below it, by halves: one end alone would flatter the model."""
    every = ordered(rows)
    return [*every[: n - n // 2], *every[len(every) - n // 2 :]] if n < len(every) else every


def ability_profile(
    rows: Sequence[Row],
    model: str,
    *,
    theme: Theme,
    lang: Lang,
    compact: bool = False,
    less: int = 0,
    alone: bool = False,
) -> go.Figure:
    """`compact` puts each ability above its row; `less`: px that it has to be lower; `alone`: as wide as a
    picture."""
    n, row = kept(len(rows), less)
    shown = tuple(extremes(rows, n))
    drawing = _Profile(shown, model, theme, lang, compact, COMPACT_ROW if compact else row, alone)
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


@dataclass(frozen=True)
class _Profile:
    rows: tuple[Row, ...]
    model: str
    theme: Theme
    lang: Lang
    compact: bool
    row: int  # px
    alone: bool = False

    @property
    def shared(self) -> bool:
        """Whether one axis fits all abilities: one unit, and ranges that are not worlds apart."""
        spans = [high - low for low, high in (row.ends for row in self.rows) if high > low]
        return len({row.unit for row in self.rows}) == 1 and max(spans, default=1) <= 20 * min(
            spans, default=1
        )

    def _x(self, row: Row, value: float) -> float:
        if self.shared:
            return value
        low, high = row.ends
        return 100 * (value - low) / (high - low) if high > low else 50.0

    def _y(self, place: int) -> float:
        return place + (0.2 if self.compact else 0.0)

    def marks(self) -> list[Mark]:
        colours = palette(self.theme)
        return [
            self._bars(colours.band, [row.ends for row in self.rows], RANGE),
            self._bars(colours.context, [(row.quartiles[0], row.quartiles[2]) for row in self.rows], HALF),
            self._dots([row.quartiles[1] for row in self.rows], "line-ns", colours.secondary, 16),
            {
                **self._dots([row.score for row in self.rows], "circle", colours.highlight[0], 13),
                "hovertext": [self._hover(row) for row in self.rows],
                "hoverinfo": "text",
                "hovertemplate": "%{hovertext}<extra></extra>",
            },
        ]

    def _bars(self, colour: str, ends: Sequence[tuple[float, float]], width: int) -> Mark:
        x: list[float | None] = []
        y: list[float | None] = []
        for place, (row, (low, high)) in enumerate(zip(self.rows, ends, strict=True)):
            x += [self._x(row, low), self._x(row, high), None]
            y += [self._y(place), self._y(place), None]
        line = {"color": colour, "width": width}
        return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "line": line}

    def _dots(self, values: Sequence[float], symbol: str, colour: str, size: int) -> Mark:
        edge = palette(self.theme).page if symbol == "circle" else colour
        return {
            **{"type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False},
            "x": [self._x(row, value) for row, value in zip(self.rows, values, strict=True)],
            "y": [self._y(place) for place in range(len(self.rows))],
            "marker": {"symbol": symbol, "color": colour, "size": size, "line": {"color": edge, "width": 2}},
        }

    def _hover(self, row: Row) -> str:
        facts = [
            (literal(cut(self.model, 60)), row.printed),
            (t("models.place", self.lang), row.place),
            (t("models.median", self.lang), f"{row.quartiles[1]:.6g}"),
            (t("models.range", self.lang), f"{row.ends[0]:.6g} – {row.ends[1]:.6g}"),
        ]
        if not row.better_up:
            facts.append((t("column.note", self.lang), t("figure.lower", self.lang)))
        lines = [t("figure.line", self.lang, label=label, value=value) for label, value in facts]
        return "<br>".join([f"<b>{literal(row.name)}</b>", *lines])

    def layout(self) -> Mark:
        left = 8 if self.compact else 12 + max((pixels(self._name(row)) for row in self.rows), default=0)
        right = 14 if self.compact else 64
        return {
            "template": template(self.theme),
            "height": HEAD + FOOT + self.row * len(self.rows),
            "margin": {"l": left, "r": right, "t": HEAD, "b": FOOT, "pad": 0},
            "xaxis": {"range": list(self._range()), "nticks": 6, "showticklabels": self.shared},
            "yaxis": {"range": [len(self.rows) - 0.5, -0.5]},
            "annotations": [
                label for place, row in enumerate(self.rows) for label in self._labels(place, row, left)
            ],
        }

    def _name(self, row: Row) -> str:
        longest = LONGEST_ABOVE if self.compact else LONGEST_ALONE if self.alone else LONGEST
        return shortened(tuple(row.name for row in self.rows), longest)[row.name]

    def _labels(self, place: int, row: Row, left: int) -> list[Mark]:
        colours = palette(self.theme)
        shared = {"yref": "y", "xref": "paper", "yanchor": "middle", "showarrow": False}
        name, value = literal(self._name(row)), row.printed
        at = place - 0.25 if self.compact else place
        return [
            {
                **shared,
                **{
                    "text": name,
                    "x": 0,
                    "xanchor": "left",
                    "xshift": -left if not self.compact else 0,
                    "y": at,
                },
                "font": {"size": LABEL, "color": colours.ink},
            },
            {
                **shared,
                **{"text": value, "x": 1, "xanchor": "right", "xshift": 0 if self.compact else 60, "y": at},
                "font": {"size": SMALL, "color": colours.secondary},
            },
        ]

    def _range(self) -> tuple[float, float]:
        if not self.shared:
            return -2.0, 102.0
        low = min((row.ends[0] for row in self.rows), default=0.0)
        high = max((row.ends[1] for row in self.rows), default=1.0)
        room = ((high - low) or 1.0) * 0.03
        return low - room, high + room
