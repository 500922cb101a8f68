"""A reader's own scores: a long CSV with the columns table, model, score and, if wanted, family and
higher_is_better (true or false; the same in every line of a table)."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pandas as pd

from cache import csvs
from dashboard.ranking.errors import ScoresError

NEEDED = ("table", "model", "score")
OPTIONAL = ("family", "higher_is_better")
_TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
T = TypeVar("T")


def read_scores(path: Path) -> pd.DataFrame:
    """The long table. An empty score is a missing one. Raises ScoresError naming file, line and column."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ScoresError(f"{path} cannot be read: {error.strerror}") from None
    return parse_scores(content, path.name)


def parse_scores(content: bytes, name: str) -> pd.DataFrame:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ScoresError(f"{name} line {line}: byte {error.start} is not UTF-8") from None
    lines = _numbered(text, name)
    number, header = next(lines, (1, []))
    header = [column.strip() for column in header]
    if not header:
        raise ScoresError(f"{name} line 1: the file is empty; it begins with {','.join(NEEDED)}")
    if fault := csvs.header_fault(header, [*NEEDED, *(name for name in OPTIONAL if name in header)]):
        raise ScoresError(
            f"{name} line {number}: {fault}; the columns are {', '.join(NEEDED)}, {_optional()}"
        )
    rows = [_Row(f"{name} line {number}", number, header, fields) for number, fields in lines]
    if not rows:
        raise ScoresError(f"{name} line {number + 1}: no scores follow the header")
    _check_tables(rows)
    return pd.DataFrame([row.values for row in rows])


def _optional() -> str:
    return "and if wanted " + " and ".join(OPTIONAL)


class _Row:
    def __init__(self, where: str, line: int, header: list[str], fields: list[str]) -> None:
        if len(fields) != len(header):
            raise ScoresError(f"{where}: {len(fields)} fields where the header has {len(header)}")
        self.where, self.line = where, line
        self._fields = dict(zip(header, fields, strict=True))
        self.values: dict[str, object] = {
            "table": self._read("table", _given),
            "model": self._read("model", _given),
            "score": self._read("score", _number),
        }
        if "family" in header:
            self.values["family"] = self._read("family", str.strip) or self.values["table"]
        if "higher_is_better" in header:
            self.values["higher_is_better"] = self._read("higher_is_better", _truth)

    def _read(self, column: str, convert: Callable[[str], T]) -> T:
        try:
            return convert(self._fields[column])
        except ValueError as error:
            raise ScoresError(f"{self.where}, column {column}: {self._fields[column]!r} {error}") from None


def _check_tables(rows: list[_Row]) -> None:
    """A model stands once in a table, and a table has one family and one direction."""
    first: dict[object, _Row] = {}
    seen: dict[tuple[object, object], _Row] = {}
    for row in rows:
        table, model = row.values["table"], row.values["model"]
        if (table, model) in seen:
            line = seen[table, model].line
            raise ScoresError(
                f"{row.where}, column model: {model!r} already has a score in {table!r}, line {line}"
            )
        seen[table, model] = row
        start = first.setdefault(table, row)
        for column in OPTIONAL:
            if row.values.get(column) != start.values.get(column):
                raise ScoresError(
                    f"{row.where}, column {column}: {row.values[column]} where line {start.line} of the same"
                    f" table {table!r} has {start.values[column]}"
                )


def _numbered(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from csvs.numbered(text)
    except csv.Error as error:
        raise ScoresError(f"{name} {error}") from None


def _given(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text.strip()


def _number(text: str) -> float:
    if not text.strip():
        return math.nan
    try:
        number = float(text)
    except ValueError:
        raise ValueError("is not a number") from None
    if "_" in text:  # Python's own way of writing thousands
        raise ValueError("is not a number")
    if not math.isfinite(number):
        raise ValueError("is not a finite number")
    return number


def _truth(text: str) -> bool:
    folded = text.strip().casefold()
    if folded not in _TRUTH:
        raise ValueError("is neither true nor false")
    return _TRUTH[folded]
