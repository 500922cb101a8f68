"""A chart as PNG, SVG or PDF, drawn by a Chromium with our own fonts."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Any, Literal, get_args

import plotly.graph_objects as go

from dashboard.drawing.errors import TooLarge
from dashboard.drawing.renderer import Draws, shared
from dashboard.exhibit import Exhibit
from dashboard.exports import embedded_fonts, provenance
from dashboard.exports.frame import framed, height_of, too_high
from dashboard.exports.shapes import BRAND, EDGE, SHAPES, Ground, Shape, Size, theme_of
from dashboard.exports.without_chart import no_chart
from dashboard.figures.palette import Theme
from dashboard.markup import plain

ImageFormat = Literal["png", "svg", "pdf"]
IMAGE_FORMATS: tuple[ImageFormat, ...] = get_args(ImageFormat)
SCALES = (1, 2, 3)
TRIES, ROW = 8, 24  # to draw a chart so low that its picture fits; px less at each after the first
MOST_PIXELS = 60_000_000
_MADE = re.compile(rb"(?<=Date \(D:)\d{14}(?=\+00'00'\))")  # in a PDF, when its browser printed it
_BY_CHANCE = re.compile(r'id="defs-([0-9a-f]{6})"')  # in an SVG, what plotly ends its ids with
_SVG = re.compile(r"<svg\b[^>]*>")


def image(
    exhibit: Exhibit,
    format: ImageFormat = "png",
    *,
    size: Size = "screen",
    scale: int = 2,
    ground: Ground = "light",
    view_url: str = "",
    renderer: Draws | None = None,
) -> bytes:
    """`scale` multiplies the pixels of a PNG; SVG and PDF have none. Raises ExportError."""
    if exhibit.figure is None:
        raise no_chart(exhibit)
    shown, figure = _laid_out(exhibit, size, ground, view_url)
    width, height = figure["layout"]["width"], figure["layout"]["height"]
    times = scale * _enlarged(SHAPES[size], width) if format == "png" else 1.0
    if width * height * times**2 > MOST_PIXELS:
        raise TooLarge(round(width * times), round(height * times), MOST_PIXELS)
    title = f"{plain(exhibit.title)} · {BRAND}"
    content = (renderer or shared()).draw(figure, format, width, height, times, title)
    if format == "svg":
        return _described(content, shown)
    return _dated(content, exhibit) if format == "pdf" else content


def _laid_out(exhibit: Exhibit, size: Size, ground: Ground, view_url: str) -> tuple[Exhibit, dict[str, Any]]:
    """What is drawn, and the whole picture. A chart of few rows is laid out in less width, to be enlarged."""
    shown, drawing = _fitting(exhibit, size, theme_of(ground), view_url)
    figure = framed(shown, drawing, size, ground, view_url)
    if shown.wide is not None and (width := figure["layout"]["width"]) < SHAPES[size].width:
        figure = framed(shown, shown.wide(theme_of(ground), width - 2 * EDGE), size, ground, view_url)
    return shown, figure


def _fitting(exhibit: Exhibit, size: Size, theme: Theme, view_url: str) -> tuple[Exhibit, go.Figure]:
    """With as much of its chart as a fixed shape has room for, and the figure of that."""
    shown = exhibit.as_drawn(theme, column=size == "column", still=True)
    drawing, less = _drawing(shown, size, theme), 0
    whole = height_of(drawing)
    for _ in range(TRIES if exhibit.shorter else 0):  # what is said of the rest takes room too
        over = too_high(shown, drawing, size, theme, view_url)
        if not over:
            break
        less = max(less, whole - height_of(drawing)) + max(over, ROW if less else 0)
        assert exhibit.shorter
        shown = exhibit.shorter(less).as_drawn(theme, still=True)
        drawing = _drawing(shown, size, theme)
    return shown, drawing


def _enlarged(shape: Shape, width: int) -> float:
    """Pixels of a PNG for one of its layout; a trifle more, since a browser drops a part of a pixel."""
    times = shape.width / width
    return times * (1 + 1e-9) if shape.exact or times > 1 else 1.0


def _drawing(exhibit: Exhibit, size: Size, theme: Theme) -> go.Figure:
    if size == "column" and exhibit.column is not None:
        return exhibit.column(theme)
    shape = SHAPES[size]
    if exhibit.wide is not None and not shape.compact:
        return exhibit.wide(theme, shape.width - 2 * EDGE)
    assert exhibit.figure is not None
    return exhibit.figure(theme, shape.compact)


def _dated(pdf: bytes, exhibit: Exhibit) -> bytes:
    """As every file of ours: of the day its figures are from, so that the same view gives the same bytes."""
    return _MADE.sub(provenance.retrieved(exhibit).strftime("%Y%m%d%H%M%S").encode(), pdf)


def _described(svg: bytes, exhibit: Exhibit) -> bytes:
    """With a title and a description for those who cannot see it, and with the characters it is drawn in."""
    title, alt = (html.escape(plain(text)) for text in (exhibit.title, exhibit.alt))
    text = _named_by_content(svg.decode("utf-8"))
    style = embedded_fonts.rules(*embedded_fonts.used(text))
    words = f"<title>{title}</title><desc>{alt}</desc><style>{style}</style>"
    return _SVG.sub(lambda tag: f"{tag[0]}{words}", text, count=1).encode("utf-8")


def _named_by_content(svg: str) -> str:
    """With ids that are the same each time, and yet others than those of another drawing on the same page."""
    found = _BY_CHANCE.search(svg)
    if found is None:
        return svg
    ids = re.compile(rf"""((?:\bid="|href="#|url\((?:&quot;|')?#)[A-Za-z-]*){found[1]}""")
    own = hashlib.blake2b(ids.sub(r"\1", svg).encode(), digest_size=3).hexdigest()
    return ids.sub(rf"\g<1>{own}", svg)
