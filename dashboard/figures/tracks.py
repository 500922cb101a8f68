"""What the charts over editions share: the drawn editions, colours, lines and their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.figures import edition_axis
from dashboard.figures.fewer import fewer
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.shapes import SIZES, SYMBOLS
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, literal, pixels, template
from dashboard.figures.track_hover import hovered
from dashboard.ranking.trend import Edition, Point, Track, Trend
from dashboard.words import Lang

LONGEST, LONGEST_SLOPE, LONGEST_IN_COLUMN = 28, 44, 20  # units of a name at the end of its line
HEAD, FOOT, LEFT = 52, 28, 40  # px around the plot
ALL, TOP = 40, 30  # of more positions than ALL only the best TOP are drawn, and the picked below them
SLOPE = 3  # editions
DISC = 20  # px
BESIDE = 16  # px between a line's end and its name
LINE, CONTEXT_LINE = 3.0, 1.2
ROW = 24  # px of a position
HOLLOW = 2  # px of the rim of a mark without a position
Mark = dict[str, object]


def deepest(trend: Trend, less: int = 0) -> int:
    """How many positions are drawn; `less`: px that a row for each has to be lower."""
    points = (point for track in trend.tracks for point in track.points.values() if not point.is_reference)
    most = int(max((point.slot for point in points), default=1))
    return fewer(most if most <= ALL else TOP, ROW, less)


def is_drawn(point: Point, rows: int) -> bool:
    """Among the best `rows`, or a reference that stands beside them."""
    return point.slot < rows + 1


@dataclass(frozen=True, slots=True)
class Tracks:
    """A trend as one chart draws it; `picks` are the highlighted tracks with the place of their colour.
    `column`: compact, with room for names; `less`: px that it has to be lower."""

    trend: Trend
    picks: Mapping[str, int]
    released: Mapping[str, str]  # by track: the day or month, as far as known
    theme: Theme
    lang: Lang
    compact: bool
    column: bool = False
    less: int = 0

    @property
    def named(self) -> bool:
        """Whether names stand at the ends of lines; on a phone they are left to a legend."""
        return self.column or not self.compact

    @property
    def colours(self) -> Palette:
        return palette(self.theme)

    @property
    def editions(self) -> tuple[str, ...]:
        return edition_axis.drawn(self.trend.names, compact=self.compact)

    @property
    def picked(self) -> list[tuple[Track, str]]:
        """The highlighted tracks with their colours."""
        found = ((self.trend.track(id), place) for id, place in self.picks.items())
        colours = self.colours.highlight
        return [(track, colours[place % len(colours)]) for track, place in found if track]

    def shape(self, track: Track, size: int) -> Mark:
        """Of a highlighted track's marks: told apart without their colours; `size`: px of a disc."""
        place = self.picks[track.id] % len(SYMBOLS)
        return {"symbol": SYMBOLS[place], "size": round(size * SIZES[place] / SIZES[0])}

    def marker(self, track: Track, colour: str, size: int) -> Mark:
        """Of a highlighted track: hollow where it is a reference."""
        shape = {"color": colour, "opacity": 1, "line": {"width": 0}} | self.shape(track, size)
        if not track.references:
            return shape
        hollow = [at is not None and at[1].is_reference for at in [*self.course(track), None]]
        fills = [self.colours.page if at else colour for at in hollow]
        return shape | {
            "color": fills,
            "line": {"width": [HOLLOW if at else 0 for at in hollow], "color": colour},
        }

    @property
    def context(self) -> list[Track]:
        return [track for track in self.trend.tracks if track.id not in self.picks]

    def course(self, track: Track) -> list[tuple[int, Point] | None]:
        """Point by point with the place of its edition; None stands where the track breaks."""
        line: list[tuple[int, Point] | None] = []
        for place, edition in enumerate(self.editions):
            point = track.points.get(edition)
            if point:
                line.append((place, point))
            elif line and line[-1] is not None:
                line.append(None)
        return line

    def gaps(self, track: Track) -> Iterator[tuple[tuple[int, Point], tuple[int, Point]]]:
        """The points on both sides of each break."""
        known = [at for at in self.course(track) if at is not None]
        for before, after in pairwise(known):
            if after[0] > before[0] + 1:
                yield before, after

    def last(self, track: Track) -> tuple[int, Point] | None:
        return next((at for at in reversed(self.course(track)) if at is not None), None)

    @property
    def short(self) -> Mapping[str, str]:
        """The name of each track that has one, as drawn."""
        few = len(self.editions) <= SLOPE
        longest = (
            (LONGEST if few else LONGEST_IN_COLUMN) if self.column else LONGEST_SLOPE if few else LONGEST
        )
        ends, rows = {self.editions[0], self.editions[-1]}, deepest(self.trend)
        return shortened(
            tuple(
                track.label
                for track in self.trend.tracks
                if track.id in self.picks
                or any(at in ends and is_drawn(point, rows) for at, point in track.points.items())
            ),
            longest,
        )

    @property
    def right(self) -> int:
        """px for the names at the right."""
        if not self.named:
            return 16
        newest = self.editions[-1]
        named = [track.label for track in self.trend.tracks if newest in track.points]
        named += [track.label for track, _ in self.picked]
        short = self.short
        return BESIDE + 8 + max((pixels(short[label]) for label in named if label in short), default=0)

    @property
    def slope(self) -> bool:
        """Whether so few editions are drawn that the names of the first find room too."""
        return not self.compact and len(self.editions) <= SLOPE

    @property
    def left(self) -> int:
        """px of the names at the left of a slope chart."""
        first = self.editions[0]
        named = [track.label for track in self.trend.tracks if first in track.points] if self.slope else []
        short = self.short
        return max((pixels(short[label]) + BESIDE for label in named if label in short), default=0)

    def edition(self, place: int) -> Edition:
        return next(at for at in self.trend.editions if at.id.edition == self.editions[place])

    def hover(self, track: Track, place: int, point: Point) -> str:
        return hovered(track, self.edition(place), point, self.released.get(track.id, ""), self.lang)

    def lines(self, track: Track, height: Callable[[Point], float | None]) -> Mark:
        """x, y and hover of a track; `height` of None is a break too."""
        x: list[float | None] = []
        y: list[float | None] = []
        texts: list[str] = []
        for at in [*self.course(track), None]:
            level = height(at[1]) if at else None
            shown = at is not None and level is not None
            x.append(at[0] if at and shown else None)
            y.append(level)
            texts.append(self.hover(track, *at) if at and shown else "")
        return {"x": x, "y": y, "hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}

    def backdrop(self, height: Callable[[Point], float | None]) -> Mark:
        """All that is not highlighted, as one trace."""
        x: list[object] = []
        y: list[object] = []
        texts: list[object] = []
        for track in self.context:
            drawn = self.lines(track, height)
            for kept, name in ((x, "x"), (y, "y"), (texts, "hovertext")):
                kept += drawn[name]  # type: ignore[arg-type]
        colour = self.colours.context
        return {
            **{"type": "scatter", "mode": "lines+markers", "x": x, "y": y, "hovertext": texts},
            **{"hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False},
            **{"line": {"color": colour, "width": CONTEXT_LINE}, "marker": {"color": colour, "size": 5}},
        }

    def bridges(self, track: Track, colour: str, height: Callable[[Point], float | None]) -> Mark:
        """Dotted across each break."""
        x: list[float | None] = []
        y: list[float | None] = []
        for before, after in self.gaps(track):
            x += [before[0], after[0], None]
            y += [height(before[1]), height(after[1]), None]
        return {
            **{"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip"},
            **{"line": {"color": colour, "width": 1.5, "dash": "dot"}, "cliponaxis": False},
        }

    def layout(self, height: int, y_axis: Mark, annotations: Sequence[Mark], shapes: Sequence[Mark]) -> Mark:
        return {
            "template": template(self.theme),
            "height": height,
            "margin": {"l": LEFT + self.left, "r": self.right, "t": HEAD, "b": FOOT, "pad": 0},
            "xaxis": edition_axis.axis(self.editions, compact=self.compact),
            "yaxis": {"showticklabels": True, "ticklabelstandoff": self.left + DISC // 2, **y_axis},
            "annotations": list(annotations),
            "shapes": list(shapes),
        }

    def name(self, track: Track, x: float, y: float, *, picked: bool, before: bool = False) -> Mark:
        """A track's name, right of its end; or left of its beginning."""
        text = literal(self.short[track.label])
        colours = self.colours
        return {
            **{"text": f"<b>{text}</b>" if picked else text, "x": x, "y": y, "xref": "x", "yref": "y"},
            **{"xanchor": "right" if before else "left", "xshift": -BESIDE if before else BESIDE},
            **{"yanchor": "middle", "showarrow": False},
            "font": {"size": LABEL, "color": colours.ink if picked else colours.secondary},
        }

    def heading(self, text: str) -> Mark:
        """What the vertical axis counts, above it."""
        return {
            **{
                "text": literal(text),
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "xshift": -LEFT - self.left,
            },
            **{"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 30, "showarrow": False},
            "font": {"size": SMALL, "color": self.colours.secondary},
        }
