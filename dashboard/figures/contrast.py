"""Which ink can be read on a colour, and the colour between two of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

Stops = tuple[tuple[float, str], ...]  # from 0 to 1
HEAT_AT = (0.0, 0.35, 0.7, 1.0)
BLACK, WHITE = "#000000", "#FFFFFF"


def heat_scale(colours: Sequence[str]) -> Stops:
    return tuple(zip(HEAT_AT, colours, strict=True))


def between(scale: Stops, at: float) -> str:
    """As plotly mixes them: each of red, green and blue by itself."""
    for (low, first), (high, second) in pairwise(scale):
        if at <= high:
            share = (at - low) / (high - low)
            pairs = zip(_rgb(first), _rgb(second), strict=True)
            mixed = (round(one + (other - one) * share) for one, other in pairs)
            return "#" + "".join(f"{value:02X}" for value in mixed)
    return scale[-1][1]


@lru_cache(maxsize=1024)
def ink_on(colour: str) -> str:
    """Black or white, whichever can be read better: never less than 4.58 to 1."""
    return BLACK if contrast(BLACK, colour) >= contrast(WHITE, colour) else WHITE


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _rgb(colour))
    )
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
