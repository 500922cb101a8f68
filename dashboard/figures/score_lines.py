"""Scores over editions: a line a picked model with its values, the rest grey; better is always higher up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from dashboard.figures import releases
from dashboard.figures.palette import Theme
from dashboard.figures.releases import Release
from dashboard.figures.spread import spread
from dashboard.figures.template import SMALL
from dashboard.figures.tracks import FOOT, HEAD, LINE, Mark, Tracks, deepest, is_drawn
from dashboard.ranking.trend import Point, Track, Trend
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

HEIGHT, COMPACT_HEIGHT, LOWEST = 620, 440, 280  # px
APART = 17  # px between two names, and between two values
MARK = 9  # px of a disc
DOT = 6  # px from the middle of a mark to what stands beside it
VALUES = 12  # editions with values beside the points


def score_lines(
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
    """As `bump`, of scores. Where lower is better the axis is turned."""
    tracks = Tracks(trend, picks, released or {}, theme, lang, compact, column, less)
    drawing = _Scores(tracks, releases.releases(tracks, days or {}))
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


def _score(point: Point) -> float:
    return point.score


def _shallow(rows: int) -> Callable[[Point], float | None]:
    """The scores of the best so many of each edition."""
    return lambda point: point.score if is_drawn(point, rows) else None


@dataclass(frozen=True, slots=True)
class _Scores:
    tracks: Tracks
    released: list[Release]

    @property
    def height(self) -> int:
        """Without the strip of releases."""
        whole = COMPACT_HEIGHT if self.tracks.compact else HEIGHT
        return max(LOWEST, whole - self.tracks.less)

    @property
    def better_up(self) -> bool:
        return self.tracks.trend.newest.metric.higher_is_better

    def _range(self) -> tuple[float, float]:
        """Bottom and top of the axis."""
        rows, picks = deepest(self.tracks.trend), self.tracks.picks
        scores = [
            at[1].score
            for track in self.tracks.trend.tracks
            for at in self.tracks.course(track)
            if at and (is_drawn(at[1], rows) or track.id in picks)
        ]
        low, high = min(scores, default=0.0), max(scores, default=1.0)
        room = ((high - low) or 1.0) * 0.05
        return (low - room, high + room) if self.better_up else (high + room, low - room)

    def _pixel(self, score: float) -> float:
        """Below the top of the plot."""
        bottom, top = self._range()
        return (top - score) / (top - bottom) * (self.height - HEAD - FOOT)

    def _level(self, pixel: float) -> float:
        bottom, top = self._range()
        return top - pixel * (top - bottom) / (self.height - HEAD - FOOT)

    def marks(self) -> list[Mark]:
        marks = [self.tracks.backdrop(_shallow(deepest(self.tracks.trend)))]
        places = self._values()
        for track, colour in self.tracks.picked:
            marks.append(self.tracks.bridges(track, colour, _score))
            course = [*self.tracks.course(track), None]
            sides = [places.get((track.id, at[0]), "") if at else "" for at in course]
            marks.append(
                {
                    **self.tracks.lines(track, _score),
                    **{"type": "scatter", "mode": "lines+markers+text", "cliponaxis": False},
                    "line": {"color": colour, "width": LINE},
                    "marker": self.tracks.marker(track, colour, MARK),
                    "text": [
                        self._text(*at) if at and side else "" for at, side in zip(course, sides, strict=True)
                    ],
                    "textposition": [side or "top center" for side in sides],
                    "textfont": {"size": SMALL, "color": self.tracks.colours.ink},
                }
            )
        return [*marks, *releases.marks(self.tracks, self.released, lambda px: self._level(-px))]

    def _text(self, place: int, point: Point) -> str:
        places = self.tracks.edition(place).places
        return f"{point.score:.{places}f}".replace("-", "−")

    def _values(self) -> dict[tuple[str, int], str]:
        """Where the values stand that no other mark leaves without room, by track and edition."""
        if len(self.tracks.editions) > VALUES:
            return {}
        columns: dict[int, list[tuple[float, str]]] = {}
        for track, _ in self.tracks.picked:
            for at in filter(None, self.tracks.course(track)):
                columns.setdefault(at[0], []).append((self._pixel(at[1].score), track.id))
        sides: dict[tuple[str, int], str] = {}
        for place, column in columns.items():
            column.sort()
            taken = -99.0  # down to where the marks above reach
            for n, (pixel, id) in enumerate(column):
                below = column[n + 1][0] - pixel if n + 1 < len(column) else 99.0
                above, taken = pixel - taken, pixel + DOT
                if above >= APART + DOT:
                    sides[id, place] = "top center"
                elif below >= APART + 2 * DOT:
                    sides[id, place] = "bottom center"
                    taken += APART
        return sides

    def layout(self) -> Mark:
        metric = self.tracks.trend.newest.metric
        heading = metric_label(metric, self.tracks.lang)
        if not metric.higher_is_better:
            heading += f" · {t('figure.lower', self.tracks.lang)}"
        strip = releases.room(self.released)
        heading = releases.heading(heading, self.tracks, self.released)
        return self.tracks.layout(
            self.height + strip,
            {
                "range": [self._range()[0], self._level(-strip)],
                "nticks": 8,
                "showgrid": True,
                "gridcolor": self.tracks.colours.hairline,
            },
            [self.tracks.heading(heading), *self._names()],
            [],
        )

    def _names(self) -> list[Mark]:
        """At the right end; where few editions are drawn at the left too; and where a picked model left."""
        if not self.tracks.named:
            return []
        end = len(self.tracks.editions) - 1
        gone = [
            self.tracks.name(track, last[0], last[1].score, picked=True)
            for track, _ in self.tracks.picked
            if (last := self.tracks.last(track)) and last[0] < end
        ]
        first = self._column(0, before=True) if self.tracks.slope else []
        return [*gone, *self._column(end), *first]

    def _column(self, place: int, *, before: bool = False) -> list[Mark]:
        """The names beside one edition: the picked moved apart where they are near, of the others those that
        find room."""
        edition, names, taken = self.tracks.editions[place], [], list[float]()
        picked = [
            (track, track.points[edition]) for track, _ in self.tracks.picked if edition in track.points
        ]
        for track, pixel in self._apart(picked):
            taken.append(pixel)
            names.append(self.tracks.name(track, place, self._level(pixel), picked=True, before=before))
        rows = deepest(self.tracks.trend)
        for track in self.tracks.context:
            point = track.points.get(edition)
            if point is None or not is_drawn(point, rows):
                continue
            pixel = self._pixel(point.score)
            if all(abs(pixel - other) >= APART for other in taken):
                taken.append(pixel)
                names.append(self.tracks.name(track, place, point.score, picked=False, before=before))
        return names

    def _apart(self, ends: list[tuple[Track, Point]]) -> list[tuple[Track, float]]:
        """Each with its height in px, the near ones moved so that none covers another."""
        placed = sorted(
            ((self._pixel(point.score), track.id, track) for track, point in ends), key=lambda at: at[:2]
        )
        heights = spread([pixel for pixel, _, _ in placed], APART, float(self.height - HEAD - FOOT))
        return [(track, height) for (_, _, track), height in zip(placed, heights, strict=True)]
