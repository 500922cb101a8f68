"""The axis of editions: which are drawn, which are named, and where between them a day falls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

MOST, COMPACT_MOST = 24, 12  # editions drawn, the newest
TICK, COMPACT_TICK = 64, 42  # px an edition's name needs
WIDE, COMPACT_WIDE = 1000, 330  # px of the axis, about


def drawn(names: Sequence[str], *, compact: bool) -> tuple[str, ...]:
    return tuple(names[-(COMPACT_MOST if compact else MOST) :])


def axis(editions: Sequence[str], *, compact: bool) -> dict[str, object]:
    """Only each so-manieth edition is named, that no name covers another; the newest always is."""
    last = len(editions) - 1
    need = COMPACT_TICK if compact else TICK
    every = max(1, -(-len(editions) * need // _width(compact=compact)))
    kept = [place for place in range(last + 1) if (last - place) % every == 0]
    names = [editions[place] for place in kept]
    return {
        "range": [-0.015 * last - 0.01, last * 1.015 + 0.01],
        "tickvals": kept,
        "ticktext": [name[2:] if compact and len(name) > 4 else name for name in names],
    }


def place_of(day: date, days: Sequence[date]) -> float | None:
    """Where a day falls among the editions' days, in the order of the axis; None outside of them."""
    for place, (before, after) in enumerate(pairwise(days)):
        if before <= day <= after and before < after:
            return place + (day - before) / (after - before)
    return None


def apart(one: float, other: float, editions: int, *, compact: bool) -> float:
    """About how many px lie between two places."""
    return abs(one - other) / max(1, editions - 1) * _width(compact=compact)


def _width(*, compact: bool) -> int:
    return COMPACT_WIDE if compact else WIDE
