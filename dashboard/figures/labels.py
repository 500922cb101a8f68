"""Where the names of points go so that none covers another: tried place by place, in a fixed order.

All is in pixels, y downwards. What finds no free place gets no label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

NEAR, FAR = 8.0, 20.0  # px from a point's middle to its label


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Place(NamedTuple):
    """Of one label: the middle of its left, right or lower edge is `dx`, `dy` from the point."""

    dx: float
    dy: float
    anchor: str  # "left", "right" or "center": which part of the text stands there


def candidates(width: float) -> Iterator[Place]:
    """Beside the point first, then above and below, then further off."""
    for off in (NEAR, FAR):
        yield Place(off, 0, "left")
        yield Place(-off, 0, "right")
        yield Place(0, -off - 4, "center")
        yield Place(0, off + 4, "center")
        for down in (-off, off):
            yield Place(off * 0.8, down, "left")
            yield Place(-off * 0.8, down, "right")
    for slide in (-0.25, 0.25):
        for down in (-NEAR - 4, NEAR + 4):
            yield Place(slide * width, down, "center")


def box_at(x: float, y: float, place: Place, width: float, height: float) -> Box:
    shift = {"left": 0.0, "center": width / 2, "right": width}[place.anchor]
    left, middle = x + place.dx - shift, y + place.dy
    return Box(left, middle - height / 2, left + width, middle + height / 2)


def placed(
    points: Sequence[tuple[float, float]],
    widths: Sequence[float],
    height: float,
    frame: Box,
    *,
    lines: Sequence[Box] = (),
    radius: float = 5.0,
) -> list[Place | None]:
    """One for each of `widths`, which are those of the first points: what comes first is placed first.

    No label covers another, nor one of `lines`, nor any point but its own, nor leaves `frame`.
    """
    marks = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    taken: list[Box] = []
    found: list[Place | None] = []
    for own, width in enumerate(widths):
        x, y = points[own]
        near = [mark for at, mark in enumerate(marks) if at != own and _reaches(mark, x, y, width, height)]
        found.append(None)
        for place in candidates(width):
            box = box_at(x, y, place, width, height)
            if box.within(frame) and not any(box.meets(other) for other in (*taken, *near, *lines)):
                found[-1] = place
                taken.append(box)
                break
    return found


def _reaches(mark: Box, x: float, y: float, width: float, height: float) -> bool:
    """Whether any candidate of a label could meet the mark."""
    reach = Box(x - width - FAR, y - height - FAR, x + width + FAR, y + height + FAR)
    return mark.meets(reach)
