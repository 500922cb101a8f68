"""What stands for a model a reader has picked: a colour and a shape by its place, on charts and in words."""

from __future__ import annotations

from dashboard.figures.palette import Theme, palette

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
GLYPHS = ("●", "■", "◆", "▲", "✕", "★")
SIZES = (12, 11, 14, 13, 11, 15)  # px at which the shapes look equally large


def colour(place: int, theme: Theme) -> str:
    return palette(theme).highlight[place]
