"""Up to six models on the metrics of one board: a row a metric, a mark a model, a line from worst to best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.shapes import SIZES, SYMBOLS, colour
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, literal, pixels, template
from dashboard.ranking.capability import Capability
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

LONGEST, LONGEST_ABOVE = 28, 30  # units of a metric's name beside its row, and above it
HEAD, FOOT, ROW, COMPACT_ROW = 46, 14, 40, 52  # px
GAP_COLUMN = 52  # px
WIDE, NARROW = 480, 320  # px of the plot itself, about: the server cannot know
NEAR = 10  # px; marks closer than this are moved apart
MARK = 10  # px between the middle of a mark and its figure
STEP = 11  # px up or down
NUMBERED = 2  # so few models have their figures beside the marks; of more the worst and the best do
LEVELS = (0, -1, 1, -2, 2, -3)
DOWN = (0, 1, 2, 3, 4, 5)  # on a phone, where the metric stands above its row
NAME, BELOW = (
    12.5,
    21.8,
)  # px from the top of a row to the metric's name on a phone, and from there to its marks
BESIDE = 16  # px of a row beside its marks


def compare_dots(
    rows: Sequence[Capability],
    names: Mapping[int, str],
    *,
    theme: Theme,
    lang: Lang,
    compact: bool = False,
) -> go.Figure:
    """`names` by place, as the board prints them. `compact` puts each metric above its row."""
    drawing = _Drawing(rows, names, palette(theme), theme, lang, compact)
    # A test has plotly check what is built here by hand: at every drawing that would take 20 ms.
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


def levels(xs: Sequence[float], near: float, order: Sequence[int] = LEVELS) -> list[int]:
    """Of marks at these x: 0 where there is room, else steps up (−) or down so that none covers another."""
    placed: dict[int, list[float]] = {}
    found = [0] * len(xs)
    for at in sorted(range(len(xs)), key=lambda at: xs[at]):
        free = (level for level in order if all(xs[at] - x >= near for x in placed.get(level, ())))
        found[at] = next(free, order[-1])
        placed.setdefault(found[at], []).append(xs[at])
    return found


@dataclass(frozen=True, slots=True)
class _Drawing:
    rows: Sequence[Capability]
    names: Mapping[int, str]
    colours: Palette
    theme: Theme
    lang: Lang
    compact: bool

    @property
    def row(self) -> int:
        """px: with room for marks that are moved off their line."""
        moved = [level for shifts in self._shifts() for level in shifts.values()]
        if self.compact:
            return COMPACT_ROW + STEP * max(0, *moved, 1) - STEP
        return max(ROW, 2 * STEP * max(map(abs, moved), default=0) + BESIDE)

    @property
    def rise(self) -> float:
        """Rows from the middle of one to its metric's name."""
        return NAME / self.row - 0.5 if self.compact else 0.0

    @property
    def below(self) -> float:
        """And to its marks: on a phone the name stands above them."""
        return self.rise + BELOW / self.row if self.compact else 0.0

    def _shifts(self) -> list[dict[int, int]]:
        """Row by row, how far each model's mark is moved."""
        low, high = self._range()
        near = NEAR * (high - low) / (NARROW if self.compact else WIDE)
        order = DOWN if self.compact else LEVELS
        return [
            dict(zip(row.values, levels(list(row.values.values()), near, order), strict=True))
            for row in self.rows
        ]

    def marks(self) -> list[dict[str, object]]:
        shifts, below = self._shifts(), self.below
        lines_x: list[float | None] = []
        lines_y: list[float | None] = []
        for place, row in enumerate(self.rows):
            if row.gap is not None:
                lines_x += [min(row.values.values()), max(row.values.values()), None]
                lines_y += [place + below, place + below, None]
        line: dict[str, object] = {
            **{"type": "scatter", "mode": "lines", "x": lines_x, "y": lines_y, "hoverinfo": "skip"},
            "line": {"color": self.colours.context, "width": 2},
        }
        return [line, *(self._model(place, shifts) for place in sorted(self.names))]

    def _model(self, place: int, shifts: Sequence[Mapping[int, int]]) -> dict[str, object]:
        at = [number for number, row in enumerate(self.rows) if place in row.values]
        step, below = STEP / self.row, self.below
        return {
            **{"type": "scatter", "mode": "markers+text", "cliponaxis": False},
            "x": [self.rows[number].values[place] for number in at],
            "y": [number + below + shifts[number][place] * step for number in at],
            "marker": {
                **{"symbol": SYMBOLS[place], "size": SIZES[place], "color": colour(place, self.theme)},
                "line": {"color": self.colours.page, "width": 1},
                "opacity": 1,
            },
            "hovertext": [self._hover(self.rows[number], place) for number in at],
            "hovertemplate": "%{hovertext}<extra></extra>",
            **self._numbers(place, at),
        }

    def _numbers(self, place: int, at: Sequence[int]) -> dict[str, object]:
        rows = [self.rows[number] for number in at]
        ahead = [row.values[place] < max(row.values.values()) for row in rows]
        alike = [len(set(row.values.values())) == 1 and len(row.values) > 1 for row in rows]
        first = place == min(self.names)
        sides = [
            "middle left" if worse or (same and first) else "middle right"
            for worse, same in zip(ahead, alike, strict=True)
        ]
        return {
            "text": [
                _figure(row, row.values[place]) if self._is_numbered(row, place) else "" for row in rows
            ],
            "textposition": sides,
            "textfont": {"size": SMALL, "color": self.colours.ink},
        }

    def _is_numbered(self, row: Capability, place: int) -> bool:
        """Of many models the first of the worst and the first of the best."""
        ends = (min(row.values.values()), max(row.values.values()))
        first = [next(at for at, score in row.values.items() if score == end) for end in ends]
        return len(self.names) <= NUMBERED or place in first

    def layout(self) -> dict[str, object]:
        left = 8 if self.compact else self._widest() + 14
        return {
            "template": template(self.theme),
            "height": HEAD + FOOT + self.row * len(self.rows),
            "margin": {"l": left, "r": 8 if self.compact else GAP_COLUMN, "t": HEAD, "b": FOOT, "pad": 0},
            "xaxis": {"range": list(self._range()), "ticksuffix": self._suffix()},
            "yaxis": {"range": [len(self.rows) - 0.5, -0.5]},
            "annotations": [*self._labels(left), *self._head()],
        }

    def _suffix(self) -> str:
        return "%" if all(row.metric.unit == "%" for row in self.rows) and self.rows else ""

    def _widest(self) -> int:
        return max(map(pixels, self._short().values()), default=0)

    def _name(self, row: Capability) -> str:
        label = metric_label(row.metric, self.lang)
        return label if row.metric.higher_is_better else f"{label} ↓"

    def _short(self) -> Mapping[str, str]:
        longest = LONGEST_ABOVE if self.compact else LONGEST
        return shortened(tuple(map(self._name, self.rows)), longest)

    def _gap(self, row: Capability) -> str:
        if row.gap is None:
            return t("app.missing", self.lang)
        return f"{row.gap:.{row.places}f}"

    def _labels(self, left: int) -> list[dict[str, object]]:
        labels, ink, quiet = [], self.colours.ink, self.colours.secondary
        rise = self.rise
        short = self._short()
        for place, row in enumerate(self.rows):
            name = literal(short[self._name(row)])
            if self.compact:
                said = t("figure.gap_of", self.lang, gap=self._gap(row))
                name = f'{name} <span style="color: {quiet}">{said}</span>'
            else:
                labels.append(_label(self._gap(row), place, GAP_COLUMN - 4, quiet, right=True))
            labels.append(_label(name, place + rise, 0 if self.compact else -left, ink))
        return labels

    def _head(self) -> list[dict[str, object]]:
        if self.compact:
            return []
        label = _label(t("figure.gap", self.lang), 0, GAP_COLUMN - 4, self.colours.secondary, right=True)
        label |= {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
        return [label | {"font": {"size": SMALL, "color": self.colours.secondary}}]

    def _hover(self, row: Capability, place: int) -> str:
        value = t(
            "figure.line",
            self.lang,
            label=literal(metric_label(row.metric, self.lang)),
            value=_figure(row, row.values[place]),
        )
        lines = [f"<b>{literal(self.names[place])}</b>", value]
        if not row.metric.higher_is_better:
            lines.append(t("figure.lower", self.lang))
        return "<br>".join(lines)

    def _range(self) -> tuple[float, float]:
        marks = [score for row in self.rows for score in row.values.values()]
        low, high = min(marks, default=0.0), max(marks, default=1.0)
        span = (high - low) or abs(high) or 1.0
        room = span * self._beside()
        return low - room, high + room

    def _beside(self) -> float:
        """Room for a figure beside its mark, as a share of the span between the outermost marks."""
        figures = (_figure(row, score) for row in self.rows for score in row.values.values())
        whole = NARROW if self.compact else WIDE
        needed = min(max(map(pixels, figures), default=0) * SMALL / LABEL + MARK, whole / 4)
        return needed / (whole - 2 * needed)


def _figure(row: Capability, score: float) -> str:
    return f"{score:.{row.places}f}".replace("-", "−")


def _label(text: str, row: float, shift: int, colour: str, *, right: bool = False) -> dict[str, object]:
    return {
        **{"text": text, "x": 1 if right else 0, "xref": "paper", "xanchor": "right" if right else "left"},
        **{"xshift": shift, "y": row, "yref": "y", "yanchor": "middle", "showarrow": False},
        **{"align": "right" if right else "left", "font": {"size": LABEL, "color": colour}},
    }
