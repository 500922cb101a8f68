"""Positions over editions: 1 on top, the picked models as discs that carry their position, the rest grey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from dashboard.figures import releases
from dashboard.figures.contrast import ink_on
from dashboard.figures.depths import depths
from dashboard.figures.fewer import FEWEST
from dashboard.figures.palette import Theme
from dashboard.figures.releases import Release
from dashboard.figures.spread import spread
from dashboard.figures.tracks import DISC, FOOT, HEAD, LINE, ROW, Mark, Tracks, deepest, is_drawn
from dashboard.ranking.trend import Point, Track, Trend
from dashboard.words import Lang, t

COMPACT_ROW = 20  # px a position
TOP = 0.4  # of the axis
APART = 17  # px between two names
SMALLER = 13  # px of a mark that carries no position
_Height = Callable[[Point], float | None]


def bump(
    trend: Trend,
    picks: Mapping[str, int],
    *,
    theme: Theme,
    lang: Lang,
    compact: bool = False,
    released: Mapping[str, str] | None = None,
    column: bool = False,
    days: Mapping[str, date] | None = None,
    less: int = 0,
) -> go.Figure:
    """`picks`: highlighted tracks with the place of their colour. `compact` leaves the names to a legend,
    unless it is in the `column` of a report. `released`: by track; `days`: of the editions, by name; `less`:
    px that it has to be lower."""
    tracks = Tracks(trend, picks, released or {}, theme, lang, compact, column, less)
    drawing = _Bump(tracks, releases.releases(tracks, days or {}), deepest(trend, less))
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


@dataclass(frozen=True, slots=True)
class _Bump:
    tracks: Tracks
    released: list[Release]
    rows: int  # positions drawn

    def marks(self) -> list[Mark]:
        marks, height = [self.tracks.backdrop(self._shallow)], self._deep()
        for track, colour in self.tracks.picked:
            marks.append(self.tracks.bridges(track, colour, height))
            marks.append(self._discs(track, colour, height))
        return [*marks, *releases.marks(self.tracks, self.released, self._above)]

    @property
    def row(self) -> int:
        return COMPACT_ROW if self.tracks.compact else ROW

    def _above(self, pixels: float) -> float:
        """So many px above the first row's room."""
        return TOP - pixels / self.row

    def _discs(self, track: Track, colour: str, height: _Height) -> Mark:
        course = [*self.tracks.course(track), None]
        return {
            **self.tracks.lines(track, height),
            **{"type": "scatter", "mode": "lines+markers+text", "cliponaxis": False},
            "line": {"color": colour, "width": LINE},
            "marker": self._marker(track, colour),
            "text": [str(at[1].position) if at and not at[1].is_reference else "" for at in course],
            "textfont": {"size": 11, "color": ink_on(colour)},
        }

    def _marker(self, track: Track, colour: str) -> Mark:
        """As of `Tracks`; what has no position to carry is smaller."""
        shape = self.tracks.marker(track, colour, DISC)
        if track.references:
            course, size = self.tracks.course(track), shape["size"]
            sizes = [SMALLER if at and at[1].is_reference else size for at in course]
            shape["size"] = [*sizes, size]
        return shape

    def _shallow(self, point: Point) -> float | None:
        """References are drawn where they are highlighted."""
        return point.slot if is_drawn(point, self.rows) and not point.is_reference else None

    def _deep(self) -> _Height:
        """As `_shallow`; what is below the last row drawn stands in the order of its place. References stand
        between positions, those between the same two one below the other."""
        beside, below = self._beside(), self._below()

        def height(point: Point) -> float:
            place = beside.get(point, point.slot)
            return place if is_drawn(point, self.rows) else below[place]

        return height

    def _beside(self) -> dict[Point, float]:
        """The heights of the picked references that stand between the same two positions."""
        gaps: dict[tuple[int, float], list[Point]] = {}
        for track, _ in self.tracks.picked:
            for place, point in filter(None, self.tracks.course(track)):
                if point.is_reference:
                    gaps.setdefault((place, point.slot), []).append(point)
        found: dict[Point, float] = {}
        for (_, slot), points in gaps.items():
            points.sort(key=lambda point: point.row)
            steps = range(1, len(points) + 1)
            found |= {at: slot - 0.5 + n / (len(points) + 1) for n, at in zip(steps, points, strict=True)}
        return found

    def _below(self) -> dict[float, float]:
        """By place, the heights of the picked that go below the last row; close together where no row can be
        spared."""
        beside, editions = self._beside(), self.tracks.editions
        found: list[set[float]] = [set() for _ in editions]
        for track, _ in self.tracks.picked:
            for at, point in filter(None, self.tracks.course(track)):
                if not is_drawn(point, self.rows):
                    found[at].add(beside.get(point, point.slot))
        spared = depths(found) if self.rows > FEWEST else depths(found, APART / self.row, most=0)
        return {place: self.rows + 1.5 + depth for place, depth in spared.items()}

    def layout(self) -> Mark:
        below = self._below()
        depth = max([self.rows, *below.values()])
        strip = releases.room(self.released)
        strip += self.row // 2 if any(height < 1 for height in self._beside().values()) else 0
        heading = releases.heading(t("column.position", self.tracks.lang), self.tracks, self.released)
        ticks = [1, *range(5, self.rows + 1, 5)]
        return self.tracks.layout(
            round(HEAD + FOOT + strip + self.row * depth),
            {
                "range": [depth + 0.6, self._above(strip)],
                "tickvals": ticks,
                "ticktext": list(map(str, ticks)),
            },
            [self.tracks.heading(heading), *self._names()],
            [self._floor()] if below else [],
        )

    def _names(self) -> list[Mark]:
        """Of all that are in the newest edition, at the right end; of the picked that left, at theirs."""
        if not self.tracks.named:
            return []
        end, deep = len(self.tracks.editions) - 1, self._deep()
        gone = []
        for track, _ in self.tracks.picked:
            last = self.tracks.last(track)
            if last and last[0] < end:
                gone.append(self.tracks.name(track, last[0], deep(last[1]) or 0.0, picked=True))
        first = self._column(0, before=True) if self.tracks.slope else []
        return [*gone, *self._column(end), *first]

    def _column(self, place: int, *, before: bool = False) -> list[Mark]:
        """The names beside one edition: the picked moved apart where references stand near, of the others
        those that find room."""
        edition, apart, deep = self.tracks.editions[place], APART / self.row, self._deep()
        picked = sorted(
            (deep(track.points[edition]) or 0.0, track.id, track)
            for track, _ in self.tracks.picked
            if edition in track.points
        )
        taken = spread([at[0] for at in picked], apart, max([self.rows, *(at[0] for at in picked)]))
        names = [
            self.tracks.name(at[2], place, height, picked=True, before=before)
            for at, height in zip(picked, taken, strict=True)
        ]
        for track in self.tracks.context:
            point = track.points.get(edition)
            own = self._shallow(point) if point else None
            if own is not None and all(abs(own - other) >= apart for other in taken):
                names.append(self.tracks.name(track, place, own, picked=False, before=before))
        return names

    def _floor(self) -> Mark:
        """Between the rows drawn and the picked models below them."""
        return {
            **{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y"},
            **{"y0": self.rows + 0.75, "y1": self.rows + 0.75},
            "line": {"color": self.tracks.colours.context, "width": 1, "dash": "dash"},
        }
