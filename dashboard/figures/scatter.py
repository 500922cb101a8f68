"""One leaderboard by two axes: a point a model, those that nothing beats on both in colour, joined by a line.

Names stand beside the points as far as they fit without covering one another; the rest is in the hover.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor, log10

import plotly.graph_objects as go

from cache.leaderboard import Category
from dashboard.figures.labels import Box, Place, placed
from dashboard.figures.palette import Theme, palette
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, cut, literal, pixels, template
from dashboard.words import Lang, t

WIDTH, COMPACT_WIDTH = 980, 350  # px the labels are set for: a wider window only parts them further
HEIGHT, COMPACT_HEIGHT, LOWEST = 560, 440, 280
LEFT, RIGHT, TOP, FOOT = 64, 16, 16, 56  # px around the points
COMPACT_LEFT = 48
ROOM = 0.06  # of the span, beyond the outermost points
LINE = 16  # px of a label's height
LONGEST, COMPACT_LONGEST = 28, 18  # units of a label
LETTER = 7  # px of a letter of an axis's title
CROWD = 200  # points, of which more are drawn smaller
NAMED, COMPACT_NAMED = 40, 14  # labels at most


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis: its title, whether it is of days or logarithmic, and how its values are written."""

    title: str
    days: bool = False
    log: bool = False
    less: bool = False  # of two equal on the other axis, the one with less is the better
    places: int = 2
    suffix: str = ""

    def at(self, value: float) -> float:
        """Where plotly's axis has a value: in days, or in powers of ten."""
        return log10(value) if self.log else value

    def written(self, value: float) -> str:
        if self.days:
            return date.fromordinal(int(value)).isoformat()
        return f"{value:.{self.places}f}{self.suffix}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Point:
    model: str
    maker: str
    x: float
    y: float
    ranked: bool  # by the source
    best: bool  # nothing beats it on both axes


def scatter(
    points: Sequence[Point],
    x: Scale,
    y: Scale,
    *,
    theme: Theme,
    lang: Lang,
    category: Category,
    compact: bool = False,
    room: int = 0,
    less: int = 0,
) -> go.Figure:
    """What is named first comes first in `points`; at least one of them. `room`: px of the whole, where they
    are known; `less`: px that it has to be lower."""
    height = max(LOWEST, (COMPACT_HEIGHT if compact else HEIGHT) - less)
    drawing = _Drawing(_ordered(points), x, y, theme, lang, category, compact, room, height)
    return go.Figure({"data": drawing.traces(), "layout": drawing.layout()}, _validate=False)


def legend(points: Sequence[Point], *, theme: Theme, lang: Lang, category: Category) -> list[tuple[str, str]]:
    """(colour, words) of the marks."""
    colours = palette(theme)
    found = [(colours.reference, t("scatter.other", lang))]
    if any(point.best for point in points):
        found.insert(0, (colours.category[category], t("scatter.best", lang)))
    return found


def _ordered(points: Sequence[Point]) -> list[Point]:
    return sorted(points, key=lambda point: not point.best)


