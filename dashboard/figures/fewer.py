"""How many rows a chart keeps where a picture has no room for all of them."""

from __future__ import annotations

FEWEST = 5  # with fewer a chart tells nothing


def fewer(rows: int, height: int, less: int) -> int:
    """Of `rows`, each `height` px high, those that stay where the whole has to be `less` px lower."""
    return max(min(rows, FEWEST), rows - -(-less // height))
