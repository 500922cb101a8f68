"""Positions over editions: 1 on top, the picked models as discs that carry their position, the rest grey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from dashboard.figures import releases
from dashboard.figures.contrast import ink_on
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
    drawing = _Bump(tracks, releases.releases(tracks, days or {}))
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


@dataclass(frozen=True, slots=True)
class _Bump:
    tracks: Tracks
    released: list[Release]

    @property
    def rows(self) -> int:
        return deepest(self.tracks.trend, self.tracks.less)

    def marks(self) -> list[Mark]:
        marks = [self.tracks.backdrop(self._shallow)]
        for track, colour in self.tracks.picked:
            height = self._deep(track)
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

    def _deep(self, track: Track) -> _Height:
        """As `_shallow`; below the last row drawn, each picked track has a row of its own. References stand
        between positions, those between the same two one below the other."""
        own = self.rows + 1.5 + self._sunken().index(track.id) if track.id in self._sunken() else 0.0
        beside = self._beside()
        return lambda point: beside.get(point, point.slot) if is_drawn(point, self.rows) else own

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

    def _sunken(self) -> list[str]:
        """The picked tracks that go below the last row, the deepest last."""
        found = {
            track.id: max(at[1].slot for at in self.tracks.course(track) if at)
            for track, _ in self.tracks.picked
            if any(at and not is_drawn(at[1], self.rows) for at in self.tracks.course(track))
        }
        return sorted(found, key=found.__getitem__)

    def layout(self) -> Mark:
        sunken = len(self._sunken())
        depth = self.rows + (sunken + 0.5 if sunken else 0)
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
            [self._floor()] if sunken else [],
        )

    def _names(self) -> list[Mark]:
        """Of all that are in the newest edition, at the right end; of the picked that left, at theirs."""
        if not self.tracks.named:
            return []
        end = len(self.tracks.editions) - 1
        gone = []
        for track, _ in self.tracks.picked:
            last = self.tracks.last(track)
            if last and last[0] < end:
                height = self._deep(track)(last[1]) or 0.0
                gone.append(self.tracks.name(track, last[0], height, picked=True))
        first = self._column(0, before=True) if self.tracks.slope else []
        return [*gone, *self._column(end), *first]

    def _column(self, place: int, *, before: bool = False) -> list[Mark]:
        """The names beside one edition: the picked moved apart where references stand near, of the others
        those that find room."""
        edition, apart = self.tracks.editions[place], APART / self.row
        picked = sorted(
            (self._deep(track)(track.points[edition]) or 0.0, track.id, track)
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