@dataclass(frozen=True, slots=True)
class _Drawing:
    points: list[Point]  # the best first
    x: Scale
    y: Scale
    theme: Theme
    lang: Lang
    category: Category
    compact: bool
    room: int
    height: int

    @property
    def left(self) -> int:
        return COMPACT_LEFT if self.compact else LEFT

    def traces(self) -> list[dict[str, object]]:
        colour = palette(self.theme).category[self.category]
        best = self._best()
        line: dict[str, object] = {
            "type": "scatter",
            "mode": "lines",
            "x": [self._shown(self.x, point.x) for point in best],
            "y": [self._shown(self.y, point.y) for point in best],
            "line": {"color": colour, "width": 1.5, "dash": "dot", "shape": "hv" if self.x.less else "vh"},
            "hoverinfo": "skip",
        }
        return [*([line] if len(best) > 1 else []), self._marks()]

    def _best(self) -> list[Point]:
        return sorted((point for point in self.points if point.best), key=lambda point: point.x)

    def _shown(self, scale: Scale, value: float) -> float | str:
        return date.fromordinal(int(value)).isoformat() if scale.days else value

    def _marks(self) -> dict[str, object]:
        colours = palette(self.theme)
        own, other = colours.category[self.category], colours.reference
        other_size = 8 if len(self.points) <= CROWD else 5
        return {
            "type": "scatter",
            "mode": "markers",
            "x": [self._shown(self.x, point.x) for point in self.points],
            "y": [self._shown(self.y, point.y) for point in self.points],
            "hovertext": [self._hover(point) for point in self.points],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            "marker": {
                "size": [10 if point.best else other_size for point in self.points],
                "color": [own if point.best else other for point in self.points],
                "symbol": ["circle" if point.ranked else "circle-open" for point in self.points],
                "line": {"width": 1.2, "color": [own if point.best else other for point in self.points]},
            },
        }

    def _hover(self, point: Point) -> str:
        facts = [(self.y.title, self.y.written(point.y)), (self.x.title, self.x.written(point.x))]
        lines = [t("figure.line", self.lang, label=literal(name), value=said) for name, said in facts]
        maker = [literal(point.maker)] if point.maker else []
        unranked = [] if point.ranked else [t("figure.unranked", self.lang)]
        return "<br>".join([f"<b>{literal(point.model)}</b>", *maker, *lines, *unranked])

    def layout(self) -> dict[str, object]:
        colours = palette(self.theme)
        sides = {"side": "bottom", "showgrid": True, "gridcolor": colours.hairline, "showticklabels": True}
        return {
            "template": template(self.theme),
            "height": self.height,
            "margin": {"l": self.left, "r": RIGHT, "t": TOP, "b": FOOT, "pad": 0},
            "meta": {} if self.compact else {"least": WIDTH},
            "xaxis": {**sides, **self._axis(self.x, [point.x for point in self.points])},
            "yaxis": {**sides, **self._axis(self.y, [point.y for point in self.points]), "side": "left"},
            "annotations": self._labels(),
        }

    def _axis(self, scale: Scale, values: Sequence[float]) -> dict[str, object]:
        low, high = self._range(scale, values)
        shown: list[float | str] = [low, high]
        if scale.days:
            shown = [date.fromordinal(int(low)).isoformat(), date.fromordinal(int(high) + 1).isoformat()]
        kind = "date" if scale.days else "log" if scale.log else "linear"
        longest = int(self._size[scale is self.y] / LETTER)
        return {
            "type": kind,
            "range": shown,
            "title": {"text": literal(cut(scale.title, longest)), "standoff": 8},
            "ticksuffix": scale.suffix,
            "nticks": 5 if self.compact else 8,
            **({"tickformat": "%Y-%m"} if scale.days else {}),
            **(_decades(low, high, scale.suffix) if scale.log else {}),
        }

    def _range(self, scale: Scale, values: Sequence[float]) -> tuple[float, float]:
        shown = [scale.at(value) for value in values]
        low, high = min(shown), max(shown)
        room = ((high - low) or abs(high) * 0.1 or 1.0) * (2 * ROOM if self.compact else ROOM)
        return low - room, high + room

    @property
    def _size(self) -> tuple[int, int]:
        """px of the plot."""
        width = self.room or (COMPACT_WIDTH if self.compact else WIDTH)
        return width - self.left - RIGHT, self.height - TOP - FOOT

    def _labels(self) -> list[dict[str, object]]:
        """In names as long as let most of the best have one; the others have theirs where all the best do."""
        longest, most = (COMPACT_LONGEST, COMPACT_NAMED) if self.compact else (LONGEST, NAMED)
        longest, most = (LONGEST, 2 * COMPACT_NAMED) if self.room else (longest, most)
        best = len(self._best())
        whole = tuple(point.model for point in self.points[: max(most, best)])
        found: list[tuple[str, Place | None]] = []
        for length in sorted({longest, COMPACT_LONGEST}, reverse=True):
            named = self._placed([shortened(whole, length)[name] for name in whole], best)
            if not found or _count(named[:best]) > _count(found[:best]):
                found = named
            if _count(found[:best]) == best:
                break
        shown = found if _count(found[:best]) == best else found[:best]
        labels = zip(self.points, shown, strict=False)
        return [self._label(point, name, place) for point, (name, place) in labels if place]

    def _placed(self, names: Sequence[str], best: int) -> list[tuple[str, Place | None]]:
        widths = [pixels(name) * SMALL / LABEL for name in names]
        width, height = self._size
        spots = list(zip(self._along(self.x, width), self._along(self.y, -height), strict=True))
        frame, steps = Box(0, 0, width, height), self._steps(spots)
        places = placed(spots, widths, LINE, frame, lines=steps, foremost=best)
        return list(zip(names, places, strict=True))

    def _steps(self, spots: Sequence[tuple[float, float]]) -> list[Box]:
        """The parts of the line between the best, as boxes that no label may cover."""
        best = sorted(spots[: len(self._best())])
        found = []
        for (x0, y0), (x1, y1) in pairwise(best):
            corner = (x1, y0) if self.x.less else (x0, y1)
            for x, y in ((x0, y0), (x1, y1)):
                sides = (min(x, corner[0]), min(y, corner[1]), max(x, corner[0]), max(y, corner[1]))
                found.append(Box(sides[0] - 1, sides[1] - 1, sides[2] + 1, sides[3] + 1))
        return found

    def _along(self, scale: Scale, length: float) -> list[float]:
        """In pixels from the left, or with a negative length from the top."""
        values = [point.x if scale is self.x else point.y for point in self.points]
        low, high = self._range(scale, values)
        shares = [(scale.at(value) - low) / (high - low) for value in values]
        return [(share if length > 0 else 1 - share) * abs(length) for share in shares]

    def _label(self, point: Point, name: str, place: Place) -> dict[str, object]:
        colours = palette(self.theme)
        text = literal(name)
        return {
            "text": f"<b>{text}</b>" if point.best else text,
            "x": self.x.at(point.x) if not self.x.days else self._shown(self.x, point.x),
            "y": self.y.at(point.y) if not self.y.days else self._shown(self.y, point.y),
            "xref": "x",
            "yref": "y",
            "xanchor": place.anchor,
            **(self._led(point, place) if place.led else _beside(place)),
            "font": {"size": SMALL, "color": colours.ink if point.best else colours.secondary},
        }

    def _led(self, point: Point, place: Place) -> dict[str, object]:
        """At the end of a line that begins at the mark's edge; its end moves with the axes where the plot is
        larger."""
        half = LINE / 2 if place.dy < 0 else -LINE / 2
        width, height = self._size
        return {
            **{"yanchor": "bottom" if place.dy < 0 else "top", "showarrow": True, "arrowhead": 0},
            **{"axref": "x", "ax": self._moved(self.x, point.x, place.dx / width)},
            **{"ayref": "y", "ay": self._moved(self.y, point.y, -(place.dy + half) / height)},
            **{"standoff": 6, "borderpad": 0},
            **{"arrowwidth": 0.8, "arrowcolor": palette(self.theme).secondary},
        }

    def _moved(self, scale: Scale, value: float, share: float) -> float | str:
        """By a share of the axis."""
        low, high = self._range(scale, [point.x if scale is self.x else point.y for point in self.points])
        at = scale.at(value) + share * (high - low)
        return date.fromordinal(round(at)).isoformat() if scale.days else at


def _count(labels: Sequence[tuple[str, Place | None]]) -> int:
    return sum(place is not None for _, place in labels)


def _beside(place: Place) -> dict[str, object]:
    return {"yanchor": "middle", "xshift": place.dx, "yshift": -place.dy, "showarrow": False}


def _decades(low: float, high: float, suffix: str) -> dict[str, object]:
    """Ticks of a logarithmic axis at 1, 2 and 5 times the powers of ten; `low` and `high` are exponents."""
    steps = (1, 2, 5) if high - low < 3 else (1,)
    values = [step * 10.0**power for power in range(floor(low), floor(high) + 1) for step in steps]
    inside = [value for value in values if low <= log10(value) <= high]
    return {"tickvals": inside, "ticktext": [f"{value:g}{suffix}" for value in inside]}
