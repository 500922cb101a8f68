"""One number of one table as a parameter of the URL, `<source>/<leaderboard>/<edition>/<row>/<column>`, and
one row, without the column.

The row is that of the published table, from 1; the column is the published name, which may hold a slash. A
revision other than the current one follows the edition: `2023-12.r2`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cache.leaderboard import LeaderboardId

LONGEST = 300  # of the parameter
_EDITION = re.compile(r"(.*?)(?:\.r([1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class RowId:
    id: LeaderboardId
    row: int
    revision: int | None = None  # None for the current one

    def __str__(self) -> str:
        edition = self.id.edition + (f".r{self.revision}" if self.revision else "")
        return f"{self.id.source}/{self.id.leaderboard}/{edition}/{self.row}"


@dataclass(frozen=True, slots=True)
class CellId:
    id: LeaderboardId
    row: int
    column: str
    revision: int | None = None  # as of a row

    def __str__(self) -> str:
        return f"{RowId(self.id, self.row, self.revision)}/{self.column}"


def parse_row(text: str) -> RowId | None:
    """None for what is not of this form; whether there is such a row is for the store to say."""
    parts = text.split("/")
    if len(parts) != 4 or not re.fullmatch(r"[1-9][0-9]{0,6}", parts[3]):
        return None
    edition = _EDITION.fullmatch(parts[2])
    try:
        id = LeaderboardId(parts[0], parts[1], edition[1] if edition else "").validated()
    except ValueError:
        return None
    revision = int(edition[2]) if edition and edition[2] else None
    return RowId(id, int(parts[3]), revision)


def parse(text: str) -> CellId | None:
    """As `parse_row`."""
    *parts, column = text.split("/", 4)
    found = parse_row("/".join(parts)) if column else None
    return CellId(found.id, found.row, column, found.revision) if found else None
