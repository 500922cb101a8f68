"""The shapes that a picture can have, and the grounds it can stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.exhibit import COLUMN
from dashboard.figures.palette import Theme

Offered = Literal["screen", "slide", "column", "square"]  # to people
SIZES: tuple[Offered, ...] = get_args(Offered)
Size = Literal[Offered, "social", "narrow"]
Ground = Literal["light", "dark", "transparent", "transparent-dark"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
BRAND = "Bangdan 榜单"
EDGE = 28  # px around everything


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


def theme_of(ground: Ground) -> Theme:
    """Dark ink is for light and for unknown ground; “transparent-dark” has light ink."""
    return "dark" if ground.endswith("dark") else "light"
