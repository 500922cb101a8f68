"""The composite of a category or scenario: a dot a model, a line for its interval, a band behind those of one
rank.

Rows come from `Composite.shown`, best first, with the columns name, score, low, high (NaN without an
interval), rank, rank_low, rank_high, coverage, and `next`: P(better than the next row), NaN where unknown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
import plotly.graph_objects as go

from cache.leaderboard import Category, Scenario
from dashboard.figures.interval_axis import axis, of_rows
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, literal, pixels, template
from dashboard.words import Lang, t

TOP, ALL = 30, 40  # of more rows than ALL only the best TOP are drawn
FEW = 4  # benchmarks; a model in fewer has a hollow dot
LONGEST = 48  # units of a name beside its mark, which take what they need
LONGEST_ABOVE, LONGEST_IN_COLUMN = 30, 52  # units of a name above its mark, on a phone and in a report
HEAD, FOOT, ROW, COMPACT_ROW = 46, 18, 26, 36  # px
RANK_COLUMN, GAP = 38, 14  # px of the ranks, and between columns at the right
DOT, LINE, ARROW = 10, 3, 9


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that a chart shows."""
    return rows if len(rows) <= ALL else rows.head(TOP)


def composite_dots(
    rows: pd.DataFrame,
    benchmarks: int,
    *,
    theme: Theme,
    lang: Lang,
    category: Category | Scenario,
    compact: bool = False,
    room: int = 0,
    most: int | None = None,
) -> go.Figure:
    """`benchmarks`: how many the models could be in. `compact` puts each name above its mark,
    `room`: px wide, where that is not a phone. `most`: rows that are drawn; the axis stays that of all."""
    scale = of_rows(drawn(rows))
    known = drawn(rows).head(most or len(rows))[list(_COLUMNS)].astype({"rank": object})
    known["rank"] = known["rank"].where(known["rank"].notna(), None)
    shown = [_Row(*line) for line in known.itertuples(index=False, name=None)]
    drawing = _Drawing(shown, benchmarks, palette(theme), theme, lang, category, compact, room, scale)
    # A test has plotly check what is built here by hand: at every drawing that would take 20 ms.
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


_COLUMNS = ("name", "score", "low", "high", "rank", "rank_low", "rank_high", "coverage", "next")


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    score: float
    low: float
    high: float
    rank: int | None  # None beside models with an interval, for one without
    rank_low: int
    rank_high: int
    coverage: int
    next: float

    @property
    def sure(self) -> bool:
        return not math.isnan(self.low)


