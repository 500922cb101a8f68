"""Models by columns, a cell darker (brighter on a dark page) the better it is, with its figure in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.contrast import Stops, between, heat_scale, ink_on
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.shapes import GLYPHS, colour
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, literal, pixels, template, units
from dashboard.words import Lang, t

ROW = 28  # px
FOOT = 12
LONGEST, LONGEST_COMPACT, LONGEST_IN_COLUMN = 34, 18, 24  # units of a model's name
LINE = 15  # px of one line of a header
STACKED = 2  # words of a header on a phone
WORD = 9  # units a line of a header has where words need no cut
WIDE, NARROW = 1300, 360  # px of the whole, about: the server cannot know
MARGIN_RIGHT = 8
FIGURE = {False: 12, True: 11}  # px of a figure, by compact
LINES = {False: 3, True: 4}  # of a header
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
        inks: dict[str, tuple[list[int], list[int], list[str]]] = {}
        for y, row in enumerate(self.rows):
            for x, cell in enumerate(row.cells):
                xs, ys, texts = inks.setdefault(self._ink(cell), ([], [], []))
                xs.append(x)
                ys.append(y)
                said = t("app.missing", self.lang) if cell is None else cell.text
                texts.append(cell.short if cell and self.compact else said)
        return [
            {
                **{"type": "scatter", "mode": "text", "x": xs, "y": ys, "text": texts},
                **{"hoverinfo": "skip", "textposition": "middle center"},
                "textfont": {"size": FIGURE[self.compact], "color": ink},
            }
            for ink, (xs, ys, texts) in sorted(inks.items())
        ]

    def _ink(self, cell: Cell | None) -> str:
        if cell is None:
            return self.colours.secondary
        return self.colours.ink if cell.shade is None else ink_on(between(self.scale, cell.shade))

    def layout(self) -> dict[str, object]:
        left = self._left()
        heads = self._heads(left)
        head = 10 + LINE * max((text.count("<br>") + 1 for text in heads), default=1)
        return {
            "template": template(self.theme),
            "height": head + FOOT + ROW * len(self.rows),
            "margin": {"l": left, "r": MARGIN_RIGHT, "t": head, "b": FOOT, "pad": 0},
            "xaxis": {
                "range": [-0.5, len(self.columns) - 0.5],
                "tickmode": "array",
                "tickvals": list(range(len(self.columns))),
                "ticktext": heads,
                "tickangle": 0,
                "showgrid": False,
                "tickfont": {"size": 11 if self.compact else SMALL, "color": self.colours.ink},
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

    def _heads(self, left: int) -> list[str]:
        """Each broken into lines that fit its column; what does not fit is cut (the table has it whole)."""
        whole = (self.room or (NARROW if self.compact else WIDE)) - left - MARGIN_RIGHT
        most = max(2, int(whole / max(len(self.columns), 1) / UNIT[self.compact]))
        short = self.compact and not (self.room and most >= WORD)
        texts = [abbreviated(text, most) if short else text for text in self.columns]
        texts = [dotted(text, most) for text in texts] if self.room and not short else texts
        return ["<br>".join(map(literal, header(text, most, LINES[self.compact]))) for text in texts]


def header(text: str, most: int, lines: int) -> list[str]:
    """`text` in at most so many lines of `most` units: broken at spaces, and within a word that is longer."""
    found, line = [], ""
    for word in text.split():
        rest = word
        while rest:
            longer = f"{line} {rest}" if line else rest
            if units(longer) <= most:
                line, rest = longer, ""
            elif line:
                found.append(line)
                line = ""
            else:
                piece = _beginning(rest, most)
                found.append(piece)
                rest = rest[len(piece) :]
    found += [line] if line else []
    if len(found) > lines:
        last = found[lines - 1]
        found = [*found[: lines - 1], (last if units(last) < most else last[:-1]) + "…"]
    return found or [""]


def _beginning(word: str, most: int) -> str:
    """As much of it as fits, but one character at least."""
    end = 1
    while end < len(word) and units(word[: end + 1]) <= most:
        end += 1
    return word[:end]


def dotted(text: str, most: int) -> str:
    """Latin words that are longer than a line end in a dot instead of being broken."""
    words = (
        word if units(word) <= most or not word.isascii() else f"{word[: most - 1]}." for word in text.split()
    )
    return " ".join(words)


def abbreviated(text: str, most: int) -> str:
    """On a phone: the beginnings of the first Latin words; Chinese is whole."""
    words = text.split()
    return " ".join(_beginning(word, most) if word.isascii() else word for word in words[:STACKED])
