"""Composites of the store's boards, each worked out once for all sessions."""

from __future__ import annotations

from functools import lru_cache

from dashboard import data
from dashboard.data import Key
from dashboard.once import once
from dashboard.ranking.choosing import Choice
from dashboard.ranking.composite import Apart, Composite, apart, combine
from dashboard.ranking.entering import Entered, enter
from dashboard.ranking.errors import NothingToCompare


@once(maxsize=32)
def entered(key: Key, choice: Choice) -> Entered:
    """The tables of a category that a composite is made of."""
    return enter(data.store(key), data.metrics(), choice)


@once(maxsize=64)
def composite(
    key: Key, choice: Choice, method: str, weights: tuple[tuple[str, float], ...], min_boards: int
) -> Composite:
    """Raises NotEnoughBoards, NothingToCompare."""
    return combine(entered(key, choice), method=method, weights=dict(weights), min_boards=min_boards)


@lru_cache(maxsize=64)
def boards_apart(key: Key, choice: Choice, weights: tuple[tuple[str, float], ...]) -> list[Apart]:
    """Empty where no table can be compared."""
    try:
        return apart(entered(key, choice), dict(weights))
    except NothingToCompare:
        return []