@dataclass(frozen=True, slots=True)
class _Drawing:
    rows: list[_Row]
    benchmarks: int
    colours: Palette
    theme: Theme
    lang: Lang
    category: Category | Scenario
    compact: bool
    room: int
    scale: tuple[float, float]

    @property
    def colour(self) -> str:
        return self.colours.of(self.category)

    def marks(self) -> list[dict[str, object]]:
        below = 0.2 if self.compact else 0.0  # the name stands above the mark
        start, stop = self.scale
        lines_x: list[float | None] = []
        lines_y: list[float | None] = []
        for place, row in enumerate(self.rows):
            if row.sure:
                lines_x += [max(row.low, start), min(row.high, stop), None]
                lines_y += [place + below, place + below, None]
        fills = [self.colours.page if row.coverage < FEW else self.colour for row in self.rows]
        return [
            {
                **{"type": "scatter", "mode": "lines", "x": lines_x, "y": lines_y, "hoverinfo": "skip"},
                **{"line": {"color": self.colour, "width": LINE}, "opacity": 0.45},
            },
            *self._arrows("left", start, [at + below for at, row in enumerate(self.rows) if row.low < start]),
            *self._arrows("right", stop, [at + below for at, row in enumerate(self.rows) if row.high > stop]),
            {
                **{"type": "scatter", "mode": "markers", "cliponaxis": False},
                "x": [row.score for row in self.rows],
                "y": [place + below for place in range(len(self.rows))],
                "marker": {"color": fills, "size": DOT, "line": {"color": self.colour, "width": 2}},
                "hovertext": [self._hover(row) for row in self.rows],
                "hovertemplate": "%{hovertext}<extra></extra>",
            },
        ]

    def _arrows(self, way: str, edge: float, places: list[float]) -> list[dict[str, object]]:
        """Where intervals go on beyond the axis."""
        arrow = {
            **{"type": "scatter", "mode": "markers", "cliponaxis": False, "hoverinfo": "skip"},
            **{"x": [edge] * len(places), "y": places},
            "marker": {"symbol": f"triangle-{way}", "size": ARROW, "color": self.colour},
        }
        return [arrow] if places else []

    def layout(self) -> dict[str, object]:
        left = 4 if self.compact else RANK_COLUMN + self._widest() + 12
        height = HEAD + FOOT + (COMPACT_ROW if self.compact else ROW) * len(self.rows)
        return {
            "template": template(self.theme),
            "height": height,
            "margin": {
                "l": left,
                "r": 8 if self.compact else self._ends()[1] + 4,
                "t": HEAD,
                "b": FOOT,
                "pad": 0,
            },
            "xaxis": {"range": axis(*self.scale)},
            "yaxis": {"range": [len(self.rows) - 0.5, -0.5]},
            "shapes": self._bands(),
            "annotations": [*self._labels(left), *self._heads()],
        }

    def _ends(self) -> tuple[int, int]:
        """Where the columns of scores and of coverage end, in px from the right edge of the plot."""
        score, cover = (pixels(t(f"figure.{name}", self.lang)) for name in ("composite_score", "coverage"))
        first = GAP + max(score, 36)
        return first, first + GAP + max(cover, 34)

    def _widest(self) -> int:
        return max((pixels(name) for name in self._names().values()), default=0)

    def _names(self) -> Mapping[str, str]:
        above = LONGEST_IN_COLUMN if self.room else LONGEST_ABOVE
        return shortened(tuple(row.name for row in self.rows), above if self.compact else LONGEST)

    def _bands(self) -> list[dict[str, object]]:
        """Behind every other run of equal ranks; none where ranks follow bare scores."""
        if not any(row.sure for row in self.rows):
            return []
        bands, odd, last = [], False, None
        for rank, run in groupby(range(len(self.rows)), key=lambda place: self.rows[place].rank):
            if rank is None:
                continue
            odd, last = odd if rank == last else not odd, rank
            places = list(run)
            if odd:
                bands.append(self._band(places[0], places[-1] + 1))
        return bands

    def _band(self, start: int, end: int) -> dict[str, object]:
        return {
            **{"type": "rect", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "yref": "y"},
            **{"y0": start - 0.5, "y1": end - 0.5, "fillcolor": self.colours.band, "opacity": 0.45},
            "line": {"width": 0},
        }

    def _labels(self, left: int) -> list[dict[str, object]]:
        ranks = [row.rank for row in self.rows]
        rise, start = (-0.25, 0) if self.compact else (0.0, -left)
        names = self._names()
        first, second = self._ends()
        labels = []
        for place, row in enumerate(self.rows):
            shared = "=" if ranks.count(row.rank) > 1 else ""
            rank = t("app.missing", self.lang) if row.rank is None else f"{shared}{row.rank}"
            values = f"{row.score:.1f}  {row.coverage}/{self.benchmarks}"
            at, quiet = place + rise, self.colours.secondary
            labels.append(_label(rank, at, start, quiet))
            labels.append(_label(literal(names[row.name]), at, start + RANK_COLUMN, self.colours.ink))
            if self.compact:
                labels.append(_label(values, at, 0, quiet, right=True))
            else:
                labels.append(_label(f"{row.score:.1f}", at, first, self.colours.ink, right=True))
                labels.append(_label(f"{row.coverage}/{self.benchmarks}", at, second, quiet, right=True))
        return labels

    def _heads(self) -> list[dict[str, object]]:
        score, cover = t("figure.composite_score", self.lang), t("figure.coverage", self.lang)
        heads = (
            [(f"{score}  {cover}", 0)]
            if self.compact
            else list(zip((score, cover), self._ends(), strict=True))
        )
        return [
            {
                **_label(text, 0, shift, self.colours.secondary, right=True),
                **{"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 24 if self.compact else 6},
                "font": {"size": SMALL, "color": self.colours.secondary},
            }
            for text, shift in heads
        ]

    def _hover(self, row: _Row) -> str:
        lang = self.lang
        facts = [(t("figure.composite_score", lang), f"{row.score:.1f}")]
        if row.sure:
            facts += [(t("figure.interval", lang), f"{row.low:.1f} – {row.high:.1f}")]
        ranks = str(row.rank) if not row.sure else f"{row.rank} ({row.rank_low}–{row.rank_high})"
        facts += [(t("column.composite_rank", lang), ranks)] if row.rank is not None else []
        facts += [(t("figure.coverage", lang), f"{row.coverage}/{self.benchmarks}")]
        if not math.isnan(row.next):
            facts += [(t("figure.better_than_next", lang), f"{row.next:.0%}")]
        lines = [t("figure.line", lang, label=label, value=value) for label, value in facts]
        return "<br>".join([f"<b>{literal(row.name)}</b>", *lines])


def _label(text: str, row: float, shift: int, colour: str, *, right: bool = False) -> dict[str, object]:
    """Beside the plot: from its left edge, or ending so many pixels from its right one."""
    return {
        **{"text": text, "x": 1 if right else 0, "xref": "paper", "xanchor": "right" if right else "left"},
        **{"xshift": shift, "y": row, "yref": "y", "yanchor": "middle", "showarrow": False},
        **{"align": "right" if right else "left", "font": {"size": LABEL, "color": colour}},
    }
