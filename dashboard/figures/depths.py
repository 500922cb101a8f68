"""Heights for places too deep for a chart that has a row for each: deeper is lower, nearer is closer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2

SCALES = (0.4, 0.2, 0.1)  # rows for each time that the distance to the next place doubles
MOST = 10.0  # rows


def depths(
    editions: Sequence[Collection[float]], apart: float = 1.0, most: float = MOST
) -> dict[float, float]:
    """By place, the rows from the first of them. `editions`: the places of each, which stand at least so many
    rows `apart`; where those take more than `most` together, distances between the others count less."""
    found: dict[float, float] = {}
    for scale in SCALES:
        found = _depths(editions, scale, apart)
        if max(found.values(), default=0.0) <= most:
            break
    return found


def _depths(editions: Sequence[Collection[float]], scale: float, apart: float) -> dict[float, float]:
    found: dict[float, float] = {}
    above: dict[int, float] = {}  # the lowest height so far, by edition
    before = None
    for place in sorted({place for edition in editions for place in edition}):
        here = [at for at, edition in enumerate(editions) if place in edition]
        nearest = found[before] + scale * log2(1 + place - before) if before is not None else 0.0
        found[place] = max([nearest, *(above[at] + apart for at in here if at in above)])
        above |= dict.fromkeys(here, found[place])
        before = place
    return found
