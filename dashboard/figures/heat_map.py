"""Models by columns, a cell darker (brighter on a dark page) the better it is, with its figure in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

import plotly.graph_objects as go

from dashboard.figures.contrast import Stops, between, heat_scale, ink_on
from dashboard.figures.headings import fits, header
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.shapes import GLYPHS, colour
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, literal, pixels, template
from dashboard.words import Lang, t

ROW = 28  # px
FOOT = 12
LONGEST, LONGEST_COMPACT, LONGEST_IN_COLUMN = 34, 18, 24  # units of a model's name
LINE = 15  # px of one line of a header
LONGEST_TURNED, LONGEST_TURNED_COMPACT = 34, 26  # units of a header that is turned
SMALLEST = 8  # px of a letter, and of a figure that is written
WIDE, NARROW = 1300, 360  # px of the whole, about: the server cannot know
MARGIN_RIGHT = 8
DIGIT = 0.56  # of a figure's size: the width of one digit
FIGURE = {False: 12, True: 11}  # px of a figure, by compact
LINES = 4  # of a header
UNIT = {False: 7.2, True: 5.9}  # px of a Latin letter of a header, by compact


@dataclass(frozen=True, slots=True)
class Cell:
    """`shade`: 0 for the worst, 1 for the best, None where it cannot be told."""

    value: float
    text: str
    short: str  # without decimals, for a phone
    shade: float | None
    hover: tuple[str, ...]  # lines


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell | None, ...]  # one a column; None where nothing is reported
    place: int | None = None  # of a model the reader picked


def heat_map(
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    theme: Theme,
    lang: Lang,
    compact: bool = False,
    room: int = 0,
) -> go.Figure:
    """`columns`: their labels, in order. `room`: px of the whole, where they are known."""
    drawing = _Drawing(columns, rows, palette(theme), theme, lang, compact, room)
    # A test has plotly check what is built here by hand: at every drawing that would take 20 ms.
    return go.Figure({"data": drawing.marks(), "layout": drawing.layout()}, _validate=False)


@dataclass(frozen=True, slots=True)
class _Drawing:
    columns: Sequence[str]
    rows: Sequence[Row]
    colours: Palette
    theme: Theme
    lang: Lang
    compact: bool
    room: int

    @property
    def scale(self) -> Stops:
        return heat_scale(self.colours.heat)

    def marks(self) -> list[dict[str, object]]:
        return [self._cells(), *self._texts()]

    def _cells(self) -> dict[str, object]:
        shades = [[cell.shade if cell else None for cell in row.cells] for row in self.rows]
        return {
            **{"type": "heatmap", "z": shades, "zmin": 0, "zmax": 1, "showscale": False},
            "x": list(range(len(self.columns))),
            "y": list(range(len(self.rows))),
            "colorscale": [list(stop) for stop in self.scale],
            "xgap": 2,
            "ygap": 2,
            "hoverongaps": False,
            "hovertext": [
                [self._hover(row, column) for column in range(len(self.columns))] for row in self.rows
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }

    def _hover(self, row: Row, column: int) -> str:
        cell = row.cells[column]
        lines = cell.hover if cell else (t("app.missing", self.lang),)
        return "<br>".join([f"<b>{literal(row.name)}</b>", *map(literal, lines)])

    def _texts(self) -> list[dict[str, object]]:
        """Two traces of figures, black and white, and one of dashes on the page: plotly's own choice of ink
        is too faint on the middle of the scale."""
        size = self._figure_size()
        if not size:
            return []
        inks: dict[str, tuple[list[int], list[int], list[str]]] = {}
        for y, row in enumerate(self.rows):
            for x, cell in enumerate(row.cells):
                xs, ys, texts = inks.setdefault(self._ink(cell), ([], [], []))
                xs.append(x)
                ys.append(y)
                said = t("app.missing", self.lang) if cell is None else cell.text
                texts.append(self._written(cell) if cell else said)
        return [
            {
                **{"type": "scatter", "mode": "text", "x": xs, "y": ys, "text": texts},
                **{"hoverinfo": "skip", "textposition": "middle center"},
                "textfont": {"size": size, "color": ink},
            }
            for ink, (xs, ys, texts) in sorted(inks.items())
        ]

    def _written(self, cell: Cell) -> str:
        return cell.short if self.compact else cell.text

    def _figure_size(self) -> int:
        """px of the figures; 0 where columns are too narrow: the boxes that open tell them."""
        written = (self._written(cell) for row in self.rows for cell in row.cells if cell)
        longest = max(map(len, written), default=1)
        fitting = int(self._column() / DIGIT / longest)
        return min(FIGURE[self.compact], fitting) if fitting >= SMALLEST else 0

    def _ink(self, cell: Cell | None) -> str:
        if cell is None:
            return self.colours.secondary
        return self.colours.ink if cell.shade is None else ink_on(between(self.scale, cell.shade))

    def layout(self) -> dict[str, object]:
        left = self._left()
        heads = self._heads()
        head = self._head_height(heads)
        return {
            "template": template(self.theme),
            "height": head + FOOT + ROW * len(self.rows),
            "margin": {"l": left, "r": MARGIN_RIGHT, "t": head, "b": FOOT, "pad": 0},
            "xaxis": {
                "range": [-0.5, len(self.columns) - 0.5],
                "tickmode": "array",
                "tickvals": list(range(len(self.columns))),
                "ticktext": heads,
                "tickangle": -90 if self._turned() else 0,
                "showgrid": False,
                "tickfont": {"size": self._head_size(), "color": self.colours.ink},
            },
            "yaxis": {"range": [len(self.rows) - 0.5, -0.5]},
            "annotations": [self._name(at, row, left) for at, row in enumerate(self.rows)],
        }

    def _left(self) -> int:
        widest = max(map(pixels, self._short().values()), default=0)
        marks = 16 if any(row.place is not None for row in self.rows) else 0
        return round(widest * (0.92 if self.compact else 1)) + marks + 8

    def _short(self) -> Mapping[str, str]:
        longest = LONGEST if not self.compact else LONGEST_IN_COLUMN if self.room else LONGEST_COMPACT
        return shortened(tuple(row.name for row in self.rows), longest)

    def _name(self, at: int, row: Row, left: int) -> dict[str, object]:
        text = literal(self._short()[row.name])
        if row.place is not None:
            mark = f'<span style="color: {colour(row.place, self.theme)}">{GLYPHS[row.place]}</span>'
            text = f"{mark} <b>{text}</b>"
        return {
            **{"text": text, "x": 0, "xref": "paper", "xanchor": "left", "xshift": -left},
            **{"y": at, "yref": "y", "yanchor": "middle", "align": "left", "showarrow": False},
            "font": {"size": SMALL if self.compact else LABEL, "color": self.colours.ink},
        }

    def _column(self) -> float:
        """About how many px wide a column is."""
        whole = (self.room or (NARROW if self.compact else WIDE)) - self._left() - MARGIN_RIGHT
        return whole / max(len(self.columns), 1)

    def _turned(self) -> bool:
        """Whether the headers are, since a word or a line of one would be cut."""
        most = self._most()
        return not all(fits(text, most, LINES) for text in self.columns)

    def _most(self) -> int:
        """Units of a line of a header."""
        return max(2, int(self._column() / UNIT[self.compact]))

    def _heads(self) -> list[str]:
        """Each broken into lines that fit its column; where some do not fit, each in one line to be turned
        (the table has them whole)."""
        if self._turned():
            longest = LONGEST_TURNED_COMPACT if self.compact else LONGEST_TURNED
            short = shortened(tuple(self.columns), longest)
            return [literal(short[text]) for text in self.columns]
        most = self._most()
        return ["<br>".join(map(literal, header(text, most, LINES))) for text in self.columns]

    def _head_size(self) -> int:
        """px of a header's letters: turned ones are never taller than their columns are wide."""
        size = 11 if self.compact else SMALL
        return max(SMALLEST, min(size, int(self._column()))) if self._turned() else size

    def _head_height(self, heads: Sequence[str]) -> int:
        if self._turned():
            tallest = max(pixels(unescape(text)) for text in heads)
            return 10 + round(0.94 * tallest * self._head_size() / LABEL)
        return 10 + LINE * max((text.count("<br>") + 1 for text in heads), default=1)
