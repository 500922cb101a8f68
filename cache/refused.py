"""The refused tables as they are kept under `state/refused/<key>/`: what a person is shown of them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cache.leaderboard import LeaderboardId
from cache.manifest import aware_time

FOLDER = "state/refused"
TOLD = "refused.json"  # written last: without it the page is not kept
SHOWN = 12  # characters of a key that a person is given


@dataclass(frozen=True, slots=True)
class RefusedTable:
    """One table; `sha256` is of the figures that the person looked at."""

    id: LeaderboardId
    sentence: str
    lines: tuple[str, ...]  # the difference
    sha256: str


@dataclass(frozen=True, slots=True)
class RefusedPage:
    key: str
    source: str
    url: str
    retrieved_at: datetime
    first_refused: datetime
    tables: tuple[RefusedTable, ...]


def refused_pages(root: Path) -> list[RefusedPage]:
    """Newest first; what cannot be read is passed over."""
    found = []
    for path in sorted((root / FOLDER).glob(f"*/{TOLD}")):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            found.append(_page(path.parent.name, json.loads(path.read_bytes())))
    return sorted(found, key=lambda at: (at.retrieved_at, at.key), reverse=True)


def refused_tables(fields: dict[str, Any]) -> tuple[RefusedTable, ...]:
    """Raises KeyError, TypeError or ValueError where they were not written by us."""
    return tuple(
        RefusedTable(
            LeaderboardId(*at["id"]).validated(),
            str(at["sentence"]),
            tuple(map(str, at["lines"])),
            str(at["sha256"]),
        )
        for at in fields["tables"]
    )


def _page(key: str, fields: dict[str, Any]) -> RefusedPage:
    page = fields["page"]
    return RefusedPage(
        key,
        str(fields["source"]),
        str(page["url"]),
        aware_time(page["retrieved_at"]),
        aware_time(fields["first_refused"]),
        refused_tables(fields),
    )
