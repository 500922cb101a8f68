"""Where the names of points go so that none covers another: tried place by place, in a fixed order.

All is in pixels, y downwards. What finds no free place gets no label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

NEAR, FAR = 8.0, 20.0  # px from a point's middle to its label
LED = tuple(range(26, 140, 16))  # px up or down to one that a line leads to
ASIDE = (0, 24, 48, 80, 120)  # and to its side


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
    led: bool = False  # whether a line leads there


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


def led() -> Iterator[Place]:
    """Above the point or below it, at the end of a line, the nearest first."""
    ways = ((off, aside) for off in LED for aside in ASIDE)
    for off, aside in sorted(ways, key=lambda way: hypot(*way)):
        for down in (-off, off):
            if not aside:
                yield Place(0, down, "center", led=True)
            else:
                yield Place(-aside, down, "right", led=True)
                yield Place(aside, down, "left", led=True)


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
    foremost: int = 0,
) -> list[Place | None]:
    """One for each of `widths`, which are those of the first points: what comes first is placed first.

    No label covers another, nor one of `lines`, nor any point but its own, nor leaves `frame`. The `foremost`
    may stand further off, with a line to their point; of several orders that which names most of them counts.
    """
    marks = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    room = _Room(points, widths, height, frame, tuple(lines), marks)
    first, rest = list(range(min(foremost, len(widths)))), range(foremost, len(widths))
    across = sorted(first, key=lambda own: points[own])
    orders = [first, across, across[::-1]]
    orders.append([*across[::2], *across[1::2]])
    tries = [room.filled(order, led_to=True) for order in orders] if room.crowded(first) else []
    found, taken = max(tries, key=lambda told: len(told[0]), default=room.filled(first))
    found |= room.filled(rest, taken=taken)[0]
    return [found.get(own) for own in range(len(widths))]


@dataclass(frozen=True, slots=True)
class _Room:
    points: Sequence[tuple[float, float]]
    widths: Sequence[float]
    height: float
    frame: Box
    lines: tuple[Box, ...]
    marks: list[Box]

    def crowded(self, order: Sequence[int]) -> bool:
        """Whether they do not all find places beside their points."""
        return len(self.filled(order)[0]) < len(order)

    def filled(
        self, order: Sequence[int], *, taken: Sequence[Box] = (), led_to: bool = False
    ) -> tuple[dict[int, Place], list[Box]]:
        """The labels that find a place, and what they take."""
        found: dict[int, Place] = {}
        boxes = list(taken)
        for own in order:
            place = self._beside(own, boxes) or (self._led(own, boxes) if led_to else None)
            if place:
                found[own] = place
                boxes.append(self._label(own, place))
                boxes += self._leader(own, place) if place.led else []
        return found, boxes

    def _beside(self, own: int, taken: Sequence[Box]) -> Place | None:
        x, y = self.points[own]
        width = self.widths[own]
        near = [mark for mark in self._others(own) if _reaches(mark, x, y, width, self.height)]
        behind = (*taken, *near, *self.lines)
        return next((at for at in candidates(width) if self._is_free(self._label(own, at), behind)), None)

    def _led(self, own: int, taken: Sequence[Box]) -> Place | None:
        """The line may cross those of `lines`."""
        behind = (*taken, *self._others(own))
        for place in led():
            if self._is_free(self._label(own, place), (*behind, *self.lines)):
                pieces = self._leader(own, place)
                span = _around(pieces)
                near = [box for box in behind if box.meets(span)]
                if not any(piece.meets(box) for box in near for piece in pieces):
                    return place
        return None

    def _others(self, own: int) -> list[Box]:
        return [mark for at, mark in enumerate(self.marks) if at != own]

    def _is_free(self, box: Box, behind: Sequence[Box]) -> bool:
        if not box.within(self.frame):
            return False
        left, top, right, bottom = box
        return not any(a < right and left < c and b < bottom and top < d for a, b, c, d in behind)

    def _label(self, own: int, place: Place) -> Box:
        return box_at(*self.points[own], place, self.widths[own], self.height)

    def _leader(self, own: int, place: Place) -> list[Box]:
        """The line to a label, piece by piece."""
        x, y = self.points[own]
        end = place.dy + (self.height / 2 + 1) * (1 if place.dy < 0 else -1)
        steps = max(2, round(hypot(place.dx, end) / 3))
        shares = [step / steps for step in range(1, steps + 1)]
        return [
            Box(x + place.dx * at - 1, y + end * at - 1, x + place.dx * at + 1, y + end * at + 1)
            for at in shares
        ]


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _reaches(mark: Box, x: float, y: float, width: float, height: float) -> bool:
    """Whether any candidate of a label could meet the mark."""
    reach = Box(x - width - FAR, y - height - FAR, x + width + FAR, y + height + FAR)
    return mark.meets(reach)
