"""A figure with what must stand around it once it leaves its page: title, source, method, our name, address.

The chart keeps its own size in pixels; the frame adds room above and below. A chart that is too high for a
fixed shape is to be drawn shorter; of what is still too high the picture grows, so that no text is cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.exhibit import Exhibit
from dashboard.exports import provenance
from dashboard.exports.lines import STACK, drawable, width, wrapped
from dashboard.exports.shapes import BRAND, EDGE, SHAPES, Ground, Size, theme_of
from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import FONT, literal
from dashboard.freshness import dated
from dashboard.markup import plain
from dashboard.words import t

TITLE, SUBTITLE, SMALL, FINE = 22, 15, 12, 11  # px of type
LEADING = 1.45
STRETCH = 1.8  # times that a chart of few rows grows in a picture of a fixed shape
MARKS = "●■◆▲✕★"  # what a legend may give an entry itself
STOPS = {".": " ", "!": " ", "?": " ", "\u3002": "", "\uff01": "", "\uff1f": ""}  # and what follows each
NOTES = 3  # more of them run on in smaller type, so that all find room


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
    shape, colours, theme = SHAPES[size], palette(theme_of(ground)), theme_of(ground)
    figure: dict[str, Any] = in_our_font(drawing.to_plotly_json())
    layout = figure["layout"]
    margin = {"t": 100, "b": 80, "l": 80, "r": 80, "pad": 0} | dict(layout.get("margin") or {})
    chart = height_of(drawing)
    least = int((layout.get("meta") or {}).get("least", 0))  # px a chart's labels are set for
    wide = max(shape.least or shape.width, least + 2 * EDGE if least else 0)
    for _ in range(6):  # a wider picture needs fewer lines, and so less height
        head, top = _head(exhibit, theme, wide)
        foot, bottom = _foot(exhibit, theme, wide, view_url)
        tall = round(top + chart + bottom)
        if shape.ratio is None or tall <= wide * shape.ratio:
            break
        needed = math.ceil(round(tall / shape.ratio) / shape.step) * shape.step
        wide = min(needed, shape.width) if wide < shape.width else needed  # tried before any wider
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


def height_of(drawing: go.Figure) -> int:
    return int(drawing.layout.height or 500)


def too_high(exhibit: Exhibit, drawing: go.Figure, size: Size, theme: Theme, view_url: str) -> int:
    """By how many px the picture is higher than its shape; 0 where it fits, or may be as high as it likes."""
    shape = SHAPES[size]
    if shape.ratio is None:
        return 0
    top, bottom = _head(exhibit, theme, shape.width)[1], _foot(exhibit, theme, shape.width, view_url)[1]
    return max(0, round(top + height_of(drawing) + bottom) - round(shape.width * shape.ratio))


def in_our_font(node: Any) -> Any:
    """The figure with the page's fonts replaced wherever they are named, templates included, and without
    signs that ours lack."""
    if isinstance(node, dict):
        return {name: in_our_font(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [in_our_font(value) for value in node]
    if isinstance(node, str):
        return STACK if node == FONT else drawable(node)
    if hasattr(node, "to_plotly_json") and not hasattr(node, "shape"):
        return in_our_font(node.to_plotly_json())
    return node


def _head(exhibit: Exhibit, theme: Theme, wide: int) -> tuple[list[Line], float]:
    """Title, subtitle and legend, and the height they take."""
    colours, room, lines, top = palette(theme), wide - 2 * EDGE, [], float(EDGE)
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


def _foot(exhibit: Exhibit, theme: Theme, wide: int, view_url: str) -> tuple[list[Line], float]:
    """Method, source and address, and the height they take."""
    colours, room, lines, top = palette(theme), wide - 2 * EDGE, [], 12.0
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
        at = t("figure.retrieved", lang, time=dated(provenance.retrieved(exhibit), lang))
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
        **{
            "text": drawable(line.text),
            "xref": "paper",
            "yref": "paper",
            "yanchor": "top",
            "showarrow": False,
        },
        **{"align": "right" if line.right else "left", "borderpad": 0},
        "font": {"size": line.size, "color": line.colour, "family": STACK},
    }
