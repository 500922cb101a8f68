"""Reading the catalog's CSV files: strict, and with errors a person can act on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ANSWERS = {"yes": True, "no": False, "": None}  # None where nobody says


class CatalogError(ValueError):
    """A hand-kept file says something it may not; the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a catalog file: its cells by column name, and where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, column: str, sentence: str) -> CatalogError:
        return CatalogError(f"{self.file}, line {self.number}, column {column}: {sentence}")


class Lines:
    """A whole file, its header checked, no cell with white space at an end, no required one empty."""

    def __init__(self, path: Path, columns: Sequence[str], required: Sequence[str] = ()) -> None:
        self.file, self.columns = path.name, tuple(columns)
        self.rows: list[list[str]] = []
        self._numbers: list[int] = []
        reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
        try:
            header = next(reader, [])
            if header != list(columns):
                raise CatalogError(
                    f"{path.name}, line 1: columns {header} where {list(columns)} are expected"
                )
            for cells in reader:
                if cells and not cells[0].startswith("# "):  # a remark, as a review prints them
                    self._add(reader.line_num, cells)
        except csv.Error as error:
            raise CatalogError(f"{path.name}, line {reader.line_num}: {error}") from error
        for column in columns:
            self.demand(column, _is_bare, "begins or ends with white space")
        for column in required:
            if "" in self.column(column):
                raise self[self.column(column).index("")].error(column, "is empty")

    def _add(self, number: int, cells: list[str]) -> None:
        if len(cells) != len(self.columns):
            raise CatalogError(
                f"{self.file}, line {number}: {len(cells)} cells under {len(self.columns)} columns"
            )
        self._numbers.append(number)
        self.rows.append(cells)

    def column(self, name: str) -> list[str]:
        at = self.columns.index(name)
        return [cells[at] for cells in self.rows]

    def __getitem__(self, at: int) -> Line:
        return Line(self.file, self._numbers[at], dict(zip(self.columns, self.rows[at], strict=True)))

    def __iter__(self) -> Iterator[Line]:
        return map(self.__getitem__, range(len(self.rows)))

    def demand(self, column: str, fits: Callable[[str], object], sentence: str) -> None:
        """Each different cell of a column is asked about once; the first line that does not fit is told."""
        cells = self.column(column)
        faulty = {cell for cell in set(cells) if not fits(cell)}
        if faulty:
            at = next(at for at, cell in enumerate(cells) if cell in faulty)
            raise self[at].error(column, f"{cells[at]!r} {sentence}")


def read(path: Path, columns: Sequence[str], required: Sequence[str] = ()) -> Iterator[Line]:
    """The lines of `path`, whose header must be `columns`; cells of `required` columns are never empty."""
    return iter(Lines(path, columns, required))


def _is_bare(cell: str) -> bool:
    return cell == cell.strip()


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogError(f"{path.name}: cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise CatalogError(f"{path.name}, line {number}: is not UTF-8; save it as CSV UTF-8") from error
