"""A figure with what must stand around it once it leaves its page: title, source, method, our name, address.

The chart keeps its own size in pixels; the frame adds room above and below. A size of a fixed shape grows
until the chart fits, so that no text is cut and none is drawn smaller than on the page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import plotly.graph_objects as go

from dashboard.exhibit import COLUMN, Exhibit
from dashboard.exports import fonts, provenance
from dashboard.exports.lines import width, wrapped
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.template import FONT, literal
from dashboard.freshness import moment
from dashboard.markup import plain
from dashboard.words import t

Size = Literal["screen", "slide", "column", "square", "social", "narrow"]
SIZES: tuple[Size, ...] = ("screen", "slide", "column", "square")  # for people to choose from
Ground = Literal["light", "dark", "transparent", "transparent-dark"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
BRAND = "Bangdan 榜单"
EDGE = 28  # px around everything
TITLE, SUBTITLE, SMALL, FINE = 22, 15, 12, 11  # px of type
LEADING = 1.45
STRETCH = 1.8  # times that a chart of few rows grows in a picture of a fixed shape
MARKS = "●■◆▲✕★"  # what a legend may give an entry itself
STOPS = {".": " ", "!": " ", "?": " ", "\u3002": "", "\uff01": "", "\uff1f": ""}  # and what follows each
NOTES = 3  # more of them run on in smaller type, so that all find room


@dataclass(frozen=True, slots=True)
class Shape:
    """The least width in px of a PNG; height by width for a fixed shape; whether names stand above marks; the
    least width that a chart of few rows is laid out in, to be enlarged from. `exact`: a PNG is as wide as
    `width`, never wider. A fixed shape is laid out in a multiple of `step` px: both sides are whole then."""

    width: int
    ratio: float | None = None
    compact: bool = False
    least: int = 0
    exact: bool = False
    step: int = 1


SHAPES: dict[Size, Shape] = {
    "screen": Shape(1200),
    "slide": Shape(1280, 9 / 16, least=960, step=16),
    "column": Shape(COLUMN + 2 * EDGE, compact=True),
    "square": Shape(1080, 1, least=720),
    "social": Shape(1200, 630 / 1200, least=800, exact=True, step=40),  # what a link is shown with elsewhere
    "narrow": Shape(400, compact=True),  # a published page on a phone
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in the frame, as plotly reads it; `top` in px from the upper edge of its part."""

    text: str
    top: float
    size: int
    colour: str
    right: bool = False


def framed(exhibit: Exhibit, drawing: go.Figure, size: Size, ground: Ground, view_url: str) -> dict[str, Any]:
    """The figure as plotly draws it, with `width` and `height`."""
    shape, colours = SHAPES[size], palette(theme_of(ground))
    figure: dict[str, Any] = in_our_font(drawing.to_plotly_json())
    layout = figure["layout"]
    margin = {"t": 100, "b": 80, "l": 80, "r": 80, "pad": 0} | dict(layout.get("margin") or {})
    chart = int(layout.get("height") or 500)
    least = int((layout.get("meta") or {}).get("least", 0))  # px a chart's labels are set for
    wide = max(shape.least or shape.width, least + 2 * EDGE if least else 0)
    for _ in range(6):  # a wider picture needs fewer lines, and so less height
        head, top = _head(exhibit, colours, theme_of(ground), wide)
        foot, bottom = _foot(exhibit, colours, wide, view_url)
        tall = round(top + chart + bottom)
        if shape.ratio is None or tall <= wide * shape.ratio:
            break
        wide = math.ceil(round(tall / shape.ratio) / shape.step) * shape.step
    spare = 0
    if shape.ratio is not None and tall < round(wide * shape.ratio):
        spare = max(0, round(wide * shape.ratio) - tall - round(chart * (STRETCH - 1)))
        tall = round(wide * shape.ratio)
    sides: dict[str, float] = {"l": margin["l"] + EDGE, "r": margin["r"] + EDGE}
    annotations = [
        *(layout.get("annotations") or ()),
        *(_placed(line, sides, above=margin["t"] + top) for line in head),
        *(_placed(line, sides, below=margin["b"] + spare) for line in foot),
    ]
    layout |= {
        "width": wide,
        "height": tall,
        "autosize": False,
        "margin": margin | sides | {"t": margin["t"] + top, "b": margin["b"] + bottom + spare},
        "annotations": annotations,
        "paper_bgcolor": "rgba(0,0,0,0)" if ground.startswith("transparent") else colours.page,
    }
    return figure


def theme_of(ground: Ground) -> Theme:
    """Dark ink is for light and for unknown ground; “transparent-dark” has light ink."""
    return "dark" if ground.endswith("dark") else "light"


