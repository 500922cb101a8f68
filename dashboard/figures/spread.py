"""Labels along a line, moved so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(places: Sequence[float], apart: float, end: float) -> list[float]:
    """Ascending `places`, each at least `apart` after the one before it, and none beyond `end` while there is
    room."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + apart) if found else place)
    for n in range(len(found) - 1, -1, -1):
        found[n] = min(found[n], end)
        end = found[n] - apart
    return found
