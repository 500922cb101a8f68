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
from dashboard.figures.tracks import DISC, FOOT, HEAD, LINE, ROW, Mark, Tracks, deepest
from dashboard.ranking.trend import Point, Track, Trend
from dashboard.words import Lang, t

COMPACT_ROW = 20  # px a position
TOP = 0.4  # of the axis
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
            "marker": {"color": colour, "opacity": 1, "line": {"width": 0}} | self.tracks.shape(track, DISC),
            "text": [str(at[1].position) if at else "" for at in course],
            "textfont": {"size": 11, "color": ink_on(colour)},
        }

    def _shallow(self, point: Point) -> float | None:
        return point.slot if point.slot <= self.rows else None

    def _deep(self, track: Track) -> _Height:
        """As `_shallow`; below the last row drawn, each picked track has a row of its own."""
        own = self.rows + 1.5 + self._sunken().index(track.id) if track.id in self._sunken() else 0.0
        return lambda point: point.slot if point.slot <= self.rows else own

    def _sunken(self) -> list[str]:
        """The picked tracks that go below the last row, the deepest last."""
        found = {
            track.id: max(at[1].slot for at in self.tracks.course(track) if at)
            for track, _ in self.tracks.picked
            if any(at and at[1].slot > self.rows for at in self.tracks.course(track))
        }
        return sorted(found, key=found.__getitem__)

    def layout(self) -> Mark:
        sunken = len(self._sunken())
        depth = self.rows + (sunken + 0.5 if sunken else 0)
        strip = releases.room(self.released)
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
        picked = {track.id for track, _ in self.tracks.picked}
        end = len(self.tracks.editions) - 1
        names = []
        for track in self.tracks.trend.tracks:
            last = self.tracks.last(track)
            if last is None or (track.id not in picked and last[0] < end):
                continue
            height = self._deep(track)(last[1]) if track.id in picked else self._shallow(last[1])
            if height is not None:
                names.append(self.tracks.name(track, last[0], height, picked=track.id in picked))
        return [*names, *self._beginnings(picked)]

    def _beginnings(self, picked: set[str]) -> list[Mark]:
        """The names of the first edition, where few are drawn."""
        if not self.tracks.slope:
            return []
        begun = [(track, track.points.get(self.tracks.editions[0])) for track in self.tracks.trend.tracks]
        return [
            self.tracks.name(track, 0, point.slot, picked=track.id in picked, before=True)
            for track, point in begun
            if point and point.slot <= self.rows
        ]

    def _floor(self) -> Mark:
        """Between the rows drawn and the picked models below them."""
        return {
            **{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y"},
            **{"y0": self.rows + 0.75, "y1": self.rows + 0.75},
            "line": {"color": self.tracks.colours.context, "width": 1, "dash": "dash"},
        }