def in_our_font(node: Any) -> Any:
    """The figure with the page's fonts replaced wherever they are named, templates included."""
    if isinstance(node, dict):
        return {name: in_our_font(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [in_our_font(value) for value in node]
    if isinstance(node, str):
        return fonts.STACK if node == FONT else node
    if hasattr(node, "to_plotly_json") and not hasattr(node, "shape"):
        return in_our_font(node.to_plotly_json())
    return node


def _head(exhibit: Exhibit, colours: Palette, theme: Theme, wide: int) -> tuple[list[Line], float]:
    """Title, subtitle and legend, and the height they take."""
    room, lines, top = wide - 2 * EDGE, [], float(EDGE)
    for text in wrapped(exhibit.title, room, TITLE, bold=True):
        lines.append(Line(f"<b>{literal(text)}</b>", top, TITLE, colours.ink))
        top += TITLE * LEADING
    for text in wrapped(exhibit.subtitle, room, SUBTITLE):
        lines.append(Line(literal(text), top, SUBTITLE, colours.secondary))
        top += SUBTITLE * LEADING
    entries = exhibit.legend(theme) if exhibit.legend else []
    for row in _legend_rows(entries, room):
        marks = (_entry(colour, words) for colour, words in row)
        top += 6
        lines.append(Line("     ".join(marks), top, SMALL, colours.secondary))
        top += SMALL * LEADING
    return lines, top + 10


def _entry(colour: str, words: str) -> str:
    mark, said = (words[0], words[1:].lstrip()) if words[:1] in tuple(MARKS) else ("■", words)
    return f'<span style="color:{colour}">{mark}</span> {literal(said)}'


def _legend_rows(entries: list[tuple[str, str]], room: float) -> list[list[tuple[str, str]]]:
    rows: list[list[tuple[str, str]]] = []
    taken = room
    for entry in entries:
        needed = width(f"■ {entry[1]}     ", SMALL) + SMALL
        if taken + needed > room:
            rows.append([])
            taken = 0
        rows[-1].append(entry)
        taken += needed
    return rows


def _foot(exhibit: Exhibit, colours: Palette, wide: int, view_url: str) -> tuple[list[Line], float]:
    """Method, source and address, and the height they take."""
    room, lines, top = wide - 2 * EDGE, [], 12.0
    for text, size in said(exhibit, view_url):
        for line in wrapped(text, room, size):
            lines.append(Line(literal(line), top, size, colours.secondary))
            top += size * LEADING
        top += 3
    name = f"<b>{BRAND}</b>"
    if lines and width(BRAND + "    ", SMALL, bold=True) + _width_of_last(lines) > room:
        lines.append(Line(name, top, SMALL, colours.ink, right=True))
        top += SMALL * LEADING
    else:
        lines.append(Line(name, lines[-1].top if lines else top, SMALL, colours.ink, right=True))
        top += 0 if len(lines) > 1 else SMALL * LEADING
    return lines, top + EDGE - 6


def _width_of_last(lines: list[Line]) -> float:
    return width(lines[-1].text, SMALL)


def said(exhibit: Exhibit, view_url: str) -> list[tuple[str, int]]:
    """What stands under every image, and in which size: notes on the method, the source with its date, the
    view's address."""
    lang = exhibit.lang
    lines = [(note, SMALL) for note in exhibit.notes]
    if len(lines) > NOTES:
        lines = [(_run_on(exhibit.notes), FINE)]
    if exhibit.origins:
        at = t("figure.retrieved", lang, time=moment(provenance.retrieved(exhibit)))
        source = t("figure.source", lang, source=provenance.source(exhibit))
        lines.append((source + t("figure.comma", lang) + at, SMALL))
    if view_url:
        lines.append((t("figure.line", lang, label=t("figure.view", lang), value=view_url), SMALL))
    return lines


def _run_on(notes: Sequence[str]) -> str:
    """One after the other, with a mark where the one before ends in none."""
    told = ""
    for note in map(plain, notes):
        told += (STOPS.get(told[-1], " · ") if told else "") + note
    return told


def _placed(line: Line, sides: dict[str, float], above: float = 0, below: float = 0) -> dict[str, Any]:
    """`above`: px from the plot up to the edge of the image. `below`: from the plot down to the foot."""
    across = (
        {"x": 1, "xanchor": "right", "xshift": sides["r"] - EDGE}
        if line.right
        else {"x": 0, "xanchor": "left", "xshift": EDGE - sides["l"]}
    )
    down = {"y": 1, "yshift": above - line.top} if above else {"y": 0, "yshift": -below - line.top}
    return {
        **across,
        **down,
        **{"text": line.text, "xref": "paper", "yref": "paper", "yanchor": "top", "showarrow": False},
        **{"align": "right" if line.right else "left", "borderpad": 0},
        "font": {"size": line.size, "color": line.colour, "family": fonts.STACK},
    }
