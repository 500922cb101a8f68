"""What each published column means: direction, unit, range, labels, and which total is made of which parts.

The facts are `metrics.csv`, kept by hand. Its first four columns are patterns (``*`` and ``?``, or the name
itself); for a column of a leaderboard the first line that matches counts: the special before the general.
A formula is ``0.7*A + 0.3*B`` or ``mean(A; B; C)`` over published column names, and a mean may hold means:
``mean(A; mean(B; C))``. A line of kind ``derived`` is a total that nobody prints, computed by its formula
(`cache/derived.py`) and labelled as ours. A tolerance says how far the
printed total may stand from it, where it holds only nearly; empty means as far as rounding explains.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self

from cache import csvs
from cache.errors import MetricsError
from cache.formulas import formula
from cache.leaderboard import LeaderboardId
from cache.totals import TotalCheck, check_total

__all__ = ["COLUMNS", "Metric", "Metrics", "TotalCheck", "check_total", "formula"]

COLUMNS = [
    *("source", "leaderboard", "edition", "column", "higher_is_better", "unit", "low", "high"),
    *("label_zh", "label_en", "kind", "formula", "tolerance", "family", "note"),
]
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
KINDS = ("total", "part", "other", "derived")


@dataclass(frozen=True, slots=True)
class Metric:
    """One column of a leaderboard. `name` is the published one; labels are for people."""

    name: str
    higher_is_better: bool = True
    unit: str = ""
    low: float | None = None
    high: float | None = None
    label_zh: str = ""
    label_en: str = ""
    kind: str = "part"  # total, part, derived (our total), or other: no ability (counts, rounds, lengths)
    parts: Mapping[str, float] = field(
        default_factory=dict, hash=False
    )  # weight by published name, of a total
    tolerance: float | None = None  # how nearly the formula holds; None: to rounding
    family: str = ""  # benchmarks of one family measure the same

    @property
    def is_total(self) -> bool:
        return self.kind in ("total", "derived")

    @property
    def is_derived(self) -> bool:
        """Whether it is computed here and stands in no published table."""
        return self.kind == "derived"


@dataclass(frozen=True, slots=True)
class _Line:
    patterns: tuple[str, str, str, str]
    metric: Metric  # labels and family still empty where the file leaves them so

    def concerns(self, id: Sequence[str]) -> bool:
        """`id`: of an edition, or only its source, or that and the board."""
        return all(map(_fits, id, self.patterns))  # the patterns of the id come first, the column's is last


class Metrics:
    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        self._of_board: dict[tuple[str, str], list[_Line]] = {}
        self._concerned: dict[LeaderboardId, list[_Line]] = {}
        self._found: dict[tuple[LeaderboardId, str], Metric] = {}

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """`path`: else the metrics.csv of this package. Raises MetricsError naming file, line and column."""
        chosen = path or Path(__file__).with_name("metrics.csv")
        try:
            text = chosen.read_text("utf-8-sig")
        except OSError as error:
            raise MetricsError(f"{chosen} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise MetricsError(f"{chosen}: byte {error.start} is not UTF-8") from None
        return cls(_lines(text, chosen.name))

    def of(self, id: LeaderboardId, column: str) -> Metric:
        """A column that no line matches is a score of which more is better, of a family of its own board."""
        key = (id, column)
        if key not in self._found:
            matching = (line.metric for line in self._lines_of(id) if _fits(column, line.patterns[-1]))
            self._found[key] = _named(next(matching, Metric(column)), id, column)
        return self._found[key]

    def derived(self, id: LeaderboardId) -> list[Metric]:
        """The totals to compute for a board, in the order of the file."""
        columns = [line.patterns[-1] for line in self._lines_of(id) if line.metric.is_derived]
        return [metric for column in dict.fromkeys(columns) if (metric := self.of(id, column)).is_derived]

    def _lines_of(self, id: LeaderboardId) -> list[_Line]:
        """Sifted once a board, then once an edition of it."""
        if id not in self._concerned:
            board = id[:2]
            if board not in self._of_board:
                self._of_board[board] = [line for line in self._lines if line.concerns(board)]
            self._concerned[id] = [line for line in self._of_board[board] if line.concerns(id)]
        return self._concerned[id]


def _fits(text: str, pattern: str) -> bool:
    return text == pattern or fnmatchcase(text, pattern)


def _named(metric: Metric, id: LeaderboardId, column: str) -> Metric:
    return replace(
        metric,
        name=column,
        label_zh=metric.label_zh or column,
        label_en=metric.label_en or column,
        family=metric.family or f"{id.source}/{id.leaderboard}",
    )


def _lines(text: str, file: str) -> list[_Line]:
    found: dict[tuple[str, ...], tuple[int, _Line]] = {}
    try:
        lines = csvs.numbered(text)
        header = next(lines, (1, []))[1]
        if fault := csvs.header_fault(header, COLUMNS):
            raise MetricsError(f"{file} line 1: {fault}")
        for number, fields in lines:
            where = f"{file} line {number}"
            line = _line(csvs.Fields(header, fields, where, MetricsError))
            if line.patterns in found:
                first = found[line.patterns][0]
                raise MetricsError(f"{where}, columns source to column: the same as line {first}")
            found[line.patterns] = (number, line)
    except csv.Error as error:
        raise MetricsError(f"{file} {error}") from None
    return [line for _, line in found.values()]


def _line(line: csvs.Fields) -> _Line:
    read = line.read
    kind = read("kind", _kind)
    low, high = read("low", _bound), read("high", _bound)
    read("high", lambda _: _check_range(low, high))
    return _Line(
        (
            read("source", _given),
            read("leaderboard", _given),
            read("edition", _given),
            read("column", _given),
        ),
        Metric(
            name="",
            higher_is_better=read("higher_is_better", csvs.truth),
            unit=read("unit", str),
            low=low,
            high=high,
            label_zh=read("label_zh", str),
            label_en=read("label_en", str),
            kind=kind,
            parts=read("formula", lambda text: _parts(text, kind)),
            tolerance=read("tolerance", _bound),
            family=read("family", str),
        ),
    )


def _kind(text: str) -> str:
    if text not in KINDS:
        raise ValueError(f"is none of {', '.join(KINDS)}")
    return text


def _given(text: str) -> str:
    if not text:
        raise ValueError("is empty: write * for any")
    return text


def _bound(text: str) -> float | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError("is not a number")
    return float(text)


def _check_range(low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise ValueError(f"is below low, {low:g}")


def _parts(text: str, kind: str) -> dict[str, float]:
    if not text.strip():
        if kind == "derived":
            raise ValueError("is empty: a derived total is what its formula gives")
        return {}
    if kind not in ("total", "derived"):
        raise ValueError(f"stands with kind {kind}: only a total has a formula")
    return formula(text)
