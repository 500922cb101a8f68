"""Columns that a publisher is known to have renamed.

The facts are `renames.csv`, kept by hand; `source` and `leaderboard` are patterns. A rename is a relation
between two columns, so it stands beside `metrics.csv`, which says what one column means. Columns that have
one label there (总分, 总得分, 平均分) need no line here: they are the same metric in other words.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self

from cache import csvs
from cache.errors import RenamesError
from cache.leaderboard import LeaderboardId
from cache.names import normal_form

COLUMNS = ["source", "leaderboard", "before", "after", "note"]


@dataclass(frozen=True, slots=True)
class _Line:
    source: str
    leaderboard: str
    names: frozenset[str]  # in normal form

    def concerns(self, id: LeaderboardId) -> bool:
        return fnmatchcase(id.source, self.source) and fnmatchcase(id.leaderboard, self.leaderboard)


class Renames:
    def __init__(self, lines: Sequence[_Line] = ()) -> None:
        self._lines = lines

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """`path`: else the renames.csv of this package. Raises RenamesError naming file, line and column."""
        chosen = path or Path(__file__).with_name("renames.csv")
        try:
            return cls(_lines(chosen.read_text("utf-8-sig"), chosen.name))
        except OSError as error:
            raise RenamesError(f"{chosen} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise RenamesError(f"{chosen}: byte {error.start} is not UTF-8") from None

    def same(self, id: LeaderboardId, one: str, other: str) -> bool:
        """Whether both names are known to be of one column, in whichever direction it was renamed."""
        names = frozenset((normal_form(one), normal_form(other)))
        return len(names) == 1 or any(line.names == names and line.concerns(id) for line in self._lines)


def _lines(text: str, file: str) -> list[_Line]:
    found = []
    try:
        lines = csvs.numbered(text)
        if fault := csvs.header_fault(header := next(lines, (1, []))[1], COLUMNS):
            raise RenamesError(f"{file} line 1: {fault}")
        for number, fields in lines:
            read = csvs.Fields(header, fields, f"{file} line {number}", RenamesError).read
            names = frozenset((read("before", _name), read("after", _name)))
            found.append(_Line(read("source", _given), read("leaderboard", _given), names))
    except csv.Error as error:
        raise RenamesError(f"{file} {error}") from None
    return found


def _given(text: str) -> str:
    if not text:
        raise ValueError("is empty: write * for any")
    return text


def _name(text: str) -> str:
    if not text.strip():
        raise ValueError("names no column")
    return normal_form(text)
